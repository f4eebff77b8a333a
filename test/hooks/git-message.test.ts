import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CleanSettings, cleanMessage } from '@forethought/core';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeRepository, type TestRepository } from '../helpers/repository.js';

let repository: TestRepository;

beforeAll(() => {
  repository = makeRepository();
  repository.write({
    '.git/hooks/commit-msg': '#!/bin/sh\ncp "$1" .git/seen\nprintf %s "$GIT_EDITOR" >.git/editor\n',
    '.git/prepend': '#!/bin/sh\ncat .git/words "$1" >.git/both && cat .git/both >"$1"\n',
  });
  repository.run('chmod', ['+x', '.git/hooks/commit-msg', '.git/prepend']);
  repository.commit({ 'a.txt': 'a\n' }, 'chore: begin\n');
});
afterAll(() => repository.cleanup());

interface Way {
  readonly args: readonly string[];
  readonly config?: readonly string[];
  /** The words are typed above what git shows in the editor. */
  readonly editor: boolean;
  /** In place of the editor that types the words. */
  readonly command?: string;
}

/** Commits the words in one way and gives what the hook saw beside what git stored. */
function commit(
  words: string,
  way: Way,
): { readonly raw: string; readonly stored: string; readonly settings: CleanSettings } {
  repository.write({ '.git/words': words, 'b.txt': String(Math.random()) });
  repository.git('add', 'b.txt');
  const config = (way.config ?? []).flatMap((setting) => ['-c', setting]);
  const done = repository.tryGit([...config, 'commit', '--allow-empty', ...way.args], {
    env: way.editor ? { GIT_EDITOR: way.command ?? 'sh .git/prepend' } : {},
  });
  expect(done).toMatchObject({ code: 0 });
  const value = (name: string): string | undefined =>
    way.config?.find((setting) => setting.startsWith(`${name}=`))?.slice(name.length + 1);
  const settings: CleanSettings = {
    cleanup: (value('commit.cleanup') ?? 'default') as CleanSettings['cleanup'],
    commentChar: value('core.commentChar') ?? '#',
    editor: readFileSync(join(repository.path, '.git/editor'), 'utf8') !== ':',
  };
  const raw = readFileSync(join(repository.path, '.git/seen'), 'utf8');
  const stored = repository
    .run('git', ['cat-file', 'commit', 'HEAD'])
    .stdout.split('\n\n')
    .slice(1)
    .join('\n\n');
  return { raw, stored, settings };
}

/** What git makes of white space, for texts that `verbatim` left as they were. */
function tidied(text: string): string {
  return repository.run('git', ['stripspace'], { input: text.replace(/^\uFEFF/, '') }).stdout;
}

const hostile = [
  '\n\n  feat: one   \n\n\n# a comment\n## Sources Consulted\n- RFC 9110 §9.3\t \n\n; another\nTest Evidence:\n# stage\n- ok\n',
  'fix: two\r\n\r\nSources Consulted:\r\n- git-commit(1)\r\n# gone\r\n',
  '\uFEFFdocs: three\n\nText.\n',
  'chore: four\n# ------------------------ >8 ------------------------\nkept, unless git cuts\n',
  '#subject that is a comment\nchore: five\n',
];
const inEditor = { args: [], editor: true };
const inMessage = { args: ['-F', '.git/words'], editor: false };

describe('the text that survives every way to clean is what git stores by default', () => {
  test.each(hostile.slice(0, 3))('in an editor: %j', (words) => {
    const { raw, stored, settings } = commit(words, inEditor);
    expect(settings.editor).toBe(true);
    const cleaned = cleanMessage(raw, settings);
    expect(stored.replace(/^\uFEFF/, '')).toBe(cleaned.text);
    expect(cleaned.alternatives).toEqual([]);
  });

  test.each(['strip', 'scissors'])('with a diff under the message and commit.cleanup=%s', (mode) => {
    const { raw, stored, settings } = commit('feat: seen\n\nBody.\n', {
      args: ['-v'],
      config: [`commit.cleanup=${mode}`],
      editor: true,
    });
    expect(raw).toContain('diff --git');
    expect(stored).toBe('feat: seen\n\nBody.\n');
    expect(cleanMessage(raw, settings).text).toBe(stored);
  });

  test('with another comment character', () => {
    const words = 'feat: it\n\n#12 is the issue\n\n; note\nEnd.\n';
    const { raw, stored, settings } = commit(words, {
      args: [],
      config: ['core.commentChar=;'],
      editor: true,
    });
    expect(stored).toBe('feat: it\n\n#12 is the issue\n\nEnd.\n');
    expect(cleanMessage(raw, settings).text).toBe(stored);
  });

  test('with the comment character that git chose by itself', () => {
    const words = 'feat: it\n\n#12 is the issue\n\n; note\nEnd.\n';
    const { raw, stored, settings } = commit(words, {
      args: ['-e', '-F', '.git/words'],
      config: ['core.commentChar=auto'],
      editor: true,
      command: 'true',
    });
    expect(raw).toContain('\n@ On branch main\n');
    expect(stored).toBe(words);
    expect(cleanMessage(raw, settings)).toMatchObject({ text: stored, comment: '@' });
  });
});

describe('whatever git stores is one of the texts that are judged', () => {
  const modes = ['default', 'strip', 'whitespace', 'verbatim', 'scissors'];
  const places = ['config', 'option'] as const;
  const ways: readonly (readonly [string, Way])[] = modes.flatMap((mode) =>
    places.flatMap((place) =>
      [inEditor, inMessage].map((way): readonly [string, Way] => [
        `${mode} by ${place}, ${way.editor ? 'editor' : 'file'}`,
        {
          ...way,
          args: [...way.args, ...(place === 'option' ? [`--cleanup=${mode}`] : [])],
          config: place === 'config' && mode !== 'default' ? [`commit.cleanup=${mode}`] : [],
        },
      ]),
    ),
  );
  test.each(ways)('%s', (_, way) => {
    for (const words of hostile) {
      const { raw, stored, settings } = commit(words, way);
      const { text, alternatives } = cleanMessage(raw, settings);
      expect([text, ...alternatives]).toContain(tidied(stored));
    }
  });
});

test("comment lines that people wrote are kept apart, git's own are not", () => {
  const { raw, settings } = commit('feat: it\n\n## Sources Consulted\n- RFC 9110\n', inEditor);
  const { text, doomed } = cleanMessage(raw, settings);
  expect(text).toBe('feat: it\n\n- RFC 9110\n');
  expect(doomed).toBe('feat: it\n\n## Sources Consulted\n- RFC 9110\n');
});

test('several characters can stand before a comment', () => {
  const { text } = cleanMessage('feat: it\n//gone\n/ stays\n', {
    cleanup: 'strip',
    commentChar: '//',
    editor: true,
  });
  expect(text).toBe('feat: it\n/ stays\n');
});

test('ten million characters cost about ten times what a million cost', () => {
  const cost = (lines: number): number => {
    const raw = `feat: it\n\n${'# x \n\n\n'.repeat(lines)}${' '.repeat(5 * lines)}\n`;
    const before = process.cpuUsage().user;
    const { text } = cleanMessage(raw, { cleanup: 'default', commentChar: '#', editor: true });
    expect(text).toBe('feat: it\n');
    return process.cpuUsage().user - before;
  };
  const million = Math.max(cost(80_000), cost(80_000));
  expect(cost(800_000) / million).toBeLessThan(50);
});
