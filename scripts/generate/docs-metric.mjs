/** Generated zones of a metric's page. */
import { usesIn, weeksOf } from './docs-plan.mjs';
import { table } from './zones.mjs';

/**
 * @typedef {import('@forethought/core').Metric} Metric
 * @typedef {import('@forethought/core').Plan} Plan
 */

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
    ['Unit', `${metric.unit}, ${metric.better} is better`],
    [
      'Counting',
      metric.counting === 'census'
        ? 'every change: met when the value reaches its target, the interval is only shown'
        : 'inferred: uncertain while the interval spans the target',
    ],
    [
      'Window',
      `${metric.windowDays} days${metric.lagDays === 0 ? '' : `, ending ${metric.lagDays} days ago`}; the overview measures over 13 weeks, a report over the days that it names`,
    ],
    ['Smallest sample', `${person} for a person, ${team} for a team`],
    ['Needs', metric.needs.join(', ')],
    ['Without data', metric.noData],
  ];
}

/** @param {Metric['examples'][number]} example */
function exampleRow(example) {
  const { state, numerator, denominator } = example.expect;
  return [
    example.name,
    state,
    numerator === null || denominator === null ? '–' : `${numerator} ÷ ${denominator}`,
  ];
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
