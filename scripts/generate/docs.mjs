/** Generated zones of docs/rules/*.md, docs/metrics/*.md, docs/action.md and README.md. Runs on a finished build. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInPlans, metrics, rules } from '@forethought/rules';
import { actionZones, workflowZone } from './docs-action.mjs';
import { rejectionZone } from './docs-example.mjs';
import { metricZones } from './docs-metric.mjs';
import { ruleZones } from './docs-rule.mjs';
import { fillZones, table } from './zones.mjs';

/**
 * @param {string} root
 * @returns {Map<string, string>}
 */
export function generate(root) {
  const pages = new Map();
  for (const rule of rules) addPage(pages, root, `docs/rules/${rule.id}.md`, ruleZones(rule, builtInPlans));
  for (const metric of metrics)
    addPage(pages, root, `docs/metrics/${metric.id}.md`, metricZones(metric, builtInPlans));
  if (existsSync(join(root, 'README.md'))) addPage(pages, root, 'README.md', readmeZones(root));
  addPage(pages, root, 'docs/action.md', actionZones(root));
  addPage(pages, root, 'docs/rules/README.md', { rules: ruleTable('') });
  addPage(pages, root, 'docs/metrics/README.md', { metrics: metricTable('') });
  refuseOrphans(root, 'docs/rules', rules);
  refuseOrphans(root, 'docs/metrics', metrics);
  return pages;
}

/**
 * @param {Map<string, string>} pages
 * @param {string} root
 * @param {string} path
 * @param {Record<string, readonly string[]>} zones
 */
function addPage(pages, root, path, zones) {
  const file = join(root, path);
  if (!existsSync(file))
    throw new Error(`${path} is missing; npm run new writes it together with the rule or metric`);
  pages.set(path, fillZones(path, readFileSync(file, 'utf8'), zones));
}

/** A page of something that is gone must go too: it would tell about a rule that nobody can turn on. */
function refuseOrphans(
  /** @type {string} */ root,
  /** @type {string} */ folder,
  /** @type {readonly { id: string }[]} */ known,
) {
  const ids = readdirSync(join(root, folder)).map((file) => file.replace(/\.md$/, ''));
  const orphan = ids.find((id) => id !== 'README' && !known.some((each) => each.id === id));
  if (orphan !== undefined)
    throw new Error(`${folder}/${orphan}.md has no rule or metric of that name; delete or rename it`);
}

/** @param {string} root */
function readmeZones(root) {
  return {
    rejection: rejectionZone(),
    workflow: workflowZone(root),
    rules: ruleTable('docs/rules/'),
    metrics: metricTable('docs/metrics/'),
  };
}

/** @param {string} folder */
function ruleTable(folder) {
  return table(
    ['Rule', 'It is satisfied when', 'Judges'],
    rules.map((rule) => [
      `[\`${rule.id}\`](${folder}${rule.id}.md)`,
      rule.summary,
      rule.appliesTo.join(', '),
    ]),
  );
}

/** @param {string} folder */
function metricTable(folder) {
  return table(
    ['Metric', 'What it says', 'Target'],
    metrics.map((metric) => [
      `[\`${metric.id}\`](${folder}${metric.id}.md)`,
      metric.summary,
      targetsOf(metric.id).join(', '),
    ]),
  );
}

/** Targets by which the plans hold a metric, each once. @param {string} id */
function targetsOf(id) {
  const uses = builtInPlans.flatMap((plan) =>
    plan.phases.flatMap((phase) =>
      phase.units.flatMap((unit) => unit.practices.flatMap((practice) => practice.metrics[id] ?? [])),
    ),
  );
  return [...new Set(uses.flatMap((use) => use.target ?? []))];
}
