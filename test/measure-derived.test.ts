import { type Measure, measureTallies, observedAgainst, type Tally } from '@forethought/core';
import { expect, test } from '@jest/globals';
import { outcomeMetric, tallyValue } from './helpers/outcome-metric.js';
import { policyValue } from './helpers/values.js';

const use = { practiceId: 'A1.3', unitId: 'unit', success: null, planned: false };
const counted = outcomeMetric({ id: 'counted', better: 'higher', minimumSample: { person: 1, team: 1 } });
/** One of one where the other metric is met in the same row. */
const derived = outcomeMetric({
  id: 'derived',
  better: 'higher',
  minimumSample: { person: 1, team: 1 },
  derive: (sum, { measureOf }) => {
    const other = measureOf('counted');
    if (other?.value == null) return { noData: 'the other one is not there' };
    const isMet = other.state === 'met';
    return {
      sum: { ...sum, numerator: isMet ? 1 : 0, denominator: 1 },
      ...(isMet ? {} : { open: 'it may still come' }),
    };
  },
});

function measured(
  tallies: readonly Tally[],
  order: readonly string[] = ['derived', 'counted'],
): readonly Measure[] {
  return measureTallies([{ metricId: 'counted', tallies, noData: [] }], {
    policy: policyValue({ metrics: order.map((metricId) => ({ ...use, metricId, target: '100%' })) }),
    metrics: [derived, counted],
    engineers: ['ada'],
    asOf: '2026-11-22T12:00:00Z',
  });
}

const row = (measures: readonly Measure[], metricId: string, engineer: string): Measure | undefined =>
  measures.find((measure) => measure.metricId === metricId && measure.engineer === engineer);

test('a metric that reads others sees them whatever stands first in the plan, and stays in its place', () => {
  const tallies = [tallyValue('ada', '2026-W47', { numerator: 2, denominator: 2 })];
  for (const order of [
    ['derived', 'counted'],
    ['counted', 'derived'],
  ]) {
    const measures = measured(tallies, order);
    expect(measures.map(({ metricId }) => metricId)).toEqual(order.flatMap((id) => [id, id]));
    expect(row(measures, 'derived', 'ada')).toMatchObject({ state: 'met', numerator: 1, denominator: 1 });
  }
});

test('each row reads its own measures', () => {
  const tallies = [tallyValue('ada', '2026-W47', { numerator: 2, denominator: 2 })];
  expect(row(measured(tallies), 'derived', '*')).toMatchObject({
    state: 'no-data',
    reason: 'the other one is not there',
    value: null,
  });
});

test('a miss that is still open is none', () => {
  const tallies = [tallyValue('ada', '2026-W47', { numerator: 1, denominator: 2 })];
  expect(row(measured(tallies), 'derived', 'ada')).toMatchObject({
    state: 'insufficient',
    reason: 'it may still come',
    value: 0,
  });
});

test.each([
  ['met', 0.8, 'ratio', '>= 80%', true],
  ['missed', 0.79, 'ratio', '>= 80%', false],
  ['uncertain', 1, 'ratio', '100%', true],
  ['missed', 0, 'count', '0', true],
  ['met', 1, 'count', '0', false],
  ['met', 2, 'score', '2-3', true],
  ['met', 1, 'ratio', 'true', true],
  ['insufficient', 1, 'ratio', '100%', null],
  ['disputed', 0, 'ratio', '100%', null],
  ['no-data', null, 'ratio', '100%', null],
  ['met', 1, 'ratio', 'trend', null],
] as const)('%s with %p of a %s against %s: %p', (state, value, unit, target, met) => {
  const measure: Measure = {
    ...{ metricId: 'counted', engineer: 'ada', state, value, unit, numerator: null, denominator: null },
    ...{
      window: { from: '2026-10-26', to: '2026-11-22' },
      sample: [],
      misses: [],
      target: null,
      interval: null,
    },
  };
  expect(observedAgainst(measure, target).met).toBe(met);
});

test('what nobody measured is open', () => {
  expect(observedAgainst(undefined, '100%')).toEqual({ met: null, value: '', why: 'not measured' });
});
