import { applyMailmap, openRepository, parseMailmap, readMailmap } from '@forethought/io';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { repositories } from '../helpers/made.js';

const make = repositories();

const name = fc.constantFrom('', 'Ada', 'ada', 'Grace Hopper', ' spaced  name ', 'Ünï', '#hash');
const email = fc.constantFrom('a@x.org', 'A@X.org', 'b@x.org', 'c@x.org', '', 'no at sign', ' s@x.org ');
const identity = fc.tuple(name, email).map(([who, where]) => `${who} <${where}>`);
const line = fc.oneof(
  identity,
  fc.tuple(identity, identity).map(([to, from]) => `${to} ${from}`),
  fc.tuple(identity, identity).map(([to, from]) => `${to}${from} # remark`),
  fc.constantFrom(
    '',
    '# comment <a@x.org>',
    'no address',
    'Ada <a@x.org',
    '<b@x.org> <a@x.org>',
    '\tAda <c@x.org>',
  ),
);

test('people are renamed exactly as git renames them', () => {
  const repository = make();
  const asked = ['Ada', 'ada', 'Grace Hopper', 'Nobody'].flatMap((who) =>
    ['a@x.org', 'A@x.ORG', 'b@x.org', 'c@x.org', 'd@x.org'].map((where) => ({ name: who, email: where })),
  );
  const input = asked.map((person) => `${person.name} <${person.email}>\n`).join('');
  const property = fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
    const text = `${lines.join('\n')}\n`;
    repository.write({ '.mailmap': text });
    const theirs = repository.run('git', ['check-mailmap', '--stdin'], { input });
    expect(theirs.code).toBe(0);
    const mailmap = parseMailmap(text);
    const ours = asked.map((person) => applyMailmap(mailmap, person));
    expect(ours.map((person) => `${person.name} <${person.email}>`)).toEqual(
      theirs.stdout.trimEnd().split('\n'),
    );
  });
  fc.assert(property, { numRuns: 150, seed: 7 });
});

test('the mailmap of a revision is not the one of the work tree', async () => {
  const repository = make();
  repository.commit({ '.mailmap': 'Old <a@x.org>\n' }, 'one\n');
  repository.write({ '.mailmap': 'New <a@x.org>\n' });
  const repo = await openRepository('/', repository.path, repository.env);
  const person = { name: 'x', email: 'a@x.org' };
  expect(applyMailmap(await readMailmap(repo), person).name).toBe('New');
  expect(applyMailmap(await readMailmap(repo, 'HEAD'), person).name).toBe('Old');
  repository.write({ '.mailmap': null });
  expect(applyMailmap(await readMailmap(repo), person)).toBe(person);
  repository.run('ln', ['-s', '/etc/passwd', '.mailmap']);
  expect((await readMailmap(repo)).size).toBe(0);
});
