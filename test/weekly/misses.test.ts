import { readFileSync } from 'node:fs';
import { fromText, officialSources } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { policy } from '../helpers/policy.js';

/** The generated example of a week, of which every number and text is the product's own. */
const comment = readFileSync('docs/examples/weekly-comment.md', 'utf8');

describe('a miss of the week', () => {
  const [, part = ''] = /\n\*\*\[documentation-coverage\]([\s\S]*?)\n\*\*\[/.exec(comment) ?? [];

  test('names the documentation of what the change touches', () => {
    expect(part).toContain('Touched, with its documentation: Go (go.dev).');
  });

  test('has a text to fill in that counts once it is filled in', () => {
    expect(comment).not.toMatch(/^This would have passed/m);
    const [, text = ''] = /Filled in, this would have passed:\n\n```text\n([^`]*)```/.exec(part) ?? [];
    const filled = text
      .replace('<page>', 'ref/spec')
      .replace(/<what[^>]*>/, 'maps are no safe place for two');
    expect(filled).not.toContain('<');
    const evidence = fromText(`feat: berths\n\n${filled}`, {
      ...{ kind: 'commit', index: policy.sections, hashHeadings: 'count' },
    });
    const files = [{ path: 'berths/map.go', status: 'M' as const, added: 20, deleted: 0 }];
    expect(officialSources(evidence, files, policy).verdict).toBe(true);
  });
});
