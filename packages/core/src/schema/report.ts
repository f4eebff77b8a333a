import * as z from 'zod';
import { instantSchema } from './common.js';
import { findingSchema, verdictSchema } from './finding.js';
import { measureSchema } from './measure.js';
import { REPORT_SCHEMA } from './versions.js';

/** Findings and measures of one run with what is needed to read them. Still data: no ANSI, no Markdown. */
export const reportSchema = z.strictObject({
  schema: z.literal(REPORT_SCHEMA),
  tool: z.strictObject({ name: z.literal('forethought'), version: z.string() }),
  asOf: instantSchema,
  plan: z.string(),
  mode: z.enum(['observe', 'standard', 'strict', 'configured']),
  /** Commit whose configuration was used, where it came from Git. */
  policyFrom: z.string().optional(),
  verdict: verdictSchema,
  /** Subjects judged, and how many of them would have been blocked had every rule in force been blocking. */
  counts: z.strictObject({
    subjects: z.int(),
    judged: z.int(),
    exempt: z.int(),
    failed: z.int(),
    wouldBlock: z.int(),
  }),
  findings: z.array(findingSchema),
  measures: z.array(measureSchema),
  /** Facts about the run that a reader must know: what could not be read, which default was taken. */
  notices: z.array(z.string()),
});
export type Report = Readonly<z.infer<typeof reportSchema>>;
