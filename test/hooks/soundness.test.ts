import { utimesSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Finding } from '@forethought/core';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CODE, DOCUMENTED, editorTyping, headOf, makeHooked, UNDOCUMENTED } from '../helpers/hooked.js';
import { messageOf } from '../helpers/messages.js';
import { type Random, random } from '../helpers/random.js';
import type { TestRepository } from '../helpers/repository.js';

let repository: TestRepository;

beforeEach(() => {
  repository = makeHooked({ config: 'mode: standard\nrules:\n  revert-explained: block\n' });
});
afterEach(() => repository.cleanup());

/** How many commits are tried; FORETHOUGHT_SOUNDNESS=2000 tries more. */
const TRIES = Number(process.env['FORETHOUGHT_SOUNDNESS'] ?? 60);
const SEED = Number(process.env['FORETHOUGHT_SEED'] ?? 20260105);

/** Runs `check` and gives its findings. */
function check(...args: readonly string[]): readonly Finding[] {
  const done = repository.run(process.execPath, [
    resolve('packages/cli/dist/main.js'),
    'check',
    '--local',
    '--format',
    'json',
    ...args,
  ]);
  expect([0, 1]).toContain(done.code);
  return JSON.parse(done.stdout).findings;
}

/** Stages something to commit: code, few lines of code, documents, deployment files, or nothing. */
function stage(source: Random, at: number): readonly string[] {
  const few = 'export const one = 1;\n';
  const kinds: readonly Readonly<Record<string, string>>[] = [
    { [`src/made-${at}.ts`]: CODE },
    { [`src/made-${at}.ts`]: CODE, [`infra/main-${at}.tf`]: CODE },
    { [`src/few-${at}.ts`]: few },
    { [`docs/page-${at}.md`]: '# Page\n\nText.\n' },
    { [`deploy/app-${at}.yaml`]: `kind: Deployment\n${'a: b\n'.repeat(20)}` },
    {},
  ];
  const files = source.chance(0.6) ? (kinds[0] ?? {}) : source.pick(kinds);
  repository.write(files);
  repository.git('add', '-A');
  return Object.keys(files);
}

/** One way to commit, out of those that git has. */
function way(
  source: Random,
  text: string,
  paths: readonly string[],
): { readonly args: readonly string[]; readonly env: Record<string, string> } {
  repository.write({ '.git/words': text });
  const cleanup = source.pick(['default', 'strip', 'whitespace', 'verbatim', 'scissors']);
  const config = [
    ...(source.chance(0.3)
      ? ['-c', `commit.cleanup=${source.pick(['strip', 'whitespace', 'verbatim', 'scissors'])}`]
      : []),
    ...(source.chance(0.3) ? ['-c', `core.commentChar=${source.pick([';', 'auto', '%'])}`] : []),
    ...(source.chance(0.1) ? ['-c', 'commit.status=false'] : []),
  ];
  const flags = [
    '--allow-empty',
    ...(source.chance(0.4) ? [`--cleanup=${cleanup}`] : []),
    ...(source.chance(0.2) ? ['-v'] : []),
    ...(source.chance(0.2) ? ['--amend'] : []),
    ...(source.chance(0.1) ? ['--reset-author'] : []),
  ].filter((flag, _, all) => flag !== '--reset-author' || all.includes('--amend'));
  const typed = source.chance(0.4);
  const given = source.pick([
    ['-m', text],
    ['-F', '.git/words'],
    ['-e', '-F', '.git/words'],
  ]);
  const only = source.chance(0.2) && paths.length > 0 ? ['--', paths[0] ?? ''] : [];
  const env = typed ? editorTyping(repository, text) : { GIT_EDITOR: 'true' };
  return { args: [...config, 'commit', ...flags, ...(typed ? [] : given), ...only], env };
}

test('what the hook lets through passes as a stored commit', () => {
  const base = headOf(repository);
  const source = random(SEED);
  const ways = new Map<
    string,
    { readonly args: readonly string[]; readonly staged: string; readonly words: string }
  >();
  let refused = 0;
  for (let at = 0; at < TRIES; at += 1) {
    const text = messageOf(source, () => headOf(repository));
    const before = headOf(repository);
    const { args, env } = way(source, text, stage(source, at));
    // As if HEAD had rested for a while: only then a plain commit takes the fast way. No HEAD is younger than its log says.
    const age = 60_000 * source.below(2);
    const rested = new Date(Date.now() - (args.includes('--amend') ? 0 : age));
    utimesSync(join(repository.path, '.git/logs/HEAD'), rested, rested);
    const staged = repository.git('diff', '--cached', '--stat');
    const done = repository.tryGit(args, { env });
    const isMade = headOf(repository) !== before;
    if (isMade) ways.set(headOf(repository), { args, staged, words: done.stderr });
    if (/^blocks /m.test(done.stderr)) refused += 1;
    if (!isMade || !args.includes('--amend')) continue;
    // The next amend would hide what this one made.
    repository.git(
      '-c',
      'core.hooksPath=/dev/null',
      'commit',
      '-q',
      '--allow-empty',
      '--only',
      '-m',
      'chore: apart',
    );
  }
  const findings = check('--from', base, '--to', 'HEAD');
  const failed = findings.filter(
    ({ outcome, severity }) => (outcome === 'fail' || outcome === 'error') && severity === 'block',
  );
  const told = failed.map(({ ruleId, problem, subject }) => ({
    ruleId,
    problem,
    stored: repository.git('log', '-1', '--format=%B', '--stat', subject.id),
    ...ways.get(subject.id),
  }));
  expect(told).toEqual([]);
  const passes = findings.filter(
    ({ outcome, ruleId }) => outcome === 'pass' && ruleId === 'sources-consulted',
  );
  expect(ways.size).toBeGreaterThan(TRIES / 5);
  expect(refused).toBeGreaterThan(TRIES / 10);
  expect(passes.length).toBeGreaterThan(TRIES / 20);
});

