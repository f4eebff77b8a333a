import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  commitCode,
  DOCUMENTED,
  EVIDENCE,
  FILLING,
  makeHooked,
  retry,
  stageCode,
  textIn,
  UNDOCUMENTED,
} from '../helpers/hooked.js';
import type { TestRepository } from '../helpers/repository.js';

let repository: TestRepository;

beforeEach(() => {
  repository = makeHooked();
});
afterEach(() => repository.cleanup());

describe('the cache', () => {
  const cached = (): string => textIn(repository, '.git/forethought/policy-ada_example.org.json');

  test('is made anew when the configuration changes, byte for byte, and when it is damaged', () => {
    expect(commitCode(repository, ['-m', DOCUMENTED]).code).toBe(0);
    expect(cached()).toContain('mode: standard\\n');
    repository.write({ 'forethought.yml': 'mode: observe\n' });
    expect(commitCode(repository, ['-m', UNDOCUMENTED]).code).toBe(0);
    expect(cached()).toContain('mode: observe\\n');
    for (const damage of [
      '',
      '{',
      '{"tool":1}',
      cached().slice(0, -100),
      cached().replace('"rules":[', '"rules":{"a":['),
    ]) {
      repository.write({
        '.git/forethought/policy-ada_example.org.json': damage,
        'forethought.yml': 'mode: standard\n',
      });
      expect(commitCode(repository, ['-m', UNDOCUMENTED]).stderr).toContain('blocks');
      expect(cached()).toContain('mode: standard\\n');
      repository.git('reset', '-q');
    }
  });

  test('belongs to an author: each meets the schedule of their own start', () => {
    const roster = ['ada', 'grace'].map(
      (login) =>
        `  - login: ${login}\n    emails: [${login}@example.org]\n    start: ${login === 'ada' ? '2020-01-06' : '2099-01-04'}\n`,
    );
    repository.write({ 'forethought.yml': `roster:\n${roster.join('')}` });
    stageCode(repository);
    expect(repository.tryGit(['commit', '-m', UNDOCUMENTED]).code).toBe(1);
    expect(
      repository.tryGit(['commit', '--author=Grace <grace@example.org>', '-m', UNDOCUMENTED]),
    ).toMatchObject({ code: 0 });
  });

  test('that can not be written costs nothing but time', () => {
    rmSync(join(repository.path, '.git/forethought'), { recursive: true, force: true });
    repository.write({ '.git/forethought': 'a file where the folder would be\n' });
    expect(commitCode(repository, ['-m', DOCUMENTED])).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(repository.path, '.git/forethought/passed'))).toBe(false);
  });
});

describe('after a commit that was not judged', () => {
  test('one gentle line says so, and none after one that was', () => {
    expect(commitCode(repository, ['-m', DOCUMENTED]).stderr).toBe('');
    const past = commitCode(repository, ['-m', UNDOCUMENTED, '-n']);
    expect(past).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^forethought: the message of this commit was not checked here[^\n]*\n$/),
    });
    expect(repository.tryGit(['revert', '--no-edit', 'HEAD']).stderr).toContain('not checked here');
  });
});

describe('hostile and foreign texts', () => {
  test('a message of ten million characters gets a verdict', () => {
    const lines = 'One more line of an honest text, sixty-four characters long.....\n'.repeat(155_000);
    repository.write({ '.git/words': `feat: long\n\n${lines}\n${EVIDENCE}\n` });
    const started = Date.now();
    expect(commitCode(repository, ['-F', '.git/words'])).toMatchObject({ code: 0, stderr: '' });
    expect(Date.now() - started).toBeLessThan(20_000);
  });

  test('another encoding is read, and a kept message stays in it', () => {
    repository.git('config', 'i18n.commitEncoding', 'ISO-8859-1');
    const umlauts = Buffer.from(UNDOCUMENTED.replace('load', 'Läste ab für heute'), 'latin1');
    repository.write({ '.git/words': umlauts });
    const { code, stderr } = commitCode(repository, ['-F', '.git/words']);
    expect(code).toBe(1);
    expect(retry(repository, stderr, FILLING)).toMatchObject({ code: 0 });
    expect(repository.git('log', '-1', '--encoding=UTF-8', '--format=%B')).toContain(
      'sheds Läste ab für heute',
    );
  });

  test('UTF-16 in a file that claims to be UTF-8, a byte order mark and carriage returns end in a verdict', () => {
    const path = stageCode(repository);
    const texts = [
      Buffer.from([0xff, 0xfe, 0x66]),
      `\uFEFF${UNDOCUMENTED}`,
      UNDOCUMENTED.replaceAll('\n', '\r\n'),
    ];
    for (const text of texts) {
      repository.write({ '.git/words': text });
      expect(repository.tryGit(['commit', '-F', '.git/words', '--', path]).stderr).toContain(
        'sources-consulted',
      );
    }
    repository.write({ '.git/words': `\uFEFF${DOCUMENTED.replaceAll('\n', '\r\n')}` });
    expect(repository.tryGit(['commit', '-F', '.git/words', '--', path])).toMatchObject({
      code: 0,
      stderr: '',
    });
  });

  test('control characters of a message do not reach the terminal', () => {
    const { stderr } = commitCode(repository, [
      '-m',
      'feat: \u001b[31mred\u0007\n\nSources Consulted:\n- \u001b]0;title\u0007\n',
    ]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
    expect(stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
    expect(stderr).toContain('sources-consulted');
  });
});
