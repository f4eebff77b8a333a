/** Where a repository may keep the list of its services; the first that is there counts. */
export const SERVICES_PATHS = ['services.yml', '.github/services.yml'] as const;

/** Forms of the records that people keep as YAML, and of the Markdown files of weeks and days. */
export const RECORD_FORMS = [
  'person',
  'curriculum',
  'survey',
  'rotation',
  'education',
  'profile',
  'services',
] as const;
export type RecordForm = (typeof RECORD_FORMS)[number];
