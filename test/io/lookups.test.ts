import {
  readAttributes,
  readExisting,
  readExistingMany,
  readFileAt,
  readLines,
  readNamed,
  readShas,
} from '@forethought/io';
import { describe, expect, test } from '@jest/globals';
import { commitsOf, placeOf, repositories } from '../helpers/made.js';

const make = repositories();

describe('line counts for some commits', () => {
  test('are those that the history gives, in any order, merges and roots included', async () => {
    const repository = make();
    repository.commit({ a: '1\n2\n', 'odd\nname': 'x\n', bin: Buffer.from([0, 1]) }, 'root\n');
    repository.git('checkout', '-q', '-b', 'side');
    repository.commit({ side: 's\n' }, 'side\n');
    repository.git('checkout', '-q', 'main');
    repository.commit({ a: null }, 'remove\n');
    repository.commit({}, 'nothing\n');
    repository.git('merge', '-q', '--no-ff', '-m', 'merge', 'side');
    const history = await commitsOf(repository, { withFiles: 'lines' });
    expect(history).toHaveLength(5);
    const shas = history.map(({ sha }) => sha).reverse();
    const lines = await readLines(placeOf(repository), shas);
    for (const { sha, files } of history) expect(lines.get(sha)).toEqual(files);
    expect((await readLines(placeOf(repository), [])).size).toBe(0);
  });

  test('many questions at once keep their answers apart', async () => {
    const repository = make();
    const shas = ['a', 'b', 'c', 'd'].map((name) => repository.commit({ [name]: 'x\n' }, name));
    const place = placeOf(repository);
    const answers = await Promise.all(shas.map((sha) => readLines(place, [sha])));
    expect(answers.map((answer, at) => answer.get(shas[at] ?? '')?.[0]?.path)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('an answer of many pipe buffers is complete', async () => {
    const repository = make();
    const paths = Array.from({ length: 700 }, (_, at) => `folder/with/a/long/name/file-${at}.txt`);
    const sha = repository.commit(Object.fromEntries(paths.map((path) => [path, 'x\n'])), 'many\n');
    const files = (await readLines(placeOf(repository), [sha])).get(sha);
    expect(files?.map(({ path }) => path).sort()).toEqual([...paths].sort());
    expect(files?.every(({ added, deleted }) => added === 1 && deleted === 0)).toBe(true);
  });
});

describe('what exists', () => {
  test('paths at a commit, as they were given', async () => {
    const repository = make();
    const files = { 'docs/a b.md': 'x', 'ünï.txt': 'x', 'src/x/y.ts': 'x' };
    const first = repository.commit(files, 'one\n');
    repository.commit({ later: 'x' }, 'two\n');
    const asked = [
      'docs/a b.md',
      './docs',
      '/src/x/',
      'ünï.txt',
      'src/../src/x',
      'later',
      'none',
      '..',
      '',
      'a\nb',
      '../x',
    ];
    const found = ['docs/a b.md', './docs', '/src/x/', 'ünï.txt', 'src/../src/x'];
    expect([...(await readExisting(placeOf(repository), first, asked))]).toEqual(found);
    expect([...(await readExisting(placeOf(repository), 'HEAD', ['later', 'none']))]).toEqual(['later']);
    expect((await readExisting(placeOf(repository), 'f'.repeat(40), ['later'])).size).toBe(0);
    const many = await readExistingMany(placeOf(repository), [
      { rev: first, paths: ['later', 'docs'] },
      { rev: 'HEAD', paths: [] },
      { rev: null, paths: ['later', 'none'] },
      { rev: 'HEAD', paths: ['none', 'later'] },
    ]);
    expect(many.map((found) => [...found])).toEqual([['docs'], [], ['later'], ['later']]);
  });

  test('paths in the index', async () => {
    const repository = make();
    repository.write({ 'new/staged.md': 'x', unstaged: 'x' });
    repository.git('add', 'new');
    const found = await readExisting(placeOf(repository), null, ['new/staged.md', 'new', 'unstaged', 'ne*']);
    expect([...found]).toEqual(['new/staged.md', 'new']);
  });

  test('commits by full and short names, and nothing else', async () => {
    const repository = make();
    const sha = repository.commit({ a: '1' }, 'one\n');
    const tree = repository.git('rev-parse', 'HEAD^{tree}');
    const found = await readShas(placeOf(repository), [
      sha,
      sha.slice(0, 9),
      tree,
      'f'.repeat(40),
      'main',
      '--all',
    ]);
    expect([...found]).toEqual([sha, sha.slice(0, 9)]);
  });

  test('a program that asked ends at once, with or without closing anything', () => {
    const repository = make();
    const sha = repository.commit({ a: '1', '.gitattributes': 'a linguist-generated\n' }, 'one\n');
    const script = `
      import { gitPlace, readAttributes, readLines, readShas } from ${JSON.stringify(import.meta.resolve('@forethought/io'))};
      const place = gitPlace('.');
      const shas = await readShas(place, ['${sha}']);
      const lines = await readLines(place, ['${sha}']);
      const attributes = await readAttributes(place, '${sha}', ['a']);
      console.log(shas.size, lines.size, attributes.size);`;
    const begin = Date.now();
    const ended = repository.run(process.execPath, ['--input-type=module', '-e', script]);
    expect([ended.stdout, ended.code]).toEqual(['1 1 1\n', 0]);
    expect(Date.now() - begin).toBeLessThan(9000);
  });

  test('commits by the names they were asked for', async () => {
    const repository = make();
    const one = repository.commit({ a: '1' }, 'one\n');
    const two = repository.commit({ a: '2' }, 'two\n');
    const found = [...(await readNamed(placeOf(repository), [two, one.slice(0, 10)]))];
    const told = found.map(([name, { message, files }]) => [name, message, files?.map(({ path }) => path)]);
    expect(told).toEqual(
      expect.arrayContaining([
        [two, 'two\n', ['a']],
        [one.slice(0, 10), 'one\n', ['a']],
      ]),
    );
    expect(told).toHaveLength(2);
  });

  test('a file at a revision', async () => {
    const repository = make();
    repository.commit({ 'a/b.txt': 'old\n' }, 'one\n');
    repository.commit({ 'a/b.txt': 'new\n' }, 'two\n');
    expect(await readFileAt(placeOf(repository), 'HEAD~1', 'a/b.txt')).toBe('old\n');
    expect(await readFileAt(placeOf(repository), 'HEAD', 'a')).toBeUndefined();
    expect(await readFileAt(placeOf(repository), 'HEAD', 'none')).toBeUndefined();
  });
});

describe('generated and vendored files', () => {
  const attributes =
    '*.lock linguist-generated\n/gen/** linguist-generated=true\n/gen/hand.ts -linguist-generated\n';

  test('by the attribute files of a revision, nested ones included', async () => {
    const repository = make();
    const before = repository.commit({ a: '1' }, 'one\n');
    repository.commit(
      { '.gitattributes': attributes, 'third/.gitattributes': '** linguist-vendored\n' },
      'two\n',
    );
    repository.write({ '.gitattributes': '* linguist-generated\n' });
    repository.git('config', 'core.attributesFile', '.gitattributes');
    const paths = [
      'x.lock',
      'gen/a.ts',
      'gen/hand.ts',
      'src/a.ts',
      'third/p/q.js',
      'third/y.lock',
      'odd\nname.lock',
    ];
    const found = await readAttributes(placeOf(repository), 'HEAD', paths);
    const marks = [...found].flatMap(([path, mark]) =>
      [mark.generated ? `${path} generated` : '', mark.vendored ? `${path} vendored` : ''].filter(Boolean),
    );
    expect(marks.sort()).toEqual([
      'gen/a.ts generated',
      'odd\nname.lock generated',
      'third/p/q.js vendored',
      'third/y.lock generated',
      'third/y.lock vendored',
      'x.lock generated',
    ]);
    expect((await readAttributes(placeOf(repository), before, paths)).size).toBe(0);
    expect((await readAttributes(placeOf(repository), 'HEAD', ['odd\nname.lock'])).size).toBe(1);
  });

  test('attribute files that say nothing of it start no process and answer nothing', async () => {
    const repository = make();
    repository.commit({ '.gitattributes': '* text=auto\n' }, 'one\n');
    expect((await readAttributes(placeOf(repository), 'HEAD', ['a', 'b/c'])).size).toBe(0);
  });

  test('by the index, where the work tree says otherwise', async () => {
    const repository = make();
    repository.write({ '.gitattributes': attributes });
    repository.git('add', '.gitattributes');
    repository.write({ '.gitattributes': '' });
    const found = await readAttributes(placeOf(repository), null, ['x.lock', 'src/a.ts']);
    expect(Object.fromEntries(found)).toEqual({
      'x.lock': { generated: true, vendored: false },
      'src/a.ts': { generated: false, vendored: false },
    });
  });

  test('in a bare repository, and for many revisions in turn', async () => {
    const repository = make();
    const shas = Array.from({ length: 12 }, (_, at) =>
      repository.commit({ '.gitattributes': `file-${at} linguist-generated\n` }, `${at}\n`),
    );
    repository.git('config', 'core.bare', 'true');
    const place = placeOf(repository);
    for (const [at, sha] of shas.entries()) {
      const found = await readAttributes(place, sha, [`file-${at}`, 'file-x']);
      expect([...found].filter(([, { generated }]) => generated).map(([path]) => path)).toEqual([
        `file-${at}`,
      ]);
    }
    const together = await Promise.all(shas.map((sha, at) => readAttributes(place, sha, [`file-${at}`])));
    expect(together.map((found) => [...found.values()].map(({ generated }) => generated))).toEqual(
      shas.map(() => [true]),
    );
  });
});
