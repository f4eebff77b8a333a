import * as z from 'zod';
import { kindSchema, severitySchema } from './common.js';
import { conditionsSchema, optionValueSchema } from './conditions.js';
import { programmeSchema } from './programme.js';
import { recordPathsSchema } from './records.js';

/** Version of the plan form. */
export const PLAN_SCHEMA = 1;

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
/** A rule's id, or `<rule>/<name>` where a rule is asked once more with options of its own. */
const ruleName = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\/[a-z0-9]+(?:-[a-z0-9]+)*)?$/);
const names = z.strictObject({ title: z.string(), aliases: z.array(z.string()).default([]) });

/** A section that evidence may stand in: canonical title, other names for it, the parts that it may have, and the text to paste. */
export const planSectionSchema = names.extend({
  parts: z.record(id, names).default({}),
  /** What stands under the label in the skeleton, a line each, e.g. `- <url>: <what it says>`. */
  skeleton: z.array(z.string()).default([]),
});

/** A technology: the paths (and words in a path's content) by which a change touches it, and its official documentation as `host` or `host/path`. */
export const technologySchema = z.strictObject({
  title: z.string(),
  paths: z.array(z.string()).default([]),
  content: z.array(z.string()).default([]),
  docs: z.array(z.string()).min(1),
});

/** A section of documents: canonical title, other names for it, and the lines that a finding offers to paste below it. */
export const documentSectionSchema = names
  .extend({ title: z.string().optional(), skeleton: z.array(z.string()).default([]) })
  .describe('A section of documents');

/** A kind of document, found by path or by `kind:` in the front matter, with the sections that it must have and those that it may have. */
export const documentKindSchema = z.strictObject({
  title: z.string(),
  paths: z.array(z.string()).min(1),
  sections: z.array(z.string()).default([]),
  optional: z.array(z.string()).default([]),
});

/** How a plan uses a rule. `planned: true` says that the rule is not built yet: it is shown, and never passes anything. */
export const ruleUseSchema = z.union([
  z.strictObject({ planned: z.literal(true) }),
  z.strictObject({
    kinds: z.array(kindSchema).min(1).optional(),
    options: z.record(z.string(), optionValueSchema).default({}),
    when: conditionsSchema.optional(),
    forbidNotApplicable: z.boolean().optional(),
    /** How strictly the rule asks, in the standard mode, of everybody without a start date; without it, only people whose schedule has come to it are asked. */
    standing: severitySchema.optional(),
  }),
]);

/** A target as it is written: `>= 80%`, `0`, `> 90%`, `trend`, `true` or with a unit such as `< 28d`. YAML reads some of these as numbers. */
export const targetTextSchema = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** How a plan uses a metric. */
export const metricUseSchema = z.strictObject({
  target: targetTextSchema.optional(),
  planned: z.literal(true).optional(),
});

/** One thing the plan asks people to do: a row of the catalogue. */
export const practiceSchema = z.strictObject({
  id: z.string().regex(/^[A-Z][0-9]+(?:\.[0-9]+)?$/),
  title: z.string(),
  /** The plan's question; it opens every finding of the practice's rules. */
  question: z.string().optional(),
  evidence: z.array(
    z.enum(['commit', 'pull-request', 'review', 'document', 'record', 'github', 'git', 'plan', 'product']),
  ),
  rules: z.record(ruleName, ruleUseSchema).default({}),
  metrics: z.record(id, metricUseSchema).default({}),
  /** What the practice consists of, an item each: the boxes of a checklist, the parts of a module, the columns of a form. */
  items: z.array(z.string()).default([]),
  /** What the product does where no rule or metric stands for the practice. */
  note: z.string().optional(),
});

/** A unit of practices with its weeks; without weeks its practices never become stricter by time. */
export const unitSchema = z.strictObject({
  id,
  title: z.string(),
  weeks: z.tuple([z.int().positive(), z.int().positive()]).optional(),
  /** The unit's success metric: the plan's words and the metrics that measure it, the first one leading. */
  success: z.strictObject({ words: z.string(), metrics: z.array(id).min(1) }).optional(),
  practices: z.array(practiceSchema),
});

/** A plan as data: what is expected, when, and how much is enough. It names no person and no date. */
export const planSchema = z.strictObject({
  schema: z.literal(PLAN_SCHEMA),
  plan: id,
  title: z.string(),
  summary: z.string().optional(),
  /** A built-in plan by its id, or a plan file of the repository: this one has everything of that one, with what has the same id replaced. */
  extends: z.string().optional(),
  sections: z.record(id, planSectionSchema).default({}),
  technologies: z.record(id, technologySchema).default({}),
  documents: z.record(id, documentKindSchema).default({}),
  /** Sections of documents by id. They are found only in kinds of documents that name them. */
  documentSections: z.record(id, documentSectionSchema).default({}),
  /** Classes of paths: changes only to these need no evidence. */
  paths: z
    .strictObject({
      documentation: z.array(z.string()).default([]),
      lockFiles: z.array(z.string()).default([]),
      generated: z.array(z.string()).default([]),
      vendored: z.array(z.string()).default([]),
      deployment: z.array(z.string()).default([]),
    })
    .prefault({}),
  /** Habits that are to grow, each with the metrics that it shows in; a scorecard gives each up to five stars. */
  growth: z.array(z.strictObject({ id, title: z.string(), metrics: z.array(id).min(1) })).optional(),
  /** What the plan asks of a person rather than of a change. */
  programme: programmeSchema.optional(),
  /** Where the records of people lie. */
  records: recordPathsSchema.optional(),
  phases: z.array(z.strictObject({ id, title: z.string(), units: z.array(unitSchema) })),
});
export type Plan = Readonly<z.infer<typeof planSchema>>;
export type Practice = z.infer<typeof practiceSchema>;
export type Unit = z.infer<typeof unitSchema>;
