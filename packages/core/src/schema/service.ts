import * as z from 'zod';
import { instantSchema } from './common.js';

/** What a document of a service is for; `service` is one page that may hold all of it. */
export const SERVICE_DOCUMENTS = [
  'service',
  'slo',
  'monitoring',
  'observability',
  'failure-modes',
  'scenarios',
  'runbook',
] as const;
export type ServiceDocument = (typeof SERVICE_DOCUMENTS)[number];

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/)
  .describe('Id of the service: lower-case words joined by `-`');

const pathOrPaths = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** One service in `services.yml`. */
export const serviceEntrySchema = z
  .strictObject({
    title: z.string().min(1).optional().describe('The name that people use'),
    owner: z.string().min(1).describe('Login of whoever answers for it'),
    paths: z.array(z.string().min(1)).default([]).describe('Where its code stands, as globs'),
    documents: z
      .strictObject({
        service: pathOrPaths
          .optional()
          .describe('Page that may hold objective, monitoring, failure modes and more'),
        slo: pathOrPaths.optional().describe('Service level objective, where it has a page of its own'),
        monitoring: pathOrPaths.optional().describe('Monitoring and alerts, likewise'),
        observability: pathOrPaths.optional().describe('Metrics, logs, traces and dashboards, likewise'),
        'failure-modes': pathOrPaths.optional().describe('What fails and what is seen then, likewise'),
        scenarios: pathOrPaths.optional().describe('Failure scenarios that were tested'),
        runbook: pathOrPaths.optional().describe('What to do in an incident'),
      })
      .default({})
      .describe('Documents by what they are for; paths from the root of the repository'),
    dependencies: z
      .array(z.string().min(1))
      .default([])
      .describe('What it cannot do without: ids of services here, or names such as `Vault`'),
  })
  .describe('A service with its owner and documents');

/** `services.yml`: the services of a repository by their ids. JSON Schema for editors is generated from this. */
export const servicesFileSchema = z.strictObject({
  $schema: z.string().optional(),
  services: z.record(id, serviceEntrySchema).describe('Services by id'),
});
export type ServicesFile = Readonly<z.infer<typeof servicesFileSchema>>;

/** A service as facts hold it. `addedAt`: when its entry was written; absent, Git could not tell. */
export const serviceSchema = z.strictObject({
  id: z.string(),
  title: z.string().optional(),
  owner: z.string(),
  paths: z.array(z.string()),
  documents: z.partialRecord(z.enum(SERVICE_DOCUMENTS), z.array(z.string())),
  dependencies: z.array(z.string()),
  addedAt: instantSchema.optional(),
});
export type Service = Readonly<z.infer<typeof serviceSchema>>;
