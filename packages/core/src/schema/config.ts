import { z } from 'zod';
import { daySchema, kindSchema, severitySchema } from './common.js';
import { conditionsSchema, optionValueSchema } from './conditions.js';
import { documentKindSchema, targetTextSchema, technologySchema } from './plan.js';

const severityOrOff = z.union([severitySchema, z.literal('off')]);

/** One person who follows a plan. `named` says that published reports may show the row by name. */
export const rosterEntrySchema = z.strictObject({
  login: z.string().min(1),
  emails: z.array(z.string()).default([]),
  plan: z.string().optional(),
  start: daySchema.optional(),
  track: z.string().optional(),
  away: z.array(z.strictObject({ from: daySchema, to: daySchema })).default([]),
  named: z.boolean().default(false),
});

/** A team's own setting of one rule. `schedule` gives severities from a day on and wins over `severity` from its first day. */
export const ruleConfigSchema = z.strictObject({
  severity: severityOrOff.optional(),
  schedule: z
    .array(z.strictObject({ from: daySchema, severity: severityOrOff }))
    .min(1)
    .optional(),
  kinds: z.array(kindSchema).min(1).optional(),
  options: z.record(z.string(), optionValueSchema).default({}),
  when: conditionsSchema.optional(),
  forbidNotApplicable: z.boolean().optional(),
});

/** `forethought.yml`: everything a team decides. JSON Schema for editors is generated from this. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  /** Built-in plan id, or a plan file in this repository. */
  extends: z.string().default('devops-elite'),
  mode: z.enum(['observe', 'standard', 'strict']).default('standard'),
  /** What rules do to people outside the roster, in CI. */
  outsiders: z.enum(['warn', 'block']).default('warn'),
  roster: z.array(rosterEntrySchema).default([]),
  deployment: z.strictObject({ paths: z.array(z.string()).default([]) }).optional(),
  paths: z
    .strictObject({
      documentation: z.array(z.string()).default([]),
      lockFiles: z.array(z.string()).default([]),
      generated: z.array(z.string()).default([]),
      vendored: z.array(z.string()).default([]),
    })
    .partial()
    .optional(),
  sections: z
    .record(
      z.string(),
      z.strictObject({
        title: z.string().optional(),
        aliases: z.array(z.string()).default([]),
        parts: z
          .record(z.string(), z.strictObject({ title: z.string().optional(), aliases: z.array(z.string()) }))
          .optional(),
      }),
    )
    .default({}),
  technologies: z.record(z.string(), technologySchema).default({}),
  documents: z.record(z.string(), documentKindSchema).default({}),
  rules: z.record(z.string(), z.union([severityOrOff, ruleConfigSchema])).default({}),
  overrides: z
    .array(
      z.strictObject({
        paths: z.array(z.string()).min(1),
        rules: z.record(z.string(), z.union([severityOrOff, ruleConfigSchema])),
      }),
    )
    .default([]),
  metrics: z.record(z.string(), z.strictObject({ target: targetTextSchema })).default({}),
  bots: z.array(z.string()).default([]),
  waivers: z
    .array(
      z.strictObject({
        rule: z.string(),
        reason: z.string().min(1),
        approver: z.string().min(1),
        until: daySchema,
        paths: z.array(z.string()).optional(),
      }),
    )
    .default([]),
  report: z.strictObject({ issue: z.int().positive().optional() }).default({}),
});
export type Config = Readonly<z.infer<typeof configSchema>>;
export type RosterEntry = z.infer<typeof rosterEntrySchema>;
