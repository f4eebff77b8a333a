import { readFileSync } from 'node:fs';
import { MATCH_LIMITS, matchPatterns, PATTERN_LIMITS, readPatternLibrary } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

const own = readPatternLibrary(readFileSync(new URL('../../COMMON_PATTERNS.md', import.meta.url), 'utf8'));
const problems = (text: string) =>
  readPatternLibrary(text).problems.map(({ code, title, place }) => [code, title, place.line]);
const entry = (title: string, problem: string, prevention = 'care', more = '') =>
  `### ${title}\n\n- Problem: ${problem}\n- Prevention: ${prevention}\n${more}\n`;

describe('a pattern library', () => {
  test("is this repository's own, without a problem, with ids that stay", () => {
    expect(own.problems).toEqual([]);
    expect(own.entries.length).toBeGreaterThanOrEqual(14);
    expect(own.entries.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'race-conditions/secret-mounted-before-it-exists',
        'validation-issues/a-parsers-parts-taken-for-the-text',
        'configuration-drift/a-lock-file-that-only-works-here',
      ]),
    );
    expect(own.entries[0]).toMatchObject({
      category: 'Race Conditions',
      title: 'Secret mounted before it exists',
      problem: expect.stringMatching(/^a pod mounts a secret/),
      prevention: expect.stringMatching(/^an init container/),
    });
    expect(own.entries.filter(({ words }) => words.length === 0)).toEqual([]);
  });

  test('takes bold labels, folded lines, paths, and an arrow in one line', () => {
    const text = `# T\n\n## Races\n\n### A\n\n**Problem:** one\ntwo\n\n**Prevention:** three\n\n**Applies to**: \`charts/**\`, \`**/*.tf\`\n\n## Short\n\n- DNS before CoreDNS → check the pods\n`;
    const { entries, problems: found } = readPatternLibrary(text);
    expect(found).toEqual([]);
    expect(entries).toMatchObject([
      { id: 'races/a', problem: 'one two', prevention: 'three', paths: ['charts/**', '**/*.tf'] },
      { id: 'short/dns-before-coredns', problem: 'DNS before CoreDNS', prevention: 'check the pods' },
    ]);
  });

  test('says what keeps an entry from being of use, and where', () => {
    const text =
      '# T\n\n## Races\n\n### A\n\n- Problem: x\n\n### B\n\n- Prevention: y\n\n## Empty\n\nWords.\n\n## Last\n';
    expect(problems(text)).toEqual([
      ['no-prevention', 'A', 5],
      ['no-problem', 'B', 9],
      ['empty-category', 'Empty', 13],
      ['empty-category', 'Last', 17],
    ]);
    expect(problems(`## C\n\n${entry('Same', 'x')}\n${entry('Same!', 'y')}`)).toEqual([
      ['duplicate-id', 'Same!', 9],
    ]);
    expect(problems(entry('Alone', 'x'))).toEqual([['no-category', 'Alone', 1]]);
    expect(readPatternLibrary('')).toEqual({ entries: [], problems: [] });
  });

  test('of any size is read in part, and says so', () => {
    const many = `## C\n\n${Array.from({ length: PATTERN_LIMITS.entries + 1 }, (_, at) => entry(`Entry ${at}`, 'x')).join('\n')}`;
    const read = readPatternLibrary(many);
    expect(read.entries).toHaveLength(PATTERN_LIMITS.entries);
    expect(read.problems.map(({ code }) => code)).toEqual(['too-large']);
    const hostile = `## C\n\n### ${'`'.repeat(300_000)}\n\n- Problem: ${'**a:'.repeat(100_000)}`;
    expect(readPatternLibrary(hostile).problems.map(({ code }) => code)).toContain('too-large');
  });
});

