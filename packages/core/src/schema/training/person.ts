import * as z from 'zod';
import { daySchema } from '../common.js';

const login = z.string().min(1);
const hours = z.number().positive();
/** A path of the repository, `#12` for a merged pull request, or an address. */
const proof = z.string().min(1);

/** Somebody's word for something, with where it can be seen. It counts by an approving review of `by` on the pull request `pull`. */
export const attestationSchema = z.strictObject({
  by: login,
  on: daySchema,
  pull: z.int().positive().optional(),
  link: proof.optional(),
});
export type Attestation = Readonly<z.infer<typeof attestationSchema>>;

/** What was done of one module. */
export const moduleRecordSchema = z.strictObject({
  started: daySchema.optional(),
  completed: daySchema.optional(),
  hours: hours.optional(),
  assessment: z
    .strictObject({
      result: z.enum(['passed', 'failed']),
      on: daySchema,
      by: login.optional(),
      score: z.string().optional(),
    })
    .optional(),
  artefacts: z.array(proof).default([]),
});

/** One shift looked over an engineer's shoulder. `time` is when it lay; a shift over both is two entries. */
export const shadowShiftSchema = z.strictObject({
  on: daySchema,
  hours,
  with: login,
  time: z.enum(['day', 'off-hours']),
  notes: proof.optional(),
});

/** One simulated incident of a module. */
export const simulationSchema = z.strictObject({
  module: z.string(),
  scenario: z.string(),
  on: daySchema,
  hours: hours.optional(),
  resolved: z.boolean(),
  evaluatedBy: login.optional(),
});

/** A week on call with a named backup. `log` holds the handled incidents. */
export const supervisedSchema = z.strictObject({
  from: daySchema,
  to: daySchema,
  backup: login,
  alerts: z.enum(['all', 'some']),
  log: proof.optional(),
});

/** What was written about a real incident that was shadowed or led. `incident` is the path of its record. */
export const incidentPartSchema = z.strictObject({
  incident: proof,
  as: z.enum(['shadow', 'commander', 'responder']),
  written: proof.optional(),
  feedback: attestationSchema.extend({ positive: z.boolean() }).optional(),
});

/** The way to one certificate. The clock runs from `started`. */
export const enrolmentSchema = z.strictObject({
  started: daySchema,
  withdrawn: daySchema.optional(),
  prerequisites: z.record(z.string(), attestationSchema).default({}),
  modules: z.record(z.string(), moduleRecordSchema).default({}),
  shadowShifts: z.array(shadowShiftSchema).default([]),
  simulations: z.array(simulationSchema).default([]),
  supervised: z.array(supervisedSchema).default([]),
  incidents: z.array(incidentPartSchema).default([]),
  signOffs: z
    .array(attestationSchema.extend({ as: z.enum(['sign-off', 'recommendation', 'approval']) }))
    .default([]),
  certified: daySchema.optional(),
});
export type Enrolment = z.infer<typeof enrolmentSchema>;

/** `training/people/<login>.yml`: what one person did of the programme, with where each part can be seen. */
export const personRecordSchema = z.strictObject({
  $schema: z.string().optional(),
  login,
  joined: daySchema,
  left: daySchema.optional(),
  /** First day in the field, where that was before joining. */
  fieldSince: daySchema.optional(),
  track: z.string().optional(),
  level: z.string().optional(),
  certificates: z.record(z.string(), enrolmentSchema).default({}),
  /** Attested criteria of the ladder, by their id. */
  attestations: z.record(z.string(), attestationSchema).default({}),
  /** Levels of the skill matrix, by the id of the skill. */
  skills: z.record(z.string(), attestationSchema.extend({ level: z.string() })).default({}),
  /** People who were mentored; the mentee's own approval is what counts. */
  mentored: z
    .array(
      z.strictObject({
        mentee: login,
        from: daySchema,
        to: daySchema.optional(),
        pull: z.int().positive().optional(),
      }),
    )
    .default([]),
});
export type PersonRecord = Readonly<z.infer<typeof personRecordSchema>>;
