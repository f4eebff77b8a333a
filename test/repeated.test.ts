import { blocksIn, changesNamed, fromText, meansChange, nearestPath, taughtBy } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { policy } from './helpers/policy.js';

function keys(text: string): readonly string[] {
  const evidence = fromText(`feat: x\n\n${text}`, {
    kind: 'commit',
    index: policy.sections,
    hashHeadings: 'count',
  });
  return blocksIn(evidence).map(({ key }) => key);
}

const TWO = `Pre-mortem:
- The reader starts before the table is there, the init container waits
- The queue fills while the reader restarts, its limit is 10 minutes
`;

describe('a block that is recognised', () => {
  test.each([
    ['other numbers', TWO.replace('10', '25')],
    ['capitals and marks', TWO.replace('The reader', '**THE READER**')],
    ['another list', TWO.replaceAll('- ', '* ')],
    ['commands beside it', `${TWO}- \`kubectl get pods\`: 3 running\n`],
  ])('is the same with %s', (_, text) => {
    expect(keys(text)).toEqual(keys(TWO));
    expect(keys(TWO)).toHaveLength(1);
  });

  test('is another one with another word, and under another section', () => {
    expect(keys(TWO.replace('table', 'bucket'))).not.toEqual(keys(TWO));
    expect(keys(TWO.replace('Pre-mortem', 'Test Evidence'))).not.toEqual(keys(TWO));
  });

  test.each([
    ['tests and what came out', 'Test Evidence:\n- npm test: 412 passed\n- `go test ./pool`: ok\n'],
    [
      'pages alone',
      'Sources Consulted:\n- https://kubernetes.io/docs/concepts/\n- RFC 9110 §9.3\n- docs/a.md\n',
    ],
    ['one short sentence', 'Test Evidence:\n- signed in twice with a wrong password\n'],
    [
      'a reason',
      'Pre-mortem: N/A: a comment changes, and nothing of it is deployed anywhere or read by anybody else\n',
    ],
  ])('is not made of %s', (_, text) => {
    expect(keys(text)).toEqual([]);
  });
});

test('the nearest path is found a folder at a time, or not at all', async () => {
  const tree: Readonly<Record<string, readonly string[]>> = {
    '': ['docs', 'src'],
    docs: ['guide', 'upload.md'],
    'docs/guide': ['begin.md'],
  };
  const near = (path: string): Promise<string | undefined> =>
    nearestPath(path, async (folder) => tree[folder] ?? []);
  await expect(near('doc/uploads.md')).resolves.toBe('docs/upload.md');
  await expect(near('./docs/guide/begin.md')).resolves.toBe('docs/guide/begin.md');
  await expect(near('docs/guides/beginn.md')).resolves.toBe('docs/guide/begin.md');
  await expect(near('nothing/like/it.md')).resolves.toBeUndefined();
});

describe('a document that teaches', () => {
  const text = `---
kind: postmortem
causing-change: '#41'
---

# Two clocks (#12)

Began with 5f2c1e8a90, see https://github.com/example/example/pull/13.

\`\`\`
#99
\`\`\`
`;
  const evidence = fromText(text, { kind: 'document', index: policy.sections, hashHeadings: 'count' });

  test('names changes by number and sha, outside of code', () => {
    expect([...changesNamed(evidence)].sort()).toEqual(['#12', '#13', '#41', '5f2c1e8a90']);
  });

  test('means a change by its number or the beginning of its sha', () => {
    expect(meansChange(['5f2c1e8a90'], ['5f2c1e8a90d3b47f6e1c2d3a4b5c6d7e8f901234'])).toBe(true);
    expect(meansChange(['#12'], ['#1'])).toBe(false);
    expect(meansChange(['5f2c1e'], ['5f2c1e8a90d3'])).toBe(false);
  });

  test('teaches while it stands, and only where lessons are written down', () => {
    const fields = { changes: ['#12'] };
    const teaches = (kind: string, removedAt?: string): boolean =>
      taughtBy([{ path: 'a.md', kind, fields, ...(removedAt === undefined ? {} : { removedAt }) }])(['#12']);
    expect(teaches('postmortem')).toBe(true);
    expect(teaches('design')).toBe(false);
    expect(teaches('postmortem', '2026-11-01T00:00:00Z')).toBe(false);
  });
});
