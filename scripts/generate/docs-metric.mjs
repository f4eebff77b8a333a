/** Generated zones of a metric's page. */
import { usesIn, weeksOf } from './docs-plan.mjs';
import { table } from './zones.mjs';

/**
 * @typedef {import('@forethought/core').Metric} Metric
 * @typedef {import('@forethought/core').Plan} Plan
 */

const REDUCERS = { quotient: '', median: ' (median)', distinct: ' of distinct ones' };
const TIERS = {
  E1: 'E1, an event that the platform or Git observed',
  E2: 'E2, declared by the author and checked against other facts',
  E3: 'E3, attested by somebody else',
  E4: 'E4, reported by the author alone',
};

/**
 * @param {Metric} metric
 * @param {readonly Plan[]} plans
 */
export function metricZones(metric, plans) {
  return {
    summary: [`# ${metric.id}`, '', metric.summary, '', ...table(['What', 'How'], factRows(metric))],
    gaming: [`${metric.gaming} Against it: ${lowerFirst(metric.counterMeasure)}`],
    examples: ['## Examples', '', ...table(['Case', 'State', 'Value'], metric.examples.map(exampleRow))],
    plans: ['## Plans that use it', '', ...planLines(metric, plans)],
  };
}

/** @param {Metric} metric */
function factRows(metric) {
  const { person, team } = metric.minimumSample;
  return [
    ['Formula', metric.formula],
    ['Unit', `${metric.unit}${REDUCERS[metric.reducer ?? 'quotient']}, ${metric.better} is better`],
    [
      'Counting',
      metric.counting === 'census'
        ? 'every change: met when the value reaches its target, the interval is only shown'
        : 'inferred: uncertain while the interval spans the target',
    ],
    [
      'Window',
      metric.weeks === 'latest'
        ? 'how things stand at the end of the days that are looked at; after a week of leave, as they stood before it'
        : `${metric.windowDays} days${metric.lagDays === 0 ? '' : `, ending with the last whole week that is ${metric.lagDays} days old`}; the overview measures over 13 weeks, a report with \`--since\` from that day on`,
    ],
    ['Smallest sample', `${person} for a person, ${team} for a team`],
    ...(metric.verdictFor === 'team' ? [['Verdict', 'for a team; one person’s row shows counts']] : []),
    ...(metric.population === 'everybody' ? [['Population', 'everybody’s, in every row']] : []),
    ...(metric.tier === undefined ? [] : [['Evidence', TIERS[metric.tier]]]),
    ['Needs', (metric.needs ?? ['what the platform keeps']).join(', ')],
    ['Without data', metric.noData],
  ];
}

/** @param {Metric['examples'][number]} example */
function exampleRow(example) {
  return [example.name, example.expect.state, countsOf(example.expect)];
}

/** @param {Metric['examples'][number]['expect']} expected */
function countsOf({ numerator, denominator, value }) {
  if (denominator === null) return '–';
  if (numerator === null) return `${value} of ${denominator}`;
  const share = value !== undefined && value < 1 && value > 0 ? ` = ${(value * 100).toFixed(1)} %` : '';
  return `${numerator} ÷ ${denominator}${share}`;
}

/** @param {Metric} metric @param {readonly Plan[]} plans */
function planLines(metric, plans) {
  const uses = usesIn(plans, (practice) => practice.metrics[metric.id]);
  if (uses.length === 0) return ['No built-in plan.'];
  return table(
    ['Plan', 'Practice', 'Weeks', 'Target', 'Success metric of'],
    uses.map(({ plan, unit, practice, use }) => [
      `\`${plan.plan}\``,
      `${practice.id} ${practice.title}`,
      weeksOf(unit),
      use.target ?? '–',
      unit.success?.metrics.includes(metric.id) ? unit.title : '',
    ]),
  );
}

/** @param {string} text */
function lowerFirst(text) {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
