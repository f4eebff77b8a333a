import * as z from 'zod';
import { daySchema, instantSchema, kindSchema, severitySchema } from './common.js';
import { conditionsSchema, optionValueSchema } from './conditions.js';

/** Version of the policy form, which the hook's cache carries too. */
export const POLICY_SCHEMA = 1;

/** A glob with the regular expression that it compiles to, so that nobody downstream needs a glob library. */
export const patternSchema = z.strictObject({ glob: z.string(), source: z.string() });
export type Pattern = Readonly<z.infer<typeof patternSchema>>;
const patterns = z.array(patternSchema);

/** `Conditions` with its globs compiled. */
export const compiledConditionsSchema = conditionsSchema.extend({
  paths: patterns.optional(),
  branches: patterns.optional(),
  unless: conditionsSchema.shape.unless.unwrap().extend({ onlyPaths: patterns.optional() }).optional(),
});
export type CompiledConditions = Readonly<z.infer<typeof compiledConditionsSchema>>;

/** One rule in force or to come: how strictly from which day on, with the practice that it serves. */
export const ruleSettingSchema = z.strictObject({
  ruleId: z.string(),
  practiceId: z.string().optional(),
  question: z.string().optional(),
  kinds: z.array(kindSchema),
  /** In ascending order; the last entry whose day is reached counts. `from: null` is always reached. */
  timeline: z.array(
    z.strictObject({ from: daySchema.nullable(), severity: z.union([severitySchema, z.literal('off')]) }),
  ),
  options: z.record(z.string(), optionValueSchema),
  when: compiledConditionsSchema,
  forbidNotApplicable: z.boolean(),
  /** Set by an override: the setting counts only for files that match, in place of the general one. */
  onlyFor: patterns.optional(),
  /** Of the files of `onlyFor` only those that match these as well. */
  within: patterns.optional(),
});
export type RuleSetting = Readonly<z.infer<typeof ruleSettingSchema>>;

/** Names of sections and parts, folded (see `fold`), to their canonical names. Looking one up is one property access. */
export const sectionIndexSchema = z.strictObject({
  sections: z.record(z.string(), z.string()),
  /** Section → folded part name → canonical part. */
  parts: z.record(z.string(), z.record(z.string(), z.string())),
  /** Canonical section → title and skeleton for messages; parts with their titles. */
  words: z.record(
    z.string(),
    z.strictObject({
      title: z.string(),
      skeleton: z.array(z.string()),
      parts: z.record(z.string(), z.string()),
    }),
  ),
});
export type SectionIndex = Readonly<z.infer<typeof sectionIndexSchema>>;

/** Plan, configuration, engineer and time brought together: what is asked, how strictly, and what it is measured against. */
export const policySchema = z.strictObject({
  schema: z.literal(POLICY_SCHEMA),
  plan: z.string(),
  mode: z.enum(['observe', 'standard', 'strict', 'configured']),
  engineer: z.string().nullable(),
  asOf: instantSchema,
  rules: z.array(ruleSettingSchema),
  metrics: z.array(
    z.strictObject({
      metricId: z.string(),
      practiceId: z.string(),
      unitId: z.string(),
      /** One of the plan's success metrics, and which: they lead every report in this order, from 1. */
      success: z.int().positive().nullable(),
      target: z.string().nullable(),
      planned: z.boolean(),
    }),
  ),
  /** Practices whose rules are not built yet: shown, never passed. */
  planned: z.array(z.strictObject({ practiceId: z.string(), ruleId: z.string() })),
  sections: sectionIndexSchema,
  technologies: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      paths: patterns,
      content: z.array(z.string()),
      docs: z.array(z.string()),
    }),
  ),
  documents: z.array(
    z.strictObject({
      kind: z.string(),
      title: z.string(),
      paths: patterns,
      sections: z.array(z.string()),
      /** Sections that the kind may have: they are found, and nobody asks for them. */
      optional: z.array(z.string()),
    }),
  ),
  /** Sections of documents by id: title, folded names, and the lines to paste. Only kinds that name them have them. */
  documentSections: z.record(
    z.string(),
    z.strictObject({ title: z.string(), names: z.array(z.string()), skeleton: z.array(z.string()) }),
  ),
  paths: z.strictObject({
    documentation: patterns,
    lockFiles: patterns,
    generated: patterns,
    vendored: patterns,
    deployment: patterns,
  }),
  bots: z.array(z.string()),
  waivers: z.array(
    z.strictObject({
      rule: z.string(),
      reason: z.string(),
      approver: z.string(),
      until: daySchema,
      paths: patterns.optional(),
      /** Where it stands, e.g. `forethought.yml:12`. */
      at: z.string().optional(),
    }),
  ),
});
export type Policy = Readonly<z.infer<typeof policySchema>>;
