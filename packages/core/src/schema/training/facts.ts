import * as z from 'zod';
import { daySchema, instantSchema } from '../common.js';
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
  /** What was approved, where it is not the pull request as it was merged: an earlier commit of it, or nobody knows which. */
  seen: z.enum(['earlier', 'unknown']).optional(),
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
  /** First day whose reviews were looked up; of those before only what records name. Absent: all of them were. */
  reviewsFrom: daySchema.optional(),
  /** Those of the pull requests named in the records that were merged, however long ago. */
  mergedPulls: z.array(z.int().positive()).optional(),
  /** Those that nobody could read: what hangs on them is unknown. */
  unreadPulls: z.array(z.int().positive()).optional(),
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
