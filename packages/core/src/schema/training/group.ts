import * as z from 'zod';
import { daySchema } from '../common.js';
import { programmeSchema } from '../programme.js';

const login = z.string().min(1);
const attended = z.array(login).default([]);

/** `training/rotation.yml`: who is on which rotation, and since when. */
export const rotationRecordSchema = z.strictObject({
  $schema: z.string().optional(),
  rotations: z.record(
    z.string(),
    z.strictObject({
      title: z.string().optional(),
      members: z.array(z.strictObject({ login, from: daySchema, to: daySchema.optional() })),
    }),
  ),
});
export type RotationRecord = Readonly<z.infer<typeof rotationRecordSchema>>;

/** One external training, from the request to what was shared afterwards. */
const externalSchema = z.strictObject({
  login,
  title: z.string(),
  requested: daySchema,
  benefit: z.string().min(1),
  cost: z.number().nonnegative(),
  managerApproval: z.strictObject({ by: login, on: daySchema }).optional(),
  budgetApproval: z.strictObject({ by: login, on: daySchema }).optional(),
  attended: daySchema.optional(),
  shareOut: z.strictObject({ on: daySchema, link: z.string().optional() }).optional(),
});

/** `training/education.yml`: what was held, who came, and what was paid for and shared. Amounts are in the programme's currency. */
export const educationRecordSchema = z.strictObject({
  $schema: z.string().optional(),
  sessions: z.array(z.strictObject({ on: daySchema, topic: z.string(), attended })).default([]),
  workshops: z
    .array(
      z.strictObject({
        on: daySchema,
        quarter: z.int().min(1).max(4),
        title: z.string().optional(),
        attended,
      }),
    )
    .default([]),
  bookClub: z
    .array(z.strictObject({ on: daySchema, book: z.string().optional(), chapters: z.string(), attended }))
    .default([]),
  external: z.array(externalSchema).default([]),
});
export type EducationRecord = Readonly<z.infer<typeof educationRecordSchema>>;

/** What facts keep of it: neither the words of a request nor the name of a course. */
export const educationFactSchema = educationRecordSchema
  .omit({ $schema: true })
  .extend({ external: z.array(externalSchema.omit({ title: true, benefit: true })) });
export type EducationFact = Readonly<z.infer<typeof educationFactSchema>>;

/** `training/surveys/<module>/<name>.yml`: answers from 1 to 5 by the programme's questions. It names nobody. */
export const surveyRecordSchema = z.strictObject({
  $schema: z.string().optional(),
  module: z.string(),
  /** Quarter, as `2026-Q1`: a day could tell who answered. */
  quarter: z.string().regex(/^[0-9]{4}-Q[1-4]$/),
  answers: z.array(
    z.strictObject({
      scores: z.record(z.string(), z.int().min(1).max(5)),
      suggestions: z.string().optional(),
    }),
  ),
  /** How many were asked, for the rate of response. */
  asked: z.int().positive().optional(),
});
export type SurveyRecord = Readonly<z.infer<typeof surveyRecordSchema>>;

/** `training/curriculum.yml`: what a team adds to the plan's programme, or has in place of it by id. */
export const curriculumSchema = programmeSchema.partial().extend({ $schema: z.string().optional() });
export type Curriculum = Readonly<z.infer<typeof curriculumSchema>>;
