import {
  candidateFactSchema,
  commitSchema,
  configSchema,
  dayRecordSchema,
  deploymentFactSchema,
  documentFactSchema,
  incidentSchema,
  issueFactSchema,
  patternFactSchema,
  profileRecordSchema,
  pullFactSchema,
  releaseFactSchema,
  SMALLEST_GROUP,
  serviceSchema,
  weekRecordSchema,
  workflowRunFactSchema,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { pageAt } from '../helpers/markdown.js';

/** Texts that are read and never kept. */
const DROPPED = ['title', 'body', 'message'];
const KINDS = {
  Commit: commitSchema,
  'Pull request': pullFactSchema,
  Issue: issueFactSchema,
  Deployment: deploymentFactSchema,
  Release: releaseFactSchema,
  'Workflow run': workflowRunFactSchema,
  Pattern: patternFactSchema,
  Candidate: candidateFactSchema,
  Document: documentFactSchema,
  Service: serviceSchema,
  Incident: incidentSchema,
  'Weekly file': weekRecordSchema,
  'Daily file': dayRecordSchema,
  Profile: profileRecordSchema.omit({ $schema: true }),
};

const { text } = pageAt('docs/privacy.md');

/** The fields that the page lists for each record; a row without a name goes on with the one above it. */
function listed(): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  let record = '';
  const from = text.indexOf('| Record | Fields | Purpose |');
  for (const line of text.slice(from, text.indexOf('\n\n', from)).split('\n').slice(2)) {
    const [, name = '', names = ''] = line.split('|');
    record = name.trim() === '' ? record : name.trim();
    const found = [...names.matchAll(/`(\w+)`/g)].map((match) => match[1] ?? '');
    fields.set(record, [...(fields.get(record) ?? []), ...found]);
  }
  return fields;
}

describe('the privacy page', () => {
  const fields = listed();

  test.each(Object.entries(KINDS))(
    'names every field of a %s that may be kept, and no other',
    (record, schema) => {
      const everywhere = fields.get('all') ?? [];
      const isText = (key: string): boolean => record !== 'Pattern' && DROPPED.includes(key);
      const kept = Object.keys(schema.shape).filter((key) => !isText(key) && !everywhere.includes(key));
      expect([...(fields.get(record) ?? [])].sort()).toEqual(kept.sort());
    },
  );

  test('names the retention and the smallest group that the product has', () => {
    const { retentionWeeks } = configSchema.parse({}).report;
    expect(text).toContain(`| facts | ${retentionWeeks} weeks, or \`report.retentionWeeks\` |`);
    expect(SMALLEST_GROUP).toBe(5);
    expect(text).toContain('groups of five people or more');
  });
});
