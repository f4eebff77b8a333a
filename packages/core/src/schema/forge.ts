import { z } from 'zod';
import { causeSchema } from './cause.js';
import { instantSchema } from './common.js';
import { accountSchema } from './pull.js';
import { labelEventSchema } from './pull-fact.js';

/** One issue over time. `closedBy` is what closed it, where the platform keeps it. */
export const issueFactSchema = z.strictObject({
  number: z.int().positive(),
  url: z.string(),
  title: z.string().optional(),
  body: z.string().optional(),
  author: accountSchema.nullable(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  closedAt: instantSchema.nullable(),
  state: z.enum(['open', 'closed']),
  isNotPlanned: z.boolean(),
  labels: z.array(z.string()),
  labelEvents: z.array(labelEventSchema).optional(),
  closedBy: z
    .union([
      z.strictObject({ kind: z.literal('pull'), number: z.int().positive() }),
      z.strictObject({ kind: z.literal('commit'), sha: z.string() }),
    ])
    .nullable(),
  causes: z.array(causeSchema).optional(),
  surprises: z.int().nonnegative().optional(),
  readAt: instantSchema,
  missing: z.array(z.strictObject({ what: z.enum(['timeline']), why: z.string() })),
});
export type IssueFact = Readonly<z.infer<typeof issueFactSchema>>;

/** One deployment; `state` is the newest that a status gave it, `finishedAt` when it got there. */
export const deploymentFactSchema = z.strictObject({
  id: z.string(),
  environment: z.string(),
  sha: z.string(),
  ref: z.string().nullable(),
  createdAt: instantSchema,
  state: z.enum(['success', 'failure', 'error', 'inactive', 'pending', 'unknown']),
  finishedAt: instantSchema.nullable(),
  url: z.string().nullable(),
});
export type DeploymentFact = Readonly<z.infer<typeof deploymentFactSchema>>;

/** One published release. `sha` is the commit of its tag. */
export const releaseFactSchema = z.strictObject({
  id: z.string(),
  tag: z.string(),
  sha: z.string().nullable(),
  isPrerelease: z.boolean(),
  publishedAt: instantSchema,
  url: z.string(),
});
export type ReleaseFact = Readonly<z.infer<typeof releaseFactSchema>>;

/** One run of a workflow. */
export const workflowRunFactSchema = z.strictObject({
  id: z.string(),
  workflow: z.string(),
  event: z.string(),
  sha: z.string(),
  branch: z.string().nullable(),
  attempt: z.int().positive(),
  conclusion: z.string().nullable(),
  createdAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  url: z.string(),
});
export type WorkflowRunFact = Readonly<z.infer<typeof workflowRunFactSchema>>;

/** An entry of the pattern library with who first added it, by the commit that did. */
export const patternFactSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  category: z.string(),
  addedBy: z.string(),
  addedAt: instantSchema,
});
export type PatternFact = Readonly<z.infer<typeof patternFactSchema>>;

/** A fix whose lines were last touched by another commit: something to ask about, never a verdict. */
export const candidateFactSchema = z.strictObject({
  fix: z.string(),
  culprit: z.string(),
  lines: z.int().positive(),
});
export type CandidateFact = Readonly<z.infer<typeof candidateFactSchema>>;
