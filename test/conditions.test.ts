import {
  asks,
  asksByPaths,
  asksBySize,
  type Change,
  type FileChange,
  type Kind,
  type Policy,
  type RuleSetting,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { settingOf, teamPolicy } from './helpers/team.js';

const NO_EVIDENCE = {
  schema: 1,
  title: '',
  sections: [],
  headings: [],
  trailers: [],
  prose: [],
  doomed: [],
} as const;

/** `path`, or `path+added-deleted`. */
function file(text: string): FileChange {
  const [, path = '', added = '20', deleted = '0'] = /^(.*?)(?:\+(\d+)-(\d+))?$/.exec(text) ?? [];
  return { path, status: 'M', added: Number(added), deleted: Number(deleted) };
}

function change(files: readonly string[] | undefined, more: Partial<Change> & { kind?: Kind } = {}): Change {
  const { kind = 'commit', ...rest } = more;
  return {
    subject: { kind, id: 'x', title: '' },
    evidence: { ...NO_EVIDENCE, kind, sections: [], headings: [], trailers: [], prose: [], doomed: [] },
    ...(files && { files: files.map(file) }),
    linesRead: true,
    attributesRead: true,
    labels: [],
    draft: false,
    ...rest,
  };
}

/** Setting and policy of one rule under conditions of the team's own. */
function under(ruleId: string, when: string): { setting: RuleSetting; policy: Policy } {
  const policy = teamPolicy(when === '' ? '' : `rules: { ${ruleId}: { when: ${when} } }\n`);
  return { setting: settingOf(policy, ruleId), policy };
}

/** `yes`, the reason of a no, or the need of an unknown with a question mark. */
function answer(ruleId: string, when: string, ...asked: Parameters<typeof change>): string {
  const { setting, policy } = under(ruleId, when);
  const ask = asks(setting, change(...asked), policy);
  return ask.asked === 'no' ? ask.reason : ask.asked === 'unknown' ? `${ask.need}?` : 'yes';
}

describe('classes of paths', () => {
  test.each([
    [['src/a.ts'], 'yes'],
    [['README.md', 'docs/logo.svg', 'LICENSE'], 'documentation-only'],
    [
      ['docs/guide.txt', 'doc/api/index.html', 'docs/a/b.png', 'doc/tool.1', 'src/README'],
      'documentation-only',
    ],
    [['docs/build.py'], 'yes'],
    [['doc/tool.c'], 'yes'],
    [['docs/conf.py', 'docs/index.rst'], 'yes'],
    [['docs/Makefile'], 'yes'],
    [['src/notes.txt'], 'yes'],
    [['package-lock.json', 'go.sum', 'crates/Cargo.lock'], 'lock-files-only'],
    [['dist/index.js', 'api/v1/a.pb.go', 'a/__snapshots__/b.snap'], 'generated-only'],
    [['vendor/x/y.go', 'web/node_modules/z.js'], 'vendored-only'],
    [['vendor/x/README.md'], 'vendored-only'],
    [['README.md', 'go.sum'], 'no-code'],
    [['README.md+900-0', 'src/a.ts+11-0'], 'yes'],
    [['README.md+900-0', 'src/a.ts+10-0'], 'small'],
    [[], 'no-changes'],
  ])('%j: %s', (files, expected) => {
    expect(answer('sources-consulted', '', files)).toBe(expected);
  });

  test('follow the attributes of the repository as well', () => {
    const marked = (mark: Partial<FileChange>) =>
      change(undefined, { files: [{ ...file('src/a.ts'), ...mark }] });
    const { setting, policy } = under('sources-consulted', '');
    expect(asks(setting, marked({ generated: true }), policy)).toEqual({
      asked: 'no',
      reason: 'generated-only',
    });
    expect(asks(setting, marked({ vendored: true }), policy)).toEqual({
      asked: 'no',
      reason: 'vendored-only',
    });
    expect(asks(setting, marked({ generated: false }), policy)).toEqual({ asked: 'yes' });
  });
});

describe('size', () => {
  test.each([
    [['a.ts+10-0'], 'small'],
    [['a.ts+0-11'], 'yes'],
    [['a.ts+5-3', 'b.ts+2-1'], 'yes'],
    [['a.ts+0-0'], 'small'],
  ])('counts added and deleted lines of %j: %s', (files, expected) => {
    expect(answer('test-evidence', '', files)).toBe(expected);
  });

  test.each([
    ['a.png', 'A', 'no'],
    ['assets/FONT.WOFF2', 'M', 'no'],
    ['src/a.ts', 'A', 'yes'],
    ['src/a.ts', 'D', 'yes'],
    ['src/a.unheard-of', 'M', 'yes'],
    ['a.png/tool', 'A', 'yes'],
    ['bin/tool', 'A', 'yes'],
    ['bin/tool', 'D', 'no'],
    ['.png', 'A', 'yes'],
  ] as const)('of %s (%s) where git counts no line asks: %s', (path, status, asked) => {
    const { setting, policy } = under('test-evidence', '');
    const files = [{ path, status, added: null, deleted: null }];
    expect(asks(setting, change(undefined, { files }), policy).asked).toBe(asked);
  });

  test('without lines is beyond what any exception allows', () => {
    const when = '{ unless: { atMostLines: 1000000, types: [style] } }';
    const { setting, policy } = under('test-evidence', when);
    const files = [{ path: 'src/a.ts', status: 'M', added: null, deleted: null } as const];
    expect(asks(setting, change(undefined, { files, type: 'style' }), policy).asked).toBe('yes');
  });

  test('is decided apart from the paths, and only when it is known', () => {
    const { setting, policy } = under('test-evidence', '');
    const unread = change(['a.ts'], { linesRead: false });
    expect(asksByPaths(setting, unread, policy)).toEqual({ asked: 'yes' });
    expect(asksBySize(setting, unread, policy)).toEqual({ asked: 'unknown', need: 'lines' });
    expect(
      asks(settingOf(policy, 'pre-mortem'), change(['k8s/a.yml'], { linesRead: false }), policy),
    ).toEqual({ asked: 'yes' });
  });

  test('counts the files that the rule is about', () => {
    const when = "{ paths: ['db/**'], moreThanLines: 10 }";
    expect(answer('test-evidence', when, ['db/a.sql+10-0', 'src/a.ts+500-0'])).toBe('small');
    expect(answer('test-evidence', when, ['db/a.sql+6-5'])).toBe('yes');
  });
});

describe('conditions', () => {
  test('without the files nothing is known', () => {
    expect(answer('sources-consulted', '', undefined)).toBe('files?');
  });

  test('deployment paths ask for a pre-mortem, the label does so for any change', () => {
    expect(answer('pre-mortem', '', ['charts/app/values.yaml+1-1'])).toBe('yes');
    expect(answer('pre-mortem', '', ['src/a.ts'])).toBe('paths');
    expect(answer('pre-mortem', '', ['src/a.ts'], { labels: ['deployment'] })).toBe('yes');
    expect(answer('pre-mortem', '', ['README.md'], { labels: ['deployment'] })).toBe('yes');
    expect(answer('pre-mortem', '', undefined, { labels: ['deployment'] })).toBe('yes');
    expect(answer('pre-mortem', '', ['k8s/README.md'])).toBe('documentation-only');
  });

  test('labels limit a rule', () => {
    expect(answer('test-evidence', '{ labels: [a, b] }', ['a.ts'], { labels: ['b'] })).toBe('yes');
    expect(answer('test-evidence', '{ labels: [a, b] }', ['a.ts'], { labels: ['c'] })).toBe('label');
  });

  test('drafts can be left in peace', () => {
    expect(answer('test-evidence', '{ drafts: false }', ['a.ts'], { draft: true })).toBe('draft');
    expect(answer('test-evidence', '{ drafts: false }', ['a.ts'])).toBe('yes');
    expect(answer('test-evidence', '{ drafts: true }', ['a.ts'], { draft: true })).toBe('yes');
  });

  test('branches limit a rule, and an unknown branch is unknown', () => {
    const when = "{ branches: ['release/**'] }";
    expect(answer('test-evidence', when, ['a.ts'], { branch: 'release/1/2' })).toBe('yes');
    expect(answer('test-evidence', when, ['a.ts'], { branch: 'main' })).toBe('branch');
    expect(answer('test-evidence', when, ['a.ts'])).toBe('branch?');
  });

  test('a commit type only tightens', () => {
    const when = "{ paths: ['src/**'], orTypes: [fix] }";
    expect(answer('test-evidence', when, ['x.sh+1-0'], { type: 'fix' })).toBe('yes');
    expect(answer('test-evidence', when, ['x.sh+1-0'], { type: 'chore' })).toBe('paths');
    expect(answer('test-evidence', when, ['README.md'], { type: 'fix' })).toBe('documentation-only');
    const loose = "{ unless: { types: [chore], onlyPaths: ['config/**'] } }";
    expect(answer('test-evidence', loose, ['config/a.json'], { type: 'chore' })).toBe('excused');
    expect(answer('test-evidence', loose, ['config/a.json', 'src/auth.ts'], { type: 'chore' })).toBe('yes');
    expect(answer('test-evidence', loose, ['config/a.json'], { type: 'feat' })).toBe('yes');
    expect(answer('test-evidence', loose, ['config/a.json'])).toBe('yes');
  });

  test('smallness excuses only where everything else of `unless` holds', () => {
    const when = '{ moreThanLines: 0, unless: { types: [chore], atMostLines: 30 } }';
    expect(answer('test-evidence', when, ['a.ts+30-0'], { type: 'chore' })).toBe('excused');
    expect(answer('test-evidence', when, ['a.ts+31-0'], { type: 'chore' })).toBe('yes');
    expect(answer('test-evidence', when, ['a.ts+1-0'], { type: 'feat' })).toBe('yes');
    const { setting, policy } = under('test-evidence', when);
    const unread = { linesRead: false, type: 'chore' };
    expect(asksByPaths(setting, change(['a.ts'], unread), policy)).toEqual({ asked: 'yes' });
    expect(asksBySize(setting, change(['a.ts'], unread), policy)).toEqual({
      asked: 'unknown',
      need: 'lines',
    });
  });

  test('a document is asked about by its own path, whatever its class', () => {
    const document = change(undefined, {
      kind: 'document',
      subject: { kind: 'document', id: 'docs/a.md', title: '' },
    });
    const ask = (when: string) => {
      const { setting, policy } = under('no-placeholder', when);
      return asks(setting, document, policy);
    };
    expect(ask('')).toEqual({ asked: 'yes' });
    expect(ask("{ paths: ['docs/**'] }")).toEqual({ asked: 'yes' });
    expect(ask("{ paths: ['runbooks/**'] }")).toEqual({ asked: 'no', reason: 'paths' });
  });
});
