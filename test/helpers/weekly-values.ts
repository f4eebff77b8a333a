import type { Measure, Metric, Outsiders, WeeklyInput, WeeklyPerson, WeeklyWords } from '@forethought/core';
import { defineMetric, wilson } from '@forethought/core';
import { policyValue, sourcesRule } from './values.js';

/** HTML and links of a weekly report's own. */
export const OWN = {
  html: /^(?:<!-- forethought:weekly:2026-W47:team(?::\d+)? -->|<details>\n<summary>[\p{L}\p{N} ,:%’()-]*<\/summary>|<\/details>|<br>|<\/?sub>)$/u,
  link: /^https:\/\/(?:docs\.example\/(?:metrics|rules)\/[a-z-]+\.md|redirect\.github\.com\/o\/r\/(?:pull\/\d+|commit\/[0-9a-f]{40}))$/,
};

/** The eight weeks that end with the report's. */
const WEEKS = [40, 41, 42, 43, 44, 45, 46, 47].map((number) => `2026-W${number}`);

/** A share of one row with as many passes and changes in each of eight weeks; everything may be replaced. */
export function measureValue(engineer: string, changes: Partial<Measure> = {}): Measure {
  const [numerator, denominator] = [changes.numerator ?? 3, changes.denominator ?? 4];
  return {
    metricId: 'documentation-coverage',
    engineer,
    window: { from: '2026-10-26', to: '2026-11-22' },
    state: 'missed',
    value: numerator / denominator,
    unit: 'ratio',
    numerator,
    denominator,
    sample: [`#${engineer.length}1`],
    misses: [`#${engineer.length}1`],
    series: seriesValue([3, 4], [3, 4], [3, 4], [3, 4], [3, 4], [3, 4], [3, 4], [3, 4]),
    target: { operator: '>=', value: 1 },
    interval: wilson(numerator, denominator),
    ...changes,
  };
}

/** Weeks of a series from pairs of passes and changes, oldest first; a third value of 1 makes a week provisional. */
export function seriesValue(...weeks: readonly (readonly number[])[]): NonNullable<Measure['series']> {
  return weeks.map(([numerator = 0, denominator = 0, provisional = 0], at) => ({
    week: WEEKS[at] ?? '',
    numerator,
    denominator,
    value: denominator === 0 ? null : numerator / denominator,
    provisional: provisional === 1,
  }));
}

/** Somebody on the roster, not shown by name unless said so. */
export function personValue(engineer: string, changes: Partial<WeeklyPerson> = {}): WeeklyPerson {
  return {
    engineer,
    isNamed: false,
    planTitle: 'Plan X',
    unitTitle: 'Testing before committing',
    week: 4,
    isAway: false,
    ...changes,
  };
}

/** Who stands behind everybody's figures where each row holds its own counts alone, and so many others are in every one of them. */
export function behind(measures: readonly Measure[], outside = 0): readonly Outsiders[] {
  return measures
    .filter(({ engineer }) => engineer === '*')
    .map(({ metricId }) => {
      const own = measures.filter((each) => each.metricId === metricId && !each.engineer.startsWith('*'));
      const who = (isIn: (measure: Measure) => boolean) => ({
        enrolled: [...new Set(own.filter(isIn).map(({ engineer }) => engineer))],
        outside,
      });
      const weeks = WEEKS.map((week, at) => [
        week,
        who(({ series }) => (series?.[at]?.denominator ?? 0) > 0),
      ]);
      return {
        ...{ metricId, ...who(({ denominator }) => (denominator ?? 0) > 0) },
        ...{ byWeek: Object.fromEntries(weeks), beside: {}, isShared: false },
      };
    });
}

/** A week of a private repository with nobody in it; everything may be replaced. */
export function weeklyValue(changes: Partial<WeeklyInput> = {}): WeeklyInput {
  return {
    outsiders: behind(changes.measures ?? [], changes.notEnrolled),
    week: '2026-W47',
    scope: 'team',
    repository: 'o/r',
    repositoryUrl: 'https://github.com/o/r',
    asOf: '2026-11-23T06:00:00Z',
    policy: policyValue(),
    planTitle: 'Plan X',
    measures: [],
    people: [],
    notEnrolled: 0,
    unresolved: [],
    visibility: 'published',
    isPublic: false,
    allowsPublicNames: false,
    misses: [],
    candidates: [],
    patterns: { added: [], reused: [] },
    associations: [],
    enrolledAssociations: [],
    waivers: [],
    gaps: [],
    sources: [{ id: 'git', readAt: '2026-11-23T06:00:00Z' }],
    notices: [],
    ...changes,
  };
}

/** A metric with words of its own, so that a change in a shipped one's wording is no change of the expected text. */
export function metricValue(id: string, changes: Partial<Metric> = {}): Metric {
  return defineMetric({
    id,
    summary: 'Every change names its sources.',
    why: 'Reading is cheaper than an incident.',
    unit: 'ratio',
    better: 'higher',
    counting: 'census',
    tier: 'E2',
    formula: 'changes that pass ÷ changes that were asked',
    windowDays: 28,
    lagDays: 0,
    minimumSample: { person: 5, team: 20 },
    noData: 'nothing was asked',
    gaming: 'The same link everywhere.',
    counterMeasure: 'The host must fit.',
    tally: () => [],
    examples: [],
    ...changes,
  });
}

/** Words of one rule and three metrics, the last one a team's. */
export const words: WeeklyWords = {
  rules: [sourcesRule],
  metrics: [
    metricValue('documentation-coverage'),
    metricValue('fix-forward', { better: 'lower' }),
    metricValue('caught-before-deployment', { verdictFor: 'team' }),
  ],
  documentation: 'https://docs.example/',
};
