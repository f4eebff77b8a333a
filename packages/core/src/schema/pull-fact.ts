import { z } from 'zod';
import { causeSchema, storedVerdictSchema } from './cause.js';
import { instantSchema } from './common.js';
import { accountSchema } from './pull.js';

/** A label that was set (`added`) or taken away, by whom and when. */
export const labelEventSchema = z.strictObject({
  label: z.string(),
  added: z.boolean(),
  by: accountSchema.nullable(),
  at: instantSchema,
});
export type LabelEvent = Readonly<z.infer<typeof labelEventSchema>>;

/** One check of one commit of a pull request, a run of a check suite or a commit status. `conclusion: null` is under way. */
export const checkFactSchema = z.strictObject({
  name: z.string(),
  app: z.string().nullable(),
  sha: z.string(),
  conclusion: z
    .enum(['success', 'failure', 'neutral', 'cancelled', 'skipped', 'timed-out', 'action-required', 'stale'])
    .nullable(),
  startedAt: instantSchema.nullable(),
  completedAt: instantSchema.nullable(),
});
export type CheckFact = Readonly<z.infer<typeof checkFactSchema>>;

/** A submitted review; its text stands in memory only. `canPush`: the reviewer may write to the repository; null, nobody says. */
export const reviewFactSchema = z.strictObject({
  id: z.string(),
  author: accountSchema.nullable(),
  state: z.enum(['approved', 'changes-requested', 'commented', 'dismissed']),
  submittedAt: instantSchema,
  commit: z.string().nullable(),
  canPush: z.boolean().nullable(),
  url: z.string(),
  body: z.string().optional(),
});
export type ReviewFact = Readonly<z.infer<typeof reviewFactSchema>>;

/** A thread on changed lines. `author` and `createdAt` are those of its first comment, `commit` the head that it was written on. */
export const threadFactSchema = z.strictObject({
  id: z.string(),
  path: z.string(),
  author: accountSchema.nullable(),
  createdAt: instantSchema,
  commit: z.string().nullable(),
  isResolved: z.boolean(),
  isOutdated: z.boolean(),
  url: z.string(),
  body: z.string().optional(),
});
export type ThreadFact = Readonly<z.infer<typeof threadFactSchema>>;

/** What can be missing of a pull request; a list that is named is never taken for empty. */
const pullGapSchema = z.strictObject({
  what: z.enum(['commits', 'paths', 'timeline', 'reviews', 'threads', 'checks', 'issues']),
  why: z.string(),
});

/**
 * One pull request over time. Lists that are absent were not asked for, as those that only young ones need. `reviewers` are the
 * requests for review, with `isOwner` where the request came from CODEOWNERS. Texts stand in memory and in local files only; the
 * stored form has `digest`, `causes` and `verdicts` instead.
 */
export const pullFactSchema = z.strictObject({
  number: z.int().positive(),
  url: z.string(),
  title: z.string().optional(),
  body: z.string().optional(),
  author: accountSchema.nullable(),
  createdAt: instantSchema,
  readyAt: instantSchema.nullable(),
  updatedAt: instantSchema,
  /** Last edit of the body; null, it was never edited. */
  bodyEditedAt: instantSchema.nullable().optional(),
  mergedAt: instantSchema.nullable(),
  closedAt: instantSchema.nullable(),
  state: z.enum(['open', 'closed', 'merged']),
  isDraft: z.boolean(),
  mergedBy: accountSchema.nullable(),
  base: z.string(),
  head: z.strictObject({ ref: z.string(), sha: z.string() }),
  mergeCommit: z.string().nullable(),
  labels: z.array(z.string()),
  /** Conventional commit type of the title, lower case. */
  type: z.string().nullable(),
  added: z.int().nonnegative(),
  deleted: z.int().nonnegative(),
  fileCount: z.int().nonnegative(),
  commitCount: z.int().nonnegative(),
  paths: z.array(z.string()).optional(),
  commits: z
    .array(
      z.strictObject({
        sha: z.string(),
        login: z.string().nullable(),
        committedAt: instantSchema,
        message: z.string().optional(),
        /** Id of its tree. */
        tree: z.string().optional(),
      }),
    )
    .optional(),
  labelEvents: z.array(labelEventSchema).optional(),
  /** Heads that were pushed away by force: what stood there before and after. */
  forcePushes: z
    .array(z.strictObject({ before: z.string(), after: z.string(), at: instantSchema }))
    .optional(),
  reviewers: z
    .array(
      z.strictObject({
        reviewer: accountSchema,
        by: accountSchema.nullable(),
        isOwner: z.boolean(),
        at: instantSchema,
      }),
    )
    .optional(),
  reviews: z.array(reviewFactSchema).optional(),
  threads: z.array(threadFactSchema).optional(),
  checks: z.array(checkFactSchema).optional(),
  /** Issues that the platform closed when this was merged. */
  closes: z.array(z.int().positive()).optional(),
  causes: z.array(causeSchema).optional(),
  verdicts: z.array(storedVerdictSchema).optional(),
  /** Whether its sources name official documentation of what it touches; null: could not be found out. */
  official: z.boolean().nullable().optional(),
  /** Whether the newest commit names its own tree as the one that tests were run on; null: the commits or their trees were not read. */
  recorded: z.boolean().nullable().optional(),
  digest: z
    .strictObject({
      sections: z.record(z.string(), z.string()),
      linkHosts: z.array(z.string()),
      hash: z.string(),
    })
    .optional(),
  /** Ids of patterns of the library that the text names. */
  patterns: z.array(z.string()).optional(),
  /** Waivers that took effect. */
  waivers: z.array(z.strictObject({ rule: z.string(), reason: z.string(), approver: z.string() })).optional(),
  /** Entries under a Surprises section. */
  surprises: z.int().nonnegative().optional(),
  /** Repository documents of kind design that the text links. */
  designs: z
    .array(
      z.strictObject({
        reference: z.string(),
        approvedAt: instantSchema.nullable(),
        approver: z.string().nullable(),
      }),
    )
    .optional(),
  /** Other repository documents of a known kind that the text names, from the root of the repository. */
  documents: z.array(z.string()).optional(),
  /** When this record was read. */
  readAt: instantSchema,
  missing: z.array(pullGapSchema),
});
export type PullFact = Readonly<z.infer<typeof pullFactSchema>>;