describe('patterns and a change', () => {
  const found = (paths: readonly string[], addedLines: readonly string[], entries = own.entries) =>
    matchPatterns(entries, { paths, addedLines }).map(({ entry: { id } }) => id.slice(id.indexOf('/') + 1));

  test.each<[string, readonly string[], readonly string[]]>([
    [
      'secret-mounted-before-it-exists',
      ['deploy/web.yaml'],
      ['kind: Pod', '  volumeMounts:', '    - name: token', '  secretName: token'],
    ],
    [
      'dns-needed-before-coredns-is-ready',
      ['boot/wait.sh'],
      ['# DNS: wait until CoreDNS is ready', 'getent hosts api'],
    ],
    [
      'helm-metadata-without-a-version-requirement',
      ['charts/web/Chart.yaml'],
      ['apiVersion: v2', 'kubeVersion: ">=1.29"'],
    ],
    [
      'vault-pki-role-without-the-domain',
      ['infra/pki.tf'],
      ['resource "vault_pki_secret_backend_role" "web" {', '  allowed_domains = ["example.org"]'],
    ],
    [
      'hooks-missing-where-nobody-looks',
      ['scripts/setup.sh'],
      ['git config core.hooksPath .githooks', '# every clone and worktree has its hooks'],
    ],
    ['a-lock-file-that-only-works-here', ['ci.sh'], ['npm install', 'npm ci --ignore-scripts']],
  ])('%s is offered', (id, paths, lines) => {
    expect(found(paths, lines)).toEqual([id]);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['nothing', [], []],
    [
      'everyday code',
      ['src/a.ts'],
      [
        'export function read(text: string): string {',
        '  return text.trim();',
        '}',
        '// a rule reads the message and reports an error',
      ],
    ],
    ['one word', ['src/secret.ts'], ['const secret = read();']],
    ['one code span', ['a.sh'], ['npm ci']],
    [
      'words far apart',
      ['a.txt'],
      [
        'a secret',
        ...Array.from({ length: 200 }, () => 'x'),
        'a pod mounts',
        ...Array.from({ length: 200 }, () => 'x'),
        'the container',
      ],
    ],
  ])('%s offers none', (_, paths, lines) => {
    expect(found(paths, lines)).toEqual([]);
  });

  test('the reasons are the words as the entry writes them, the weightiest first', () => {
    const [match] = matchPatterns(own.entries, {
      paths: ['charts/web/Chart.yaml'],
      addedLines: ['kubeVersion: ">=1.29"'],
    });
    expect(match?.because.slice(0, 2).sort()).toEqual(['Chart.yaml', 'kubeVersion']);
  });

  test('an entry that names paths is offered only there, and says where', () => {
    const text = `## C\n\n${entry('Flapping probe', 'a liveness probe kills slow pods', 'a startup probe', '- Applies to: `deploy/**`\n')}`;
    const { entries } = readPatternLibrary(text);
    const lines = ['livenessProbe: {}', '# flapping'];
    expect(found(['deploy/web.yaml'], lines, [...entries])).toEqual(['flapping-probe']);
    expect(found(['src/web.yaml'], lines, [...entries])).toEqual([]);
    expect(matchPatterns(entries, { paths: ['deploy/web.yaml'], addedLines: lines })[0]?.because[0]).toBe(
      'deploy/web.yaml',
    );
  });

  test('of any size: bounded in what is looked at and in what is offered', () => {
    const lines = Array.from(
      { length: MATCH_LIMITS.lines },
      () => 'secretName volumeMounts pod container controller',
    );
    const late = [...Array.from({ length: MATCH_LIMITS.lines }, () => ''), 'kubeVersion Chart.yaml helm'];
    expect(found(['a.yaml'], lines)).toEqual(['secret-mounted-before-it-exists']);
    expect(found(['a.yaml'], late)).toEqual([]);
    expect(
      found(
        ['a.yaml'],
        ['x'.repeat(5_000_000), `${' '.repeat(MATCH_LIMITS.lineLength)}kubeVersion Chart.yaml`],
      ),
    ).toEqual([]);
    const names = ['alpaca', 'badger', 'camel', 'dingo', 'egret', 'ferret', 'gopher', 'heron'];
    const { entries } = readPatternLibrary(
      `## C\n\n${names.map((name) => entry(name, `the ${name} met \`${name}.cage\``)).join('\n')}`,
    );
    const every = names.map((name) => `${name} in ${name}.cage`);
    expect(entries).toHaveLength(names.length);
    expect(found([], every, [...entries])).toHaveLength(MATCH_LIMITS.matches);
  });
});
