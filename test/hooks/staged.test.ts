import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { CODE, commitCode, DOCUMENTED, headOf, makeHooked, UNDOCUMENTED } from '../helpers/hooked.js';
import type { TestRepository } from '../helpers/repository.js';

let repository: TestRepository;
beforeEach(() => {
  repository = makeHooked();
});
afterEach(() => repository.cleanup());

/** The commands that git was asked for by the hooks of one commit, by `GIT_TRACE`. */
function asked(args: readonly string[]): readonly string[] {
  repository.write({ 'src/asked.ts': `${CODE}// ${args.join(' ')}\n` });
  repository.git('add', 'src/asked.ts');
  const { code, stderr } = repository.tryGit(['commit', ...args], { env: { GIT_TRACE: '1' } });
  expect(code).toBe(0);
  return [...stderr.matchAll(/trace: built-in: git (?:-c \S+ )?(\w+)/g)].map(([, name]) => name ?? '');
}

/** As if HEAD had rested for long: right after a commit the next one may be an amend. */
function rest(): void {
  repository.run('touch', ['-d', '2026-01-05T09:00:00Z', '.git/logs/HEAD']);
}

test('what is staged is asked for once in an ordinary commit', () => {
  commitCode(repository, ['-m', DOCUMENTED]);
  rest();
  expect(asked(['-m', DOCUMENTED]).filter((name) => name === 'diff')).toHaveLength(1);
});

test('what a later hook stages is seen, and what an earlier commit left is not taken for this one', () => {
  repository.write({
    '.git/hooks/pre-commit':
      '#!/bin/sh\n. node_modules/forethought/dist/hooks/pre-commit\ncp src/old.ts src/late.ts; git add src/late.ts\n',
    'notes.md': 'a note\n',
  });
  repository.git('add', 'notes.md');
  const before = headOf(repository);
  expect(repository.tryGit(['commit', '-m', UNDOCUMENTED]).code).toBe(1);
  expect(headOf(repository)).toBe(before);
});

test.each(['src/tab\there.ts', 'src/"quoted".ts', 'src/ünïcode.ts', 'src/two\nlines.ts'])(
  'a path such as %j is staged code like any other',
  (path) => {
    repository.write({ [path]: CODE });
    repository.git('add', '-A');
    expect(repository.tryGit(['commit', '-m', UNDOCUMENTED]).code).toBe(1);
    expect(repository.tryGit(['commit', '-m', DOCUMENTED])).toMatchObject({ code: 0, stderr: '' });
  },
);

test('a longer list that an earlier commit left does not leak into a shorter one', () => {
  const many = Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => [`src/a-long-name-of-a-file-${at}.ts`, CODE]),
  );
  repository.write(many);
  repository.git('add', '-A');
  expect(repository.tryGit(['commit', '-m', DOCUMENTED]).code).toBe(0);
  rest();
  repository.write({ 'NOTES.txt': 'a note\n', 'docs/a.md': '# A\n\nWords.\n' });
  repository.git('add', 'docs/a.md');
  expect(repository.tryGit(['commit', '-m', 'docs: a page'])).toMatchObject({ code: 0 });
});
