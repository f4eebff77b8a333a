import * as z from 'zod';
import { kindSchema, placeSchema } from './common.js';

/** Version of the Evidence document. */
export const EVIDENCE_SCHEMA = 1;

/**
 * What a section amounts to. `repeated` is no state: it needs earlier changes and is judged by rules.
 * - `empty`: the name stands there and nothing under it, or only comments;
 * - `template`: only the template's own text;
 * - `placeholder`: only a bare TODO, TBD, N/A without a reason, none, dots;
 * - `deferred`: says that it comes later; `planned`: boxes or steps of which none is ticked;
 * - `not-applicable`: `N/A: <reason>`, the reason in `reason`;
 * - `claimed`: says so without anything that somebody else could repeat; `substantive`: something that can be checked.
 */
export const sectionStateSchema = z.enum([
  'absent',
  'empty',
  'template',
  'placeholder',
  'deferred',
  'planned',
  'not-applicable',
  'claimed',
  'substantive',
]);
export type SectionState = z.infer<typeof sectionStateSchema>;

/**
 * A reference found in text. `url` is an http(s) link without credentials; `path` a repository path; `specification` an RFC or
 * the like; `manual` a manual page; `document` a titled or numbered document or a chapter; `issue` an issue or pull request.
 * `excluded` says why it can't be a source: review, ci, image, template, localhost, search, credentials, own-change, unread.
 */
export const referenceSchema = z.strictObject({
  kind: z.enum(['url', 'path', 'specification', 'manual', 'document', 'issue', 'commit']),
  target: z.string(),
  host: z.string().optional(),
  excluded: z.string().optional(),
  place: placeSchema,
});
export type Reference = Readonly<z.infer<typeof referenceSchema>>;

/** One thing said in a section: a list item, a task, a paragraph, a code block, a table row. Nested items follow their parent with a greater depth. */
export const entrySchema = z.strictObject({
  kind: z.enum(['text', 'item', 'task', 'code', 'row', 'quote']),
  /** Visible text, comments removed, lines joined by `\n`. */
  text: z.string(),
  /** Ticked or not, for `task`. */
  checked: z.boolean().optional(),
  /** Nesting of lists, 0 for the outermost and for everything that is no list item. */
  depth: z.int().nonnegative(),
  /** Canonical name of the part (a nested heading, label or parent item such as *isolation*) that it belongs to. */
  part: z.string().optional(),
  /** Titles of the columns and texts of the cells, for a `row` of a document. */
  columns: z.array(z.string()).optional(),
  cells: z.array(z.string()).optional(),
  references: z.array(referenceSchema),
  place: placeSchema,
});
export type Entry = Readonly<z.infer<typeof entrySchema>>;

/** How a section was written. */
export const styleSchema = z.enum(['atx', 'setext', 'bold', 'label', 'assignment', 'trailer', 'html']);

/** A section whose name the plan knows. Sections of one name are merged, as squash messages repeat them. */
export const sectionSchema = z.strictObject({
  /** Canonical name: a key of the plan's `sections`. */
  name: z.string(),
  /** The name as it was written. */
  title: z.string(),
  style: styleSchema,
  /** 1–6 for headings, 7 for every other style. */
  level: z.int().min(1).max(7),
  state: sectionStateSchema.exclude(['absent']),
  /** Reason of `not-applicable`. */
  reason: z.string().optional(),
  entries: z.array(entrySchema),
  place: placeSchema,
});
export type Section = Readonly<z.infer<typeof sectionSchema>>;

/** Any heading of a text, known to the plan or not, for rules on documents. `empty` counts nested headings as content of their parent. */
export const headingSchema = z.strictObject({
  title: z.string(),
  level: z.int().min(1).max(7),
  empty: z.boolean(),
  place: placeSchema,
});
export type Heading = Readonly<z.infer<typeof headingSchema>>;

/** A `Key: value` line of a trailer paragraph, folded lines joined. */
export const trailerSchema = z.strictObject({ key: z.string(), value: z.string(), place: placeSchema });
export type Trailer = Readonly<z.infer<typeof trailerSchema>>;

/** A key of the front matter with its values: one, or those of a list. Maps have none. */
export const matterFieldSchema = z.strictObject({
  name: z.string(),
  values: z.array(z.string()),
  isList: z.boolean(),
  place: placeSchema,
});
export type MatterField = Readonly<z.infer<typeof matterFieldSchema>>;

/**
 * What keeps front matter from being read: it has no end, a line is neither a key nor part of a value, a tab indents, a key stands
 * there twice, a list, map or quote is never closed, something stands behind a quote, a value has a colon and no quotes.
 */
export const matterProblemSchema = z.strictObject({
  code: z.enum(['unclosed', 'no-key', 'tab', 'twice', 'open-list', 'open-quote', 'after-quote', 'colon']),
  /** The line or the key. */
  text: z.string(),
  place: placeSchema,
});
export type MatterProblem = Readonly<z.infer<typeof matterProblemSchema>>;

/** What a text says, without any opinion on whether that is enough. */
export const evidenceSchema = z.strictObject({
  schema: z.literal(EVIDENCE_SCHEMA),
  kind: kindSchema,
  /** Subject line, pull-request title, or first heading. */
  title: z.string(),
  sections: z.array(sectionSchema),
  headings: z.array(headingSchema),
  trailers: z.array(trailerSchema),
  /** Everything visible outside known sections, in order: the place for evidence without a heading. */
  prose: z.array(entrySchema),
  /** Front matter of a document, scalars as text. */
  frontMatter: z.record(z.string(), z.string()).optional(),
  /** Every key of the front matter of a document, and what is wrong with it. */
  matterFields: z.array(matterFieldSchema).optional(),
  matterProblems: z.array(matterProblemSchema).optional(),
  /** Sections that stand only on lines that git is about to delete (`#` lines in an editor): canonical names with their place. */
  doomed: z.array(z.strictObject({ name: z.string(), title: z.string(), place: placeSchema })),
});
export type Evidence = Readonly<z.infer<typeof evidenceSchema>>;