describe('hook and stored commit give the same outcomes', () => {
  const outcomes = (findings: readonly Finding[]): readonly string[] =>
    [...new Set(findings.map(({ ruleId, outcome }) => `${ruleId} ${outcome}`))].sort();

  /** Commits with a hook that writes down what `check --edit` says, and lets everything through. */
  function expectEqual(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): readonly string[] {
    const main = resolve('packages/cli/dist/main.js');
    repository.write({
      '.git/hooks/commit-msg': `#!/bin/sh\nnode "${main}" check --edit "$1" --format json >.git/edited.json || :\n`,
      '.git/edited.json': '',
    });
    const before = headOf(repository);
    expect(repository.tryGit(args, { env })).toMatchObject({ code: 0 });
    expect(headOf(repository)).not.toBe(before);
    const edited: readonly Finding[] = JSON.parse(
      repository.run('cat', ['.git/edited.json']).stdout,
    ).findings;
    expect(outcomes(edited)).toEqual(outcomes(check('--commit', 'HEAD')));
    return outcomes(edited);
  }

  function staged(): void {
    repository.write({ [`src/made-${Math.random()}.ts`]: CODE });
    repository.git('add', '-A');
  }

  test('for -m, -F and the editor, with and without evidence', () => {
    for (const text of [DOCUMENTED, UNDOCUMENTED]) {
      const word = text === DOCUMENTED ? 'pass' : 'fail';
      repository.write({ '.git/words': text });
      for (const args of [['-m', text], ['-F', '.git/words'], []]) {
        staged();
        const got = expectEqual(['commit', ...args], editorTyping(repository, text));
        expect(got).toContain(`sources-consulted ${word}`);
      }
    }
  });

  test('for amends, partial commits and small, empty and documentation changes', () => {
    staged();
    expectEqual(['commit', '-m', UNDOCUMENTED]);
    expect(expectEqual(['commit', '--amend', '-m', `${UNDOCUMENTED}\nMore.\n`])).toContain(
      'sources-consulted fail',
    );
    repository.write({ 'README.md': '# Another\n', 'src/part.ts': CODE });
    repository.git('add', '-A');
    expect(expectEqual(['commit', '-m', 'docs: words', '--', 'README.md'])).toContain(
      'sources-consulted not-applicable',
    );
    expect(expectEqual(['commit', '--allow-empty', '-m', 'ci: again', '--only'])).toContain(
      'sources-consulted not-applicable',
    );
    expectEqual(['commit', '-m', UNDOCUMENTED]);
  });

  test('for a merge, a revert and the pick of a commit with evidence', () => {
    repository.git('checkout', '-q', '-b', 'topic');
    const picked = repository.commit({ 'src/topic.ts': CODE }, DOCUMENTED);
    repository.git('checkout', '-q', 'main');
    expect(expectEqual(['merge', '--no-ff', '-m', 'Merge it', 'topic'])).toContain(
      'sources-consulted exempt',
    );
    repository.write({ 'src/topic.ts': null });
    repository.git('add', '-A');
    const bare = expectEqual(['commit', '-m', `Revert it\n\nThis reverts commit ${picked}.\n`]);
    expect(bare).toEqual(expect.arrayContaining(['sources-consulted exempt', 'revert-explained fail']));
    const landed = repository.commit({ 'src/pool.ts': CODE }, DOCUMENTED);
    repository.write({ 'src/pool.ts': null });
    repository.git('add', '-A');
    const why = 'The pool ran empty under load, and the change comes back with a limit.';
    const told = expectEqual(['commit', '-m', `Take it back\n\nThis reverts commit ${landed}.\n\n${why}\n`]);
    expect(told).toEqual(expect.arrayContaining(['sources-consulted exempt', 'revert-explained pass']));
    staged();
    const none = expectEqual(['commit', '-m', `Take it back\n\nThis reverts commit ${'0'.repeat(40)}.\n`]);
    expect(none).toEqual(
      expect.arrayContaining(['sources-consulted fail', 'revert-explained not-applicable']),
    );
    const again = `feat: again\n\n(cherry picked from commit ${picked})\n`;
    staged();
    expect(expectEqual(['commit', '-m', again])).toContain('sources-consulted fail');
    repository.write({ 'src/topic.ts': `${CODE}${CODE}` });
    repository.git('add', '-A');
    expect(expectEqual(['commit', '-m', again])).toContain('sources-consulted pass');
  });
});
