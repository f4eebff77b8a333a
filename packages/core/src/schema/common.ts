import * as z from 'zod';

/** Where something stands in the text that was judged: 1-based line and column, in UTF-16 units. */
export const placeSchema = z.strictObject({
  line: z.int().positive(),
  column: z.int().positive(),
});
export type Place = Readonly<z.infer<typeof placeSchema>>;

/** What one text is. `commit` is a stored or nearly stored message, `pull-request` a body, `document` a Markdown file. */
export const kindSchema = z.enum(['commit', 'pull-request', 'document']);
export type Kind = z.infer<typeof kindSchema>;

/** How strictly a rule speaks: `observe` counts, `warn` prints, `block` fails. */
export const severitySchema = z.enum(['observe', 'warn', 'block']);
export type Severity = z.infer<typeof severitySchema>;

/** An instant in ISO 8601 with a time zone, e.g. `2026-11-22T10:00:00Z`. */
export const instantSchema = z.iso.datetime({ offset: true });

/** A calendar day, `yyyy-mm-dd`, read as UTC. */
export const daySchema = z.iso.date();
