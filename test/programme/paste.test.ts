import { type AnyRecord, personClaims, readRecord, recordProblems } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { ada, world } from '../helpers/programme-world.js';

describe('what can’t be read says the form, and the line to paste', () => {
  test.each([
    [
      'survey',
      'module: x\nquarter: 2026-03-02\nanswers: []\n',
      'write a quarter as `2026-Q1`',
      'quarter: 2026-Q1',
    ],
    ['survey', 'module: x\nquarter: 2026-Q1\nasked: 0\nanswers: []\n', 'more than 0', undefined],
    ['profile', 'login: ada\n', 'it is text', 'since: <yyyy-mm-dd>'],
    ['profile', 'login: ada\nsince: May\n', 'write a day as `2026-11-22`', 'since: 2026-11-22'],
    [
      'person',
      'login: ada\njoined: 2025-06-02\ncertificates:\n  on-call:\n    started: 2026-02-23\n    shadowShifts: [{ on: 2026-03-09, hours: 8, time: day }]\n',
      'it is text',
      'with: <login>',
    ],
  ] as const)('%s: %j', (form, text, valid, line) => {
    const [problem, ...more] = recordProblems(readRecord(form, text) as AnyRecord, []);
    expect(more).toEqual([]);
    expect(problem?.data).toMatchObject({ valid, ...(line === undefined ? {} : { paste: [line] }) });
  });
});

test('a claim without its words has the lines that hold them', () => {
  const way = ada.certificates['on-call'];
  if (way === undefined) throw new Error('Ada holds the certificate');
  const bare = { ...way, prerequisites: {}, signOffs: [] };
  const record = { ...ada, certificates: { 'on-call': bare } };
  const told = personClaims(record, world({ people: [record] })).map(({ data }) => data['paste']);
  expect(told).toContainEqual(
    expect.arrayContaining([
      'prerequisites:',
      expect.stringMatching(/^ {2}[a-z-]+: \{ by: <login>, on: <yyyy-mm-dd>, pull: <number> \}$/),
    ]),
  );
  expect(told).toContainEqual([
    'signOffs:',
    '  - { as: sign-off, by: <login of a senior>, on: <yyyy-mm-dd>, pull: <number> }',
  ]);
});
