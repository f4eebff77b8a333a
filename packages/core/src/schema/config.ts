import * as z from 'zod';
import { daySchema, kindSchema, severitySchema } from './common.js';
import { conditionsSchema, optionValueSchema } from './conditions.js';
import { documentKindSchema, documentSectionSchema, targetTextSchema, technologySchema } from './plan.js';
import { recordPathsSchema } from './records.js';

const severityOrOff = z.union([severitySchema, z.literal('off')]);

/** One person who follows a plan. `named` says that published reports may show the row by name. */
export const rosterEntrySchema = z.strictObject({
  login: z.string().min(1).describe('Login on the platform'),
  emails: z.array(z.string()).default([]).describe('Addresses that commits carry'),
  plan: z.string().optional().describe("The person's own plan, where it is not the team's"),
  start: daySchema
    .optional()
    .describe('First day of week 1; with it the schedule of the plan decides how strict it is'),
  track: z.string().optional().describe('Track of the plan that the person follows'),
  away: z
    .array(z.strictObject({ from: daySchema, to: daySchema }))
    .default([])
    .describe('Absences, both days included; whole weeks of them do not count'),
  roles: z
    .array(z.string())
    .optional()
    .describe('Roles in the programme, as `senior` or `sre-lead`: whose approval counts for what'),
  named: z.boolean().default(false).describe('Published reports may show the row by name'),
});

/** A team's own setting of one rule. `schedule` gives severities from a day on and wins over `severity` from its first day. */
export const ruleConfigSchema = z.strictObject({
  question: z.string().min(1).optional().describe("Opens every finding of the rule, in place of the plan's"),
  severity: severityOrOff.optional().describe('In place of what mode and plan say'),
  schedule: z
    .array(z.strictObject({ from: daySchema, severity: severityOrOff }))
    .min(1)
    .optional()
    .describe('Severities from a day on; the last day that has come counts'),
  kinds: z.array(kindSchema).min(1).optional().describe('What is judged by the rule'),
  options: z.record(z.string(), optionValueSchema).default({}).describe("The rule's options"),
  when: conditionsSchema.optional().describe("Conditions, each in place of the plan's own"),
  forbidNotApplicable: z.boolean().optional().describe('`N/A: <reason>` is no answer to this rule'),
});

/** `forethought.yml`: everything a team decides. JSON Schema for editors is generated from this. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  extends: z
    .string()
    .default('devops-elite')
    .describe('Id of a built-in plan, or a plan file in this repository that ends in .yml'),
  mode: z
    .enum(['observe', 'standard', 'strict'])
    .default('standard')
    .describe(
      'observe counts and blocks nothing, standard follows the plan, strict blocks everything at once',
    ),
  outsiders: z
    .enum(['warn', 'block'])
    .default('warn')
    .describe('The most that rules do to people outside the roster, in CI'),
  roster: z.array(rosterEntrySchema).default([]).describe('Who follows a plan'),
  deployment: z
    .strictObject({
      paths: z.array(z.string()).optional(),
      environments: z
        .array(z.string())
        .min(1)
        .optional()
        .describe(
          'Environments, as globs, whose deployments count as production; without it `production` and `prod`',
        ),
      workflow: z
        .string()
        .optional()
        .describe(
          'File of the workflow whose successful runs deploy to production, where nothing else tells',
        ),
      onMerge: z.boolean().optional().describe('A merge deploys, where nothing else tells'),
    })
    .optional()
    .describe("What is deployed, in place of the plan's paths; `@deployment` stands for those"),
  paths: z
    .strictObject({
      documentation: z.array(z.string()).default([]),
      lockFiles: z.array(z.string()).default([]),
      generated: z.array(z.string()).default([]),
      vendored: z.array(z.string()).default([]),
    })
    .partial()
    .optional()
    .describe('More paths that ask for no evidence, by class'),
  sections: z
    .record(
      z.string(),
      z.strictObject({
        title: z.string().optional(),
        aliases: z.array(z.string()).default([]),
        skeleton: z
          .array(z.string())
          .optional()
          .describe('What a finding offers to paste below the title, a line each'),
        parts: z
          .record(z.string(), z.strictObject({ title: z.string().optional(), aliases: z.array(z.string()) }))
          .optional(),
      }),
    )
    .default({})
    .describe('More names of sections and of their parts'),
  technologies: z
    .record(z.string(), technologySchema)
    .default({})
    .describe('Technologies with their official documentation, by id'),
  documents: z
    .record(z.string(), documentKindSchema)
    .default({})
    .describe('Kinds of documents by path, before those of the plan'),
  documentSections: z
    .record(z.string(), documentSectionSchema)
    .default({})
    .describe('More sections of documents, or more names of those that the plan has'),
  records: recordPathsSchema.optional(),
  rules: z
    .record(z.string(), z.union([severityOrOff, ruleConfigSchema]))
    .default({})
    .describe(
      'Rules by id: a severity, or a setting; `<rule>/<name>` asks a rule once more, with options of its own',
    ),
  overrides: z
    .array(
      z.strictObject({
        paths: z.array(z.string()).min(1),
        plan: z.string().optional().describe('Plan that these paths follow, in place of the general one'),
        rules: z
          .record(z.string(), z.union([severityOrOff, ruleConfigSchema]))
          .default({})
          .describe('Rules with other settings, as under `rules`'),
      }),
    )
    .default([])
    .describe('Other settings for changes that touch certain paths; the last one that matches counts'),
  metrics: z
    .record(z.string(), z.strictObject({ target: targetTextSchema }))
    .default({})
    .describe("Targets in place of the plan's"),
  bots: z.array(z.string()).default([]).describe('Logins of accounts that are no people'),
  agents: z
    .array(z.string())
    .default([])
    .describe('Logins of agents: their pull requests are those of whoever merged them'),
  disputes: z
    .array(z.strictObject({ metric: z.string(), change: z.string(), reason: z.string().min(1) }))
    .default([])
    .describe('Misses that somebody contests: `#12` or a sha; a measure that hangs on one is disputed'),
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
    .default([])
    .describe('Exceptions that were approved, each with its last day'),
  report: z
    .strictObject({
      issue: z.int().positive().optional().describe('Number of the tracking issue'),
      label: z.string().min(1).optional().describe('Label by which the tracking issue is found'),
      public: z.boolean().default(false).describe('Names may be shown in a public repository too'),
      retentionWeeks: z
        .int()
        .min(26)
        .max(520)
        .default(60)
        .describe('How many weeks of facts the store keeps'),
    })
    .prefault({})
    .describe('Where the weekly report goes'),
});
type Written = z.infer<typeof configSchema>;
/** A configuration as it was read; `at` of an exception says where it stands, e.g. `forethought.yml:12`. */
export type Config = Readonly<Omit<Written, 'waivers'>> & {
  readonly waivers: readonly (Written['waivers'][number] & { readonly at?: string })[];
};
export type RosterEntry = z.infer<typeof rosterEntrySchema>;
