import * as z from 'zod';
import { daySchema } from '../common.js';

const stars = z.int().min(1).max(5);
/** A path of the repository, `#12` for a pull request, or an address. */
const proof = z.string().min(1);

/** `profiles/<login>.yml`: where somebody stands by their own word, what they chose, read and built. */
export const profileRecordSchema = z.strictObject({
  $schema: z.string().optional(),
  login: z.string().min(1),
  since: daySchema,
  strengths: z.record(z.string(), stars).default({}),
  growth: z.record(z.string(), z.strictObject({ now: stars, target: stars })).default({}),
  level: z.strictObject({ now: z.number().min(1).max(10), target: z.number().min(1).max(10) }).optional(),
  /** Marks of the timeline that were reached, by their id. */
  marks: z.record(z.string(), z.strictObject({ reached: daySchema, link: proof.optional() })).default({}),
  /** Chosen topics with the documents that show each item. */
  topics: z.record(z.string(), z.record(z.string(), proof)).default({}),
  reading: z
    .record(
      z.string(),
      z.strictObject({
        started: daySchema.optional(),
        finished: daySchema.optional(),
        notes: proof.optional(),
      }),
    )
    .default({}),
  projects: z
    .record(z.string(), z.strictObject({ pull: z.int().positive().optional(), document: proof.optional() }))
    .default({}),
});
export type ProfileRecord = Readonly<z.infer<typeof profileRecordSchema>>;
