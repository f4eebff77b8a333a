import * as z from 'zod';
import { RECORD_FORMS } from './record-forms.js';

/** Where the records of each form lie, as globs; `*` of the last part of the path is the login where a record is somebody's. */
export const recordPathsSchema = z
  .partialRecord(z.enum(RECORD_FORMS), z.array(z.string()).min(1))
  .describe('Paths of the records that people keep, by form');
export type RecordPaths = Readonly<z.infer<typeof recordPathsSchema>>;
