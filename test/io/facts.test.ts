import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Commit, factsSchema } from '@forethought/core';
import { asLines, collectFacts, redactFacts, writeAtomically } from '@forethought/io';
import { describe, expect, test } from '@jest/globals';
import { placeOf, repositories } from '../helpers/made.js';
import { openTestRepository } from '../helpers/repository.js';

const make = repositories();
const asOf = '2026-11-22T00:00:00Z';

describe('facts from Git', () => {
  test('are a valid document with everything that Git knows, and say what it does not', async () => {
    const repository = make();
    repository.commit({ 'docs/run.md': 'x\n', '.mailmap': 'Ada Lovelace <ada@example.org>\n' }, 'one\n');
    const head = repository.commit({ a: '1\n' }, 'two\n\nCo-authored-by: G <g@example.org>\n');
    repository.git('remote', 'add', 'origin', 'https://user:secret-token@host.example/team/group/tool.git');
    const facts = await collectFacts({
      repo: placeOf(repository),
      asOf,
      withFiles: 'lines',
    });
    expect(factsSchema.parse(facts)).toEqual(facts);
    expect(facts.repository).toEqual({ name: 'group/tool', head });
    expect(facts.commits.map(({ author }) => author.name)).toEqual(['Ada Lovelace', 'Ada Lovelace']);
    expect(facts.documents).toEqual([]);
    expect(facts.sources.map(({ id, state }) => `${id} ${state}`)).toEqual(['git complete', 'forge missing']);
    expect(JSON.stringify(facts)).not.toContain('secret');
  });

  test('of an empty repository have no commit', async () => {
    const repository = make();
    const facts = await collectFacts({
      repo: placeOf(repository),
      asOf,
      withFiles: 'names',
    });
    expect(factsSchema.parse(facts)).toMatchObject({
      commits: [],
      documents: [],
      repository: { head: null },
    });
  });

  test('say when the range was cut, and when the history is', async () => {
    const repository = make();
    for (const number of [1, 2, 3]) repository.commit({ a: String(number) }, `${number}\n`);
    const two = await collectFacts({ repo: placeOf(repository), asOf, withFiles: 'none', max: 2 });
    expect(two.commits).toHaveLength(2);
    expect(two.sources[0]).toMatchObject({
      state: 'partial',
      missing: [{ why: 'only the newest 2 commits were read' }],
    });
    const all = await collectFacts({ repo: placeOf(repository), asOf, withFiles: 'none', max: 3 });
    expect(all.sources[0]).toMatchObject({ state: 'complete', missing: [] });
    const path = `${repository.path}-clone`;
    repository.git('clone', '-q', '--depth', '1', `file://${repository.path}`, path);
    const shallow = placeOf(openTestRepository(path, repository.home));
    const cut = await collectFacts({ repo: shallow, asOf, withFiles: 'none' });
    expect(cut.sources[0]?.missing[0]?.why).toContain('shallow');
  });

  test.each([
    ['git@host.example:team/tool.git', 'team/tool'],
    ['ssh://git@host.example:22/team/tool', 'team/tool'],
    ['/srv/git/team/tool.git', 'repository'],
    ['', 'repository'],
  ])('the name behind %s is %s', async (address, name) => {
    const repository = make();
    repository.git('config', 'remote.origin.url', address);
    const facts = await collectFacts({ repo: placeOf(repository), asOf, withFiles: 'none' });
    expect(facts.repository.name).toBe(name);
  });
});

describe('the stored form', () => {
  const digestOf = (commit: Commit) => ({
    sections: { length: String(commit.message?.length) },
    linkHosts: ['x.example'],
  });

  async function facts() {
    const repository = make();
    const author = 'Grace Example <grace@example.org>';
    const committer = 'GitHub <noreply@github.com>';
    repository.commit({ a: '1\n' }, 'secret words\n\nCo-authored-by: L <12+lin@users.noreply.github.com>\n', {
      author,
      committer,
    });
    repository.commit({ a: '2\n' }, 'more words\n', { author: 'G. <Grace@Example.org>', committer: author });
    return collectFacts({ repo: placeOf(repository), asOf, withFiles: 'lines' });
  }

  test('holds no text, no name and no address, and knows the same person again', async () => {
    const stored = redactFacts(await facts(), { digestOf, key: 'k' });
    expect(factsSchema.parse(stored)).toEqual(stored);
    const written = JSON.stringify(stored);
    for (const word of ['secret', 'words', 'Grace', 'grace', 'example.org'])
      expect(written).not.toContain(word);
    const [second, first] = stored.commits;
    expect(second?.author).toEqual({ name: '', email: expect.stringMatching(/^hmac:[0-9a-f]{32}$/) });
    expect(first?.author).toEqual(second?.author);
    expect(first?.committer).toEqual({ name: '', email: 'noreply@github.com' });
    expect(first?.coAuthors).toEqual([{ name: 'lin', email: '' }]);
    expect(second?.digest).toEqual({
      sections: { length: '11' },
      linkHosts: ['x.example'],
      hash: expect.stringMatching(/^hmac:[0-9a-f]{32}$/),
    });
    expect(first?.files?.[0]?.added).toBe(1);
  });

  test('hashes depend on the key, which is new each time unless it is given', async () => {
    const original = await facts();
    const emails = [{ key: 'k' }, { key: 'k' }, { key: 'other' }, {}, {}].map(
      (key) => redactFacts(original, { digestOf, ...key }).commits[0]?.author.email,
    );
    expect(emails[0]).toBe(emails[1]);
    expect(new Set(emails).size).toBe(4);
  });

  test('people of the roster keep their login', async () => {
    const loginOf = ({ email }: { readonly email: string }) =>
      email.toLowerCase() === 'grace@example.org' ? 'grace-h' : undefined;
    const stored = redactFacts(await facts(), { digestOf, loginOf });
    expect(stored.commits.map(({ author }) => author)).toEqual([
      { name: 'grace-h', email: '' },
      { name: 'grace-h', email: '' },
    ]);
  });
});

describe('files are written whole or not at all', () => {
  test('a new file in a new folder, and over an old one', async () => {
    const { path } = make();
    const target = join(path, 'a/b/facts.ndjson');
    await writeAtomically(target, asLines([{ n: 1 }, { n: 2 }]));
    expect(readFileSync(target, 'utf8')).toBe('{"n":1}\n{"n":2}\n');
    await writeAtomically(target, 'new');
    expect(readFileSync(target, 'utf8')).toBe('new');
    expect(readdirSync(join(path, 'a/b'))).toEqual(['facts.ndjson']);
  });

  test.each(['an error', 'an abort'])(
    '%s in the middle leaves the old file and nothing else',
    async (what) => {
      const { path } = make();
      const folder = join(path, 'out');
      mkdirSync(folder);
      writeFileSync(join(folder, 'facts.json'), 'old');
      const controller = new AbortController();
      const pieces = async function* () {
        yield 'half';
        if (what === 'an error') throw new Error('cut');
        controller.abort(new Error('cut'));
        yield 'more';
      };
      const writing = writeAtomically(join(folder, 'facts.json'), pieces(), { signal: controller.signal });
      await expect(writing).rejects.toThrow('cut');
      expect(readFileSync(join(folder, 'facts.json'), 'utf8')).toBe('old');
      expect(readdirSync(folder)).toEqual(['facts.json']);
    },
  );
});
