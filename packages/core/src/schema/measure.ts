import * as z from 'zod';
import { daySchema } from './common.js';

/** States of a measure; `not-measured` says that nothing computes it yet, `no-data` that its facts were not there. */
export const measureStateSchema = z.enum([
  'met',
  'missed',
  'uncertain',
  'insufficient',
  'no-data',
  'not-applicable',
  'not-measured',
  'disputed',
]);
export type MeasureState = z.infer<typeof measureStateSchema>;

/** One metric for one engineer (or `*` for everybody) in one window of days, both ends included. */
export const measureSchema = z.strictObject({
  metricId: z.string(),
  engineer: z.string(),
  window: z.strictObject({ from: daySchema, to: daySchema }),
  state: measureStateSchema,
  /** Why there is no value: `metric not built`, `no pull-request facts`, `no change asked for it`. */
  reason: z.string().optional(),
  value: z.number().nullable(),
  unit: z.enum(['ratio', 'count', 'days', 'hours', 'score']),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  /** Changes left out of the counts: structurally exempt, not applicable, not judged. */
  excluded: z.strictObject({ exempt: z.int(), notApplicable: z.int(), unknown: z.int() }).optional(),
  /** Ids of the changes that were counted, and of those that missed. */
  sample: z.array(z.string()),
  misses: z.array(z.string()),
  /** Ids that only may be misses: inferred, shown to be confirmed or disputed, in no count. */
  candidates: z.array(z.string()).optional(),
  /** Counts that are read beside the value, by name, e.g. `escapes` and `deployed` beside what was caught before. */
  beside: z.record(z.string(), z.number()).optional(),
  /** The weeks before, oldest first, the last one included; `provisional` ones are younger than the metric's lag. */
  series: z
    .array(
      z.strictObject({
        week: z.string(),
        numerator: z.number(),
        denominator: z.number(),
        value: z.number().nullable(),
        provisional: z.boolean(),
      }),
    )
    .optional(),
  target: z.strictObject({ operator: z.enum(['>=', '<=', '>', '<', '=']), value: z.number() }).nullable(),
  /** 95 % Wilson interval for ratios. */
  interval: z.strictObject({ low: z.number(), high: z.number() }).nullable(),
});
export type Measure = Readonly<z.infer<typeof measureSchema>>;
