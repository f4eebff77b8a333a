import * as z from 'zod';
import { storedVerdictSchema } from './cause.js';
import { daySchema, instantSchema } from './common.js';

/**
 * A document of a known kind as it stands at the tip of the default branch; with `removedAt`, as it stood before it was deleted. It
 * holds no text: `verdicts` are what the document rules answered, `counts` and `fields` what measures read, by names that stand in
 * docs/documents.md. What Git could not tell, and what nobody asked, is absent.
 */
export const documentFactSchema = z.strictObject({
  path: z.string(),
  kind: z.string(),
  /** When the commit that first added it was committed, renames followed, and the address of who wrote that commit. */
  addedAt: instantSchema.optional(),
  addedBy: z.string().optional(),
  /** Last commit that changed more than white space or the name. */
  updatedAt: instantSchema.optional(),
  /** Days of such changes, newest first, as far as a report looks back. */
  changedOn: z.array(daySchema).optional(),
  removedAt: instantSchema.optional(),
  verdicts: z.array(storedVerdictSchema).optional(),
  counts: z.record(z.string(), z.number()).optional(),
  fields: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
});
export type DocumentFact = Readonly<z.infer<typeof documentFactSchema>>;
