import { z } from 'zod';
import { outcomeSchema } from './finding.js';

/**
 * How sure a statement of cause is, surest first: a trailer (`Fixes: <sha>`), a revert that names what it takes back, prose
 * (`caused by #12`), a link that the platform keeps, a label, and lines that both touch. Only a *candidate* is nobody's verdict.
 */
export const rungSchema = z.enum(['trailer', 'revert', 'prose', 'link', 'label', 'candidate']);
export type Rung = z.infer<typeof rungSchema>;

/** What a text says to have caused what it repairs: a commit by the beginning of its sha, or an issue or pull request by its number. */
export const causeSchema = z.strictObject({
  rung: rungSchema,
  target: z.union([
    z.strictObject({ kind: z.literal('commit'), sha: z.string() }),
    z.strictObject({ kind: z.literal('number'), number: z.int().positive() }),
  ]),
});
export type Cause = Readonly<z.infer<typeof causeSchema>>;

/** What one rule answered about a change when its text was read; the stored form keeps this in place of the text. */
export const storedVerdictSchema = z.strictObject({
  rule: z.string(),
  outcome: outcomeSchema,
  asked: z.boolean().nullable(),
});
export type StoredVerdict = Readonly<z.infer<typeof storedVerdictSchema>>;
