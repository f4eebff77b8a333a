import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type GitPlace,
  readExisting,
  readFileAt,
  readFilesAt,
  readPullChanges,
  readTemplate,
} from '@forethought/io';
import { describe, expect, test } from '@jest/globals';
import { placeOf, repositories } from '../helpers/made.js';

const make = repositories();

/** A git from before 2.36, which knows nothing of conversations about names and contents at once. */
function oldGit(place: GitPlace, folder: string): GitPlace {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  const refusal = `error: unknown option \`batch-command=x'`;
  writeFileSync(
    join(bin, 'git'),
    `#!/bin/sh\ncase "$*" in *--batch-command*) echo "${refusal.replace('`', '\\`')}" >&2; exit 129;; esac\nPATH="\${PATH#*:}" exec git "$@"\n`,
  );
  chmodSync(join(bin, 'git'), 0o755);
  return { ...place, environment: { ...place.environment, PATH: `${bin}:${process.env['PATH'] ?? ''}` } };
}

describe('files of a revision', () => {
  test('are the same bytes from a git of any age', async () => {
    const repository = make();
    const mark = '00000000-0000-4000-8000-000000000000 missing\n';
    const texts = ['', '\n', 'no line end', `\n${mark}`, 'a\0b\n', 'é\n'.repeat(100_000)];
    const files = Object.fromEntries(texts.map((text, at) => [`f${at}`, text]));
    const template = '.github/pull_request_template.md';
    repository.commit({ ...files, [template]: 'What and why?\n' }, 'files\n');
    for (const place of [placeOf(repository), oldGit(placeOf(repository), repository.home)]) {
      expect(await readFilesAt(place, 'HEAD', [...Object.keys(files), 'absent', '.github'])).toEqual([
        ...texts,
        undefined,
        undefined,
      ]);
      expect(await readTemplate(place, 'HEAD')).toBe('What and why?\n');
      expect(await readExisting(place, 'HEAD', ['f0', 'absent'])).toEqual(new Set(['f0']));
    }
  });

  test('that are too large are refused, and the next question is answered', async () => {
    const repository = make();
    repository.commit({ large: Buffer.alloc(65 * 1024 * 1024, 'x'), small: 'text\n' }, 'files\n');
    const place = placeOf(repository);
    await expect(readFileAt(place, 'HEAD', 'large')).rejects.toMatchObject({ trouble: 'output-too-large' });
    expect(await readFileAt(place, 'HEAD', 'small')).toBe('text\n');
  });
});

describe('what a branch changes', () => {
  test('comes with counts and added lines, whatever the names and contents', async () => {
    const repository = make();
    const moved = Array.from({ length: 20 }, (_, at) => `line ${at}\n`).join('');
    repository.commit({ kept: 'one\n', moved, gone: 'x\n', bin: Buffer.from([0, 1]) }, 'base\n');
    const base = repository.git('rev-parse', 'HEAD');
    repository.commit(
      {
        kept: 'one\ntwo\n',
        moved: null,
        'to/moved': `${moved}+++ b/kept\n`,
        gone: null,
        bin: Buffer.from([0, 2]),
        ä: 'umlaut\n',
        late: `${'x'.repeat(9000)}\0\0rest\n`,
      },
      'change\n',
    );
    const { files, added } = await readPullChanges(placeOf(repository), base, 'HEAD');
    const counts = files.map(({ path, status, added: plus, deleted }) => [path, status, plus, deleted]);
    expect(counts.sort()).toEqual([
      ['bin', 'M', null, null],
      ['gone', 'D', 0, 1],
      ['kept', 'M', 1, 0],
      ['late', 'A', 1, 0],
      ['moved', 'D', 0, 0],
      ['to/moved', 'A', 1, 0],
      ['ä', 'A', 1, 0],
    ]);
    expect(added.get('kept')).toBe('two');
    expect(added.get('to/moved')).toBe('+++ b/kept');
    expect(added.get('ä')).toBe('umlaut');
    expect(added.get('bin')).toBeUndefined();
    const none = await readPullChanges(placeOf(repository), 'HEAD', 'HEAD');
    expect([none.files, none.added.size]).toEqual([[], 0]);
  });
});
