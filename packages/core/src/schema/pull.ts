import { z } from 'zod';
import { instantSchema } from './common.js';

/** An account of the platform. `login` comes without the `[bot]` that REST appends; `kind` is the platform's word, never a guess by name. */
export const accountSchema = z.strictObject({
  login: z.string(),
  kind: z.enum(['user', 'bot', 'organization', 'mannequin', 'unknown']),
});
export type Account = Readonly<z.infer<typeof accountSchema>>;

/** One submitted review. `author: null` is a deleted account. `canPush` says whether the reviewer may write to the repository. */
export const reviewSchema = z.strictObject({
  id: z.string(),
  author: accountSchema.nullable(),
  state: z.enum(['approved', 'changes-requested', 'commented', 'dismissed']),
  submittedAt: instantSchema,
  body: z.string(),
  commit: z.string().nullable(),
  canPush: z.boolean().nullable(),
  url: z.string(),
});
export type Review = Readonly<z.infer<typeof reviewSchema>>;

/** One thread of review comments on the changed lines, oldest comment first. GitHub tells whether it is resolved, not when. */
export const threadSchema = z.strictObject({
  id: z.string(),
  path: z.string(),
  isResolved: z.boolean(),
  isOutdated: z.boolean(),
  comments: z.array(
    z.strictObject({
      author: accountSchema.nullable(),
      body: z.string(),
      createdAt: instantSchema,
      url: z.string(),
    }),
  ),
});
export type Thread = Readonly<z.infer<typeof threadSchema>>;

/**
 * One commit of a pull request as the platform lists it; `login` is the account that the platform knows the author by, which is by
 * the address in the header. `isPlatformMade`: the platform made it for that account, and its own signature says so.
 */
export const pullCommitSchema = z.strictObject({
  sha: z.string(),
  parents: z.int().nonnegative(),
  message: z.string(),
  login: z.string().nullable(),
  committedAt: instantSchema,
  isPlatformMade: z.boolean().optional(),
});
export type PullCommit = Readonly<z.infer<typeof pullCommitSchema>>;

/**
 * One pull request as it was read at one moment. `bodyEditedAt` is the time of the last edit of the body, `readyAt` when it
 * last became ready for review (its creation, unless it was a draft). `missing` names what could not be read and why; a list
 * that is named there is never taken for empty.
 */
export const pullRequestSchema = z.strictObject({
  number: z.int().positive(),
  title: z.string(),
  body: z.string(),
  url: z.string(),
  author: accountSchema.nullable(),
  createdAt: instantSchema,
  readyAt: instantSchema.nullable(),
  bodyEditedAt: instantSchema.nullable(),
  isDraft: z.boolean(),
  state: z.enum(['open', 'closed', 'merged']),
  labels: z.array(z.string()),
  base: z.strictObject({ ref: z.string(), sha: z.string() }),
  head: z.strictObject({ ref: z.string(), sha: z.string(), repository: z.string().nullable() }),
  mergeCommit: z.string().nullable(),
  commitCount: z.int().nonnegative(),
  commits: z.array(pullCommitSchema),
  reviews: z.array(reviewSchema),
  threads: z.array(threadSchema),
  missing: z.array(z.strictObject({ what: z.enum(['commits', 'reviews', 'threads']), why: z.string() })),
});
export type PullRequest = Readonly<z.infer<typeof pullRequestSchema>>;

/** How a repository lands pull requests, in the platform's own words. https://docs.github.com/rest/repos/repos#get-a-repository */
export const mergeSettingsSchema = z.strictObject({
  squash: z.boolean(),
  merge: z.boolean(),
  rebase: z.boolean(),
  squashTitle: z.enum(['PR_TITLE', 'COMMIT_OR_PR_TITLE']),
  squashMessage: z.enum(['PR_BODY', 'COMMIT_MESSAGES', 'BLANK']),
});
export type MergeSettings = Readonly<z.infer<typeof mergeSettingsSchema>>;
