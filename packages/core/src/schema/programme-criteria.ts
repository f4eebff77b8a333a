import * as z from 'zod';

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
const count = z.int().positive();

/** What shows that a criterion holds. Each form is counted from records, incidents, documents and approving reviews, never from a claim alone. */
export const needSchema = z.discriminatedUnion('kind', [
  /** Months since somebody joined, was certified for on-call, or began in the field at all. */
  z.strictObject({
    kind: z.literal('tenure'),
    months: count,
    since: z.enum(['joined', 'on-call', 'field']).default('joined'),
  }),
  /** Said by somebody who holds one of the roles, with a link to what shows it. */
  z.strictObject({ kind: z.literal('attested'), by: z.array(id).default([]) }),
  z.strictObject({ kind: z.literal('training'), certificate: id }),
  z.strictObject({ kind: z.literal('certificate'), certificate: id }),
  /** Real incidents in a part; `supervised` ones name a supervisor. `severities` asks for so many different ones. */
  z.strictObject({
    kind: z.literal('incidents'),
    as: z.enum(['responder', 'commander', 'shadow']),
    severity: z.string().optional(),
    atLeast: count,
    supervised: z.boolean().default(false),
    distinctSeverities: count.optional(),
    /** Each has its written reflection or report. */
    written: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal('shadow-hours'),
    atLeast: z.number().positive(),
    engineers: count.default(1),
    times: z.array(z.enum(['day', 'off-hours'])).default([]),
  }),
  z.strictObject({ kind: z.literal('simulations'), module: id, atLeast: count }),
  z.strictObject({ kind: z.literal('supervised-days'), atLeast: count }),
  z.strictObject({ kind: z.literal('modules') }),
  z.strictObject({ kind: z.literal('assessments') }),
  /** Approving reviews of the record's pull request by so many people who hold the role. */
  z.strictObject({
    kind: z.literal('sign-offs'),
    as: z.enum(['sign-off', 'recommendation', 'approval']).default('sign-off'),
    role: id,
    atLeast: count,
  }),
  /** Documents of a kind that the person added first, that are still there and pass their rules. */
  z.strictObject({
    kind: z.literal('documents'),
    document: id,
    atLeast: count,
    /** A merged pull request that brought it was approved by somebody who holds the role. */
    approvedBy: id.optional(),
  }),
  z.strictObject({ kind: z.literal('mentored'), atLeast: count }),
  /** The deliverables of these modules exist and pass their own rules. */
  z.strictObject({ kind: z.literal('deliverables'), modules: z.array(id).min(1) }),
]);
export type CriterionNeed = Readonly<z.infer<typeof needSchema>>;

/** One line of a list of requirements. A recommended one is shown and never asked for. */
export const criterionSchema = z.strictObject({
  id,
  title: z.string().min(1),
  recommended: z.boolean().default(false),
  needs: needSchema,
});
export type Criterion = Readonly<z.infer<typeof criterionSchema>>;
