import * as z from 'zod';
import { causeSchema, storedVerdictSchema } from './cause.js';
import { instantSchema } from './common.js';
import { documentFactSchema } from './document-fact.js';
import {
  candidateFactSchema,
  deploymentFactSchema,
  issueFactSchema,
  patternFactSchema,
  releaseFactSchema,
  workflowRunFactSchema,
} from './forge.js';
import { incidentSchema } from './incident.js';
import { pullFactSchema } from './pull-fact.js';
import { serviceSchema } from './service.js';

import { trainingFactsSchema } from './training/facts.js';

/** Version of the stored Facts document; raised when a reader of the old form would go wrong. */
export const FACTS_SCHEMA = 1;

/** Name and address as Git stored them. Addresses never leave memory and local files: `collect --redact` drops them. */
export const personSchema = z.strictObject({ name: z.string(), email: z.string() });
export type Person = Readonly<z.infer<typeof personSchema>>;

/**
 * One changed path. `added` and `deleted` are line counts; `null` says that they were not read or that Git takes the file for binary.
 * `generated` and `vendored` repeat the `linguist-*` attributes of the path where they were read.
 */
export const fileChangeSchema = z.strictObject({
  path: z.string(),
  status: z.enum(['A', 'M', 'D', 'T', 'R', 'C', 'U', 'X']),
  added: z.int().nonnegative().nullable(),
  deleted: z.int().nonnegative().nullable(),
  generated: z.boolean().optional(),
  vendored: z.boolean().optional(),
});
export type FileChange = Readonly<z.infer<typeof fileChangeSchema>>;

/** What stays of a message in the stored form: states and hosts that measures need, and no text. */
export const digestSchema = z.strictObject({
  sections: z.record(z.string(), z.string()),
  linkHosts: z.array(z.string()),
  hash: z.string(),
});
export type Digest = Readonly<z.infer<typeof digestSchema>>;

/**
 * One commit. `files` is absent where the changed files were not read, `login` where the platform was not asked for the author's account.
 * `message` is absent in the stored form, which carries `digest`, `causes` and `verdicts`.
 */
export const commitSchema = z.strictObject({
  sha: z.string(),
  tree: z.string(),
  parents: z.array(z.string()),
  author: personSchema,
  committer: personSchema,
  authoredAt: instantSchema,
  committedAt: instantSchema,
  coAuthors: z.array(personSchema).optional(),
  message: z.string().optional(),
  login: z.string().nullable().optional(),
  digest: digestSchema.optional(),
  files: z.array(fileChangeSchema).optional(),
  /** Conventional commit type of the subject; kept where the message is not. */
  type: z.string().nullable().optional(),
  causes: z.array(causeSchema).optional(),
  verdicts: z.array(storedVerdictSchema).optional(),
  official: z.boolean().nullable().optional(),
  /** Whether its trailers name its own tree as the one that tests were run on; null: its text was gathered from other commits. */
  recorded: z.boolean().nullable().optional(),
  /** Repository documents of a known kind that the message names. */
  documents: z.array(z.string()).optional(),
});
export type Commit = Readonly<z.infer<typeof commitSchema>>;

/** One place facts were asked of, and what could not be read there and why. */
export const factSourceSchema = z.strictObject({
  id: z.string(),
  state: z.enum(['complete', 'partial', 'missing']),
  missing: z.array(z.strictObject({ what: z.string(), why: z.string() })),
});

/** What happened in one repository up to `asOf`. It holds no token, no opinion and no plan. */
export const factsSchema = z.strictObject({
  schema: z.literal(FACTS_SCHEMA),
  asOf: instantSchema,
  repository: z.strictObject({ name: z.string(), head: z.string().nullable() }),
  sources: z.array(factSourceSchema),
  commits: z.array(commitSchema),
  documents: z.array(documentFactSchema),
  /** What `services.yml` and the incident records say. Absent: not asked for; empty: there is none, or its source says why. */
  services: z.array(serviceSchema).optional(),
  incidents: z.array(incidentSchema).optional(),
  /** What the platform keeps. Absent: not asked for; its source says what of it could not be read. */
  defaultBranch: z.string().optional(),
  pulls: z.array(pullFactSchema).optional(),
  issues: z.array(issueFactSchema).optional(),
  deployments: z.array(deploymentFactSchema).optional(),
  releases: z.array(releaseFactSchema).optional(),
  workflowRuns: z.array(workflowRunFactSchema).optional(),
  patterns: z.array(patternFactSchema).optional(),
  candidates: z.array(candidateFactSchema).optional(),
  /** Records of people. Absent: nobody looked for them. */
  training: trainingFactsSchema.optional(),
});
export type Facts = Readonly<z.infer<typeof factsSchema>>;
