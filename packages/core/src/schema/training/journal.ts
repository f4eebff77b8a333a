import * as z from 'zod';
import { daySchema } from '../common.js';

/** What stays of a weekly file: which goals were set and met, what was answered, which scores were given. No words. */
export const weekRecordSchema = z.strictObject({
  login: z.string(),
  /** `2026-W47`. */
  week: z.string(),
  path: z.string(),
  /** Day of the first commit that brought the file; null, it is not committed yet. */
  filedAt: daySchema.nullable(),
  goals: z.record(z.string(), z.enum(['open', 'met'])),
  review: z.array(z.string()),
  scores: z.record(z.string(), z.int().min(1).max(10)),
  /** Hours of the week that somebody wrote down, by what they were spent on. */
  hours: z.record(z.string(), z.number().min(0).max(168)).optional(),
  /** Learnings with a reference, by the day they are dated with. */
  learnings: z.record(z.string(), z.int().nonnegative()),
});
export type WeekRecord = Readonly<z.infer<typeof weekRecordSchema>>;

/** What stays of a daily file: how many steps of each routine were ticked. No words and no minutes. */
export const dayRecordSchema = z.strictObject({
  login: z.string(),
  day: daySchema,
  path: z.string(),
  routines: z.record(z.string(), z.strictObject({ done: z.int().nonnegative(), of: z.int().positive() })),
});
export type DayRecord = Readonly<z.infer<typeof dayRecordSchema>>;
