import * as z from 'zod';
import { INCIDENT_FIELDS, type IncidentValue } from '../incident-fields.js';
import { causeSchema } from './cause.js';
import { instantSchema } from './common.js';

/** An incident as its record tells it. People are logins. What the record leaves open is absent; without `resolvedAt` it goes on. */
export const incidentSchema = z.strictObject({
  path: z.string(),
  startedAt: instantSchema.optional(),
  detectedAt: instantSchema.optional(),
  resolvedAt: instantSchema.optional(),
  severity: z.string().optional(),
  commander: z.string().optional(),
  responders: z.array(z.string()),
  trainee: z.string().optional(),
  shadows: z.array(z.string()),
  supervisor: z.string().optional(),
  intervened: z.boolean().optional(),
  debriefed: z.boolean().optional(),
  simulated: z.boolean(),
  team: z.string().optional(),
  services: z.array(z.string()),
  /** One word, as behind `cause:` on issues; sentences are left out. */
  cause: z.string().optional(),
  causingChange: causeSchema.shape.target.optional(),
  /** Issue that tells of the same. */
  issue: z.int().positive().optional(),
  /** When the record was added, and the address of who added it, as of a document. */
  addedAt: instantSchema.optional(),
  addedBy: z.string().optional(),
});
export type Incident = Readonly<z.infer<typeof incidentSchema>>;

const text = z.string().min(1);
const VALUES: Readonly<Record<IncidentValue, z.ZodType>> = {
  time: text.regex(/^\d{4}-\d{2}-\d{2}/),
  switch: z.boolean(),
  person: text,
  people: z.union([text, z.array(text)]),
  words: z.union([text, z.array(text)]),
  word: z.union([text, z.int()]),
};

/** Front matter of `incidents/*.md`, for editors; other tools may have fields of their own in it. */
export const incidentMatterSchema = z.looseObject({
  kind: z.literal('incident').optional().describe('Needed where the path does not say so'),
  ...Object.fromEntries(
    Object.entries(INCIDENT_FIELDS).map(([name, { value, words }]) => [
      name,
      VALUES[value].optional().describe(words),
    ]),
  ),
});
