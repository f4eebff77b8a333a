import { type Entry, learntWords, premortemItems, statementsIn, tellsRisk } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

const place = { line: 1, column: 1 };

function entry(text: string, more: Partial<Entry> = {}): Entry {
  return { kind: 'item', text, depth: 0, part: 'failures', references: [], place, ...more };
}

describe('items of a pre-mortem', () => {
  test.each([
    ['the pool runs empty -> ran with 10 connections', true],
    ['the pool runs empty → `make stress` passed', true],
    ['the pool runs empty - validated with 10 connections', true],
    ['the pool runs empty (checked by the alarm test)', true],
    ['the pool runs empty: `make stress`', true],
    ['the pool runs empty', false],
    ['the pool runs empty -> TODO', false],
    ['the pool runs empty -> will test later', false],
    ['the pool runs empty -> tested on staging', true],
    ['the pool runs empty -> session_race_test', true],
    ['the pool runs empty -> `npm run stress` passed', true],
    ['the pool runs empty -> 100%', true],
    ['the pool runs empty -> 压测通过', true],
    ['the pool runs empty, verified by scaling to 0', true],
    ['the pool: kubectl top answered', true],
    ['the pool: nobody looked at it yet', false],
    ['the pool runs empty -> the pool runs empty', false],
    ...[
      'ok',
      'yes',
      'fine',
      'done',
      'Checked.',
      'validated',
      'was tested',
      'looks good',
      'all tests pass',
      'covered',
    ].map((word): [string, boolean] => [`the pool runs empty -> ${word}`, false]),
    ...[
      'no problem',
      'should be safe',
      'trust me',
      'handled',
      'can not happen',
      'geprüft',
      '已验证',
      '確認済み',
    ].map((word): [string, boolean] => [`the pool runs empty -> ${word}`, false]),
  ])('%s: validated %s', (text, validated) => {
    expect(premortemItems([entry(text)]).map((item) => item.validated)).toEqual([validated]);
  });

  test('what is nested below an item, or a second column, validates it', () => {
    const nested = premortemItems([entry('the pool runs empty'), entry('ran with 10', { depth: 1 })]);
    expect(nested).toMatchObject([{ text: 'the pool runs empty', validated: true }]);
    const row = premortemItems([entry('the pool runs empty | ran with 10', { kind: 'row' })]);
    expect(row).toMatchObject([{ text: 'the pool runs empty', validated: true }]);
  });

  test('a box that is ticked validates what stands behind its name, an empty one nothing', () => {
    const text = 'Metrics server: answered within a second';
    expect(premortemItems([entry(text, { kind: 'task', checked: true })])).toMatchObject([
      { validated: true },
    ]);
    expect(premortemItems([entry(text, { kind: 'task', checked: false })])).toMatchObject([
      { validated: false },
    ]);
    expect(premortemItems([entry('Metrics server: ok', { kind: 'task', checked: true })])).toMatchObject([
      { validated: false },
    ]);
  });

  test('a link to the run of a check validates alone', () => {
    const target = 'https://github.com/acme/orders/actions/runs/9123456789';
    const references = [{ kind: 'url' as const, target, excluded: 'ci', place }];
    expect(premortemItems([entry(`the pool runs empty -> <${target}>`, { references })])).toMatchObject([
      { validated: true },
    ]);
  });

  test.each(['way1', 'Dep 2', 'race condition', 'it fails', 'something goes wrong', 'failure #3'])(
    '%s names nothing',
    (text) => {
      expect(premortemItems([entry(`${text} -> ran with 10`)])).toMatchObject([{ hollow: true }]);
    },
  );

  test.each(['Redis', 'a timeout', 'TLS 1.3', '503s', 'the issuer', 'k8s', 'отказ', '连接池耗尽'])(
    '%s names something',
    (text) => {
      expect(premortemItems([entry(`${text} -> ran with 10`)])).toMatchObject([{ hollow: false }]);
    },
  );

  test('placeholders and paragraphs are no items', () => {
    expect(premortemItems([entry('...'), entry('Five things:', { kind: 'text' })])).toEqual([]);
  });

  test('items that differ only in letter case and punctuation are the same', () => {
    const keys = premortemItems([entry('The pool runs empty.'), entry('the pool runs empty')]).map(
      ({ key }) => key,
    );
    expect(new Set(keys).size).toBe(1);
  });
});

describe('words about a reference', () => {
  const target = 'https://acme.dev/probes';
  const references = [{ kind: 'url' as const, target, place }];
  test.each([
    [`[A long title of a page](${target})`, 0],
    [`The documentation of probes: ${target}`, 0],
    [`${target} - a failing probe restarts`, 4],
    [`Probes stay slow because ${target} warns of storms`, 7],
  ])('%s: %s', (text, words) => {
    const [statement] = statementsIn([entry(text, { references })]);
    expect(statement && learntWords(statement)).toBe(words);
  });

  test('nested items belong to the entry above them', () => {
    const [statement, ...others] = statementsIn([
      entry(target, { references }),
      entry('a failing probe restarts', { depth: 1 }),
    ]);
    expect(others).toEqual([]);
    expect(statement && learntWords(statement)).toBe(4);
  });
});

test.each([
  ['Risk Level: low', false],
  ['Low', false],
  ['**Minimal.**', false],
  ['very low risk', false],
  ['TODO', false],
  ['Low, the consumer keeps its offset when the broker restarts', true],
  ['Alarms on the old histogram may have to be tuned again', true],
  ['Risk: medium – clients cache the address for a day', true],
])('%j tells something of a risk: %s', (text, told) => {
  expect(tellsRisk([entry(text, { kind: 'text' })])).toBe(told);
});
