import * as z from 'zod';
import { instantSchema } from '../common.js';
import { educationFactSchema, rotationRecordSchema, surveyRecordSchema } from './group.js';
import { dayRecordSchema, weekRecordSchema } from './journal.js';
import { personRecordSchema } from './person.js';
import { profileRecordSchema } from './profile.js';

/** An approving review of a merged pull request that changed a record: who gave it, whose pull request it was. */
export const approvalSchema = z.strictObject({
  pull: z.int().positive(),
  by: z.string(),
  author: z.string().nullable(),
  at: instantSchema,
  paths: z.array(z.string()),
});
export type RecordApproval = Readonly<z.infer<typeof approvalSchema>>;

/** The records of people as they stand at one commit. Survey answers are there without their suggestions. */
export const trainingFactsSchema = z.strictObject({
  people: z.array(personRecordSchema),
  profiles: z.array(profileRecordSchema),
  weeks: z.array(weekRecordSchema),
  days: z.array(dayRecordSchema),
  surveys: z.array(surveyRecordSchema),
  education: educationFactSchema.optional(),
  rotation: rotationRecordSchema.optional(),
  /** Absent: nobody asked the platform, so that nothing is known of sign-offs. */
  approvals: z.array(approvalSchema).optional(),
  /** Those of the paths named in the records that exist in the tree. Absent: nobody looked. */
  existing: z.array(z.string()).optional(),
  /** Records of one form that name the same login, of which the first counts. Absent: nobody looked, or there are none. */
  doubled: z
    .array(
      z.strictObject({ form: z.enum(['person', 'profile']), login: z.string(), paths: z.array(z.string()) }),
    )
    .optional(),
  /** Records that could not be read, with the first reason. */
  unread: z.array(z.strictObject({ path: z.string(), why: z.string() })).default([]),
});
export type TrainingFacts = Readonly<z.infer<typeof trainingFactsSchema>>;
