import {
  attainment,
  parsePlan,
  renderCsv,
  renderScorecard,
  renderScorecardMarkdown,
  scorecardOf,
  sparkline,
  starsOf,
  targetWords,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { hostileWords } from '../helpers/hostile-words.js';
import { rendered } from '../helpers/meant.js';
import { policyValue } from '../helpers/values.js';
import { measureValue, metricValue, OWN, seriesValue } from '../helpers/weekly-values.js';

const metrics = [
  metricValue('documentation-coverage'),
  metricValue('fix-forward', { better: 'lower' }),
  metricValue('caught-before-deployment', { verdictFor: 'team' }),
];

const PLAN = `
schema: 1
plan: plan-x
title: Plan X
growth:
  - { id: reading, title: Reading first, metrics: [documentation-coverage, fix-forward] }
  - { id: foresight, title: Foresight, metrics: [caught-before-deployment] }
phases:
  - id: one
    title: Phase one
    units:
      - id: unit
        title: Unit one
        weeks: [1, 2]
        practices:
          - id: A1.3
            title: Sources are named
            question: What was read?
            evidence: [commit]
            metrics:
              documentation-coverage: { target: '100%' }
              fix-forward: { target: '0' }
              caught-before-deployment: { target: '>= 80%' }
              test-evidence-coverage: { target: '100%', planned: true }
              rollbacks: { target: '0', planned: true }
`;
const plan = parsePlan(PLAN, { file: 'plan.yml', rules: [], metrics });

const fixes = (numerator: number, denominator: number) =>
  measureValue('ada', {
    ...{ metricId: 'fix-forward', numerator, denominator, misses: ['#31', '#32'] },
    target: { operator: '<=', value: 0 },
  });
const caught = measureValue('ada', {
  ...{ metricId: 'caught-before-deployment', state: 'uncertain', numerator: 9, denominator: 10 },
  target: { operator: '>=', value: 0.8 },
});
const card = scorecardOf({
  engineer: 'ada',
  plan,
  policy: policyValue(),
  measures: [measureValue('ada'), measureValue('bob'), fixes(2, 40), caught],
  metrics,
});

describe('attainment', () => {
  const of = (changes: Parameters<typeof measureValue>[1]) =>
    attainment(measureValue('ada', changes), undefined);

  test('is one where the target is reached and a part of it elsewhere', () => {
    expect(of({ numerator: 4, denominator: 4, state: 'met' })).toBe(1);
    expect(of({ numerator: 3, denominator: 4 })).toBe(0.75);
    expect(of({ target: { operator: '>=', value: 0.8 } })).toBeCloseTo(0.9375);
    expect(of({ target: { operator: '<=', value: 0 } })).toBe(0.25);
    expect(of({ unit: 'days', value: 56, target: { operator: '<', value: 28 } })).toBe(0.5);
    expect(of({ unit: 'count', value: 2, denominator: 8, target: { operator: '<=', value: 0 } })).toBe(0.75);
  });

  test('is nothing without a number to reach, a verdict, or one for a person', () => {
    expect(of({ target: null })).toBeNull();
    for (const state of ['insufficient', 'no-data', 'not-applicable', 'not-measured'] as const)
      expect(of({ state })).toBeNull();
    expect(attainment(caught, { verdictFor: 'team' })).toBeNull();
    expect(attainment({ ...caught, engineer: '*team' }, { verdictFor: 'team' })).toBe(1);
  });

  test('gives five stars only for every target, one at least, and none unmeasured', () => {
    expect(starsOf([1, 1])).toBe(5);
    expect(starsOf([1, 0.99])).toBe(4);
    expect(starsOf([0])).toBe(1);
    expect(starsOf([0.5, 0.7])).toBe(3);
    expect(starsOf([])).toBeNull();
  });
});

describe('a scorecard', () => {
  test('has a line per measure of the plan for this row alone', () => {
    const [unit] = card.phases[0]?.units ?? [];
    expect(unit?.lines.map(({ metricId }) => metricId)).toEqual([
      'documentation-coverage',
      'fix-forward',
      'caught-before-deployment',
    ]);
    expect(unit?.lines.every(({ measure }) => measure.engineer === 'ada')).toBe(true);
  });

  test('derives stars from the measures that have a verdict', () => {
    expect(card.growth.map(({ title, stars }) => [title, stars])).toEqual([
      ['Reading first', 4],
      ['Foresight', null],
    ]);
  });

  test('names what is furthest from its target first, with what missed', () => {
    expect(card.changes.map(({ line, question, misses }) => [line.metricId, question, misses])).toEqual([
      ['documentation-coverage', 'What was read?', ['#31']],
      ['fix-forward', 'What was read?', ['#31', '#32']],
    ]);
  });

  test('is printed for a terminal within its width', () => {
    const text = renderScorecard(card, { metrics, color: false, width: 110 });
    expect(text.split('\n').slice(0, 8)).toEqual([
      'ada: Plan X',
      '',
      'Phase one',
      '  Unit one (weeks 1 to 2), 2 not measured',
      '    A1.3 documentation-coverage         75 %   3/4      missed         100 %    ▆▆▆▆▆▆▆▆',
      '    A1.3 fix-forward                    5 %    2/40     missed         0        ▆▆▆▆▆▆▆▆',
      '    A1.3 caught-before-deployment       90 %   9/10     counts only    ≥ 80 %   ▆▆▆▆▆▆▆▆',
      '',
    ]);
    expect(text).toContain('  Reading first                       ★★★★☆\n');
    expect(text).toContain(
      '  1. What was read?\n     documentation-coverage: 75 %, target 100 %, 75 % of the way; 1 change missed: #31\n',
    );
    const narrow = renderScorecard(card, { metrics, color: false, width: 60 });
    expect(Math.max(...narrow.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  test('as Markdown holds no markup but its own, whoever wrote the words', () => {
    const word = hostileWords(13);
    const hostile = (text: () => string) => ({
      ...card,
      engineer: `a${text()}`,
      planTitle: `a ${text()}`,
      phases: card.phases.map((phase) => ({
        title: `a ${text()}`,
        units: phase.units.map((unit) => ({
          ...unit,
          title: `a ${text()}`,
          lines: unit.lines.map((line) => ({ ...line, practiceTitle: text() })),
        })),
      })),
      growth: card.growth.map((area) => ({ ...area, title: `a ${text()}` })),
      changes: card.changes.map((change) => ({ ...change, question: `a ${text()}`, misses: [text()] })),
    });
    const { skeleton } = rendered(
      renderScorecardMarkdown(
        hostile(() => 'word'),
        metrics,
      ),
      OWN,
    );
    for (let run = 0; run < 20; run += 1)
      expect(rendered(renderScorecardMarkdown(hostile(word), metrics), OWN)).toEqual({
        unmeant: [],
        skeleton,
      });
  });
});

describe('a plan’s growth areas', () => {
  test('may only name metrics that a practice of the plan has', () => {
    const wrong = PLAN.replace('metrics: [caught-before-deployment]', 'metrics: [caught-befor-deployment]');
    expect(() => parsePlan(wrong, { file: 'plan.yml', rules: [], metrics })).toThrow(
      /7:.*`caught-befor-deployment` \(did you mean `caught-before-deployment`\?\)/,
    );
  });
});

describe('measures as CSV', () => {
  test('are a line each, with quotes where a field needs them', () => {
    const reason = 'a "word", and\nanother';
    const { interval: _, ...measure } = measureValue('ada', { reason });
    const [head, line] = renderCsv({ measures: [{ ...measure, interval: null }] }).split('\r\n');
    expect(head).toBe(
      'metric,engineer,from,to,state,reason,value,unit,numerator,denominator,low,high,target,counted,misses',
    );
    expect(line).toBe(
      'documentation-coverage,ada,2026-10-26,2026-11-22,missed,"a ""word"", and another",0.75,ratio,3,4,,,>= 1,1,#31',
    );
  });

  test.each(['=1+1', '+1', '-1', '@sum', ' =1', '\t=1', '\r=1', '＝1', '＠a'])(
    'computes nothing of %j',
    (name) => {
      const [, line = ''] = renderCsv({ measures: [measureValue(name)] }).split('\r\n');
      const field = line.slice('documentation-coverage,'.length).replace(/^"/, '');
      expect(field.startsWith("'")).toBe(true);
    },
  );
});

describe('words', () => {
  test('targets read as people write them', () => {
    const written = ['100%', '>= 80%', '0', '< 28d', '2-3', 'trend', 'true', null].map(targetWords);
    expect(written).toEqual(['100 %', '≥ 80 %', '0', '< 28 d', '2 to 3', 'trend', 'yes', 'trend']);
  });

  test('only nothing is the lowest bar and only all of it the highest', () => {
    const shares = seriesValue([0, 100], [1, 100], [50, 100], [99, 100], [100, 100]);
    expect(sparkline({ unit: 'ratio', series: shares })).toBe('▁▂▅▇█');
    expect(sparkline({ unit: 'ratio', series: seriesValue([0, 0], [0, 0]) })).toBe('');
    const counts = seriesValue([1, 1], [4, 1], [2, 1]);
    expect(sparkline({ unit: 'count', series: counts })).toBe('▃█▅');
  });
});
