import { builtInPlans } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { flowCases } from './helpers/flow-case.js';
import { runFlow } from './helpers/flow-run.js';

const cases = flowCases();

describe.each(cases.map((flow) => [flow.name, flow] as const))('%s', (_, flow) => {
  if (flow.kind === 'facts') {
    test.each(['pass', 'fail'] as const)('%s', async (which) => {
      expect((await runFlow(flow, which)).outcome).toBe(flow.states[which]);
    });
    return;
  }
  test('an artefact that passes', async () => {
    expect(await runFlow(flow, 'pass')).toEqual({ outcome: 'pass', codes: [] });
  });
  test('an artefact that fails', async () => {
    expect(await runFlow(flow, 'fail')).toEqual({ outcome: 'fail', codes: [...flow.fails].sort() });
  });
});

/** Rows that no artefact can pass or fail, each with the reason. */
const WITHOUT_CASE: Readonly<Record<string, string>> = {
  'A10.1': 'how findings are worded: test/words.test.ts',
  'A10.2': 'the schedule of all the others: test/schedule.test.ts',
  'A10.3': 'hook, gate and week themselves: test/hooks, test/action, test/weekly',
  'A10.4': 'the command that writes an entry; the entry itself is A3.2',
  B0: 'principles and skills, which the plan lists',
  'B5.1': 'the levels of the ladder, which the plan lists; the steps between them are B5.3 to B5.5',
  'B9.1': 'the calendar of the tracks, which the plan lists',
  B10: 'books, courses and contacts, which the plan lists',
};

test('every row of both catalogues has a case, or a reason why it can have none', () => {
  const practices = builtInPlans.flatMap(({ phases }) =>
    phases.flatMap(({ units }) => units.flatMap((unit) => unit.practices.map(({ id }) => id))),
  );
  const rows = practices.filter((id) => /^[AB]\d/.test(id));
  const shown = cases.map(({ row }) => row);
  expect([...new Set([...shown, ...Object.keys(WITHOUT_CASE)])].sort()).toEqual([...new Set(rows)].sort());
  expect(shown.filter((row) => row in WITHOUT_CASE)).toEqual([]);
});
