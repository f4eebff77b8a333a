import * as z from 'zod';
import { placeSchema, severitySchema } from './common.js';

/** What was judged: a stored commit, a message not yet stored, a pull request, or a document. `id` is sha, `message`, number or path. */
export const subjectSchema = z.strictObject({
  kind: z.enum(['commit', 'message', 'pull-request', 'document']),
  id: z.string(),
  title: z.string(),
});
export type Subject = Readonly<z.infer<typeof subjectSchema>>;

/** The outcomes of one rule on one subject. `unknown` and `not-applicable` are answers, never a pass or a fail. */
export const outcomeSchema = z.enum([
  'pass',
  'fail',
  'exempt',
  'not-applicable',
  'waived',
  'unknown',
  'error',
]);
export type Outcome = z.infer<typeof outcomeSchema>;

/** A named problem and the values that its words need. No prose. */
export const problemSchema = z.strictObject({
  code: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  place: placeSchema.optional(),
});
export type Problem = Readonly<z.infer<typeof problemSchema>>;

/** One rule's answer on one subject; a rule with several problems gives several findings. */
export const findingSchema = z.strictObject({
  ruleId: z.string(),
  outcome: outcomeSchema,
  severity: severitySchema,
  subject: subjectSchema,
  /** The plan's practice that asks for it, e.g. `A1.3`. */
  practiceId: z.string().optional(),
  /** Present for `fail`, and for `unknown` with what was missing. */
  problem: problemSchema.optional(),
  /** Why it is exempt, not applicable, waived or unknown; a short code with its detail, e.g. `merge`, `documentation-only`, `na: …`. */
  reason: z.string().optional(),
  /**
   * Whether the plan had to ask: `true` when the size of the change is known to reach the rule's threshold, `false` when it
   * is below (a pass is then volunteered), `null` when the size was not needed and not read. Coverage counts only `true`.
   */
  asked: z.boolean().nullable(),
});
export type Finding = Readonly<z.infer<typeof findingSchema>>;

/** The sum of findings: `fail` when a blocking one fails, `error` when a blocking one could not be judged. */
export const verdictSchema = z.enum(['pass', 'fail', 'error']);
export type Verdict = z.infer<typeof verdictSchema>;
