import {
  addDays,
  type Due,
  dueOf,
  type Finding,
  type FindingOptions,
  overviewOf,
  type Plan,
  renderMisses,
  rosterEntry,
} from '@forethought/core';
import { rules } from '@forethought/rules';
import type { PolicySource } from '../policy-source.js';
import { reportIn } from '../report-words.js';
import { write } from '../sink.js';
import { reportOf } from '../verdict.js';
import { columnsOf, EXIT, type World, wantsColor } from '../world.js';
import { scoreNow } from './measured.js';
import { type OwnOptions, startOwn } from './own.js';
import { readRecordWorld } from './record-world.js';

/** Prints what concerns one person, for that person's eyes: where on the plan, what is due, and the own scorecard. */
export async function me(world: World, options: OwnOptions): Promise<number> {
  const own = await startOwn(world, options);
  const { repo, source, login, files, today } = own;
  const standing = await readRecordWorld(repo, { source, files, asOf: source.asOf, signal: world.signal });
  const entry = rosterEntry(source.config?.roster ?? [], login) ?? { login, away: [] };
  const plan = planOf(source, rosterEntry(source.config?.roster ?? [], login)?.plan);
  await write(world, `${dueLines(login, plan, dueOf({ plan, entry }, standing)).join('\n')}\n\n`);
  const ownedBy = { login, from: addDays(today, 1 - MISSED_DAYS) };
  const { measures, programme, counts, misses } = await scoreNow(world, repo, source, { ownedBy });
  const report = reportOf(source, { counts, findings: [] }, { measures, notices: [], verdict: 'pass' });
  const training = overviewOf(login, programme, programme.asOf);
  const policy = source.policyOf({ name: login, email: login });
  const words = { rules, policy, color: wantsColor(world), width: columnsOf(world) };
  await write(world, missesIn(misses, words));
  await write(world, reportIn(world, 'text', { report, policy, plan, engineer: login, training }));
  return EXIT.pass;
}

/** For so many days back own commits are told in which something is missing. */
const MISSED_DAYS = 28;

function missesIn(misses: readonly Finding[], words: FindingOptions): string {
  if (misses.length === 0)
    return `Nothing is missing in own commits of the last ${MISSED_DAYS / 7} weeks.\n\n`;
  return `Missing in own commits of the last ${MISSED_DAYS / 7} weeks:\n\n${renderMisses(misses, words)}\n`;
}

function planOf({ plan, plans }: PolicySource, id: string | undefined): Plan {
  return plans.find((each) => each.plan === id) ?? plan;
}

/** So many units ahead are told. */
const AHEAD = 3;

function dueLines(login: string, plan: Plan, { week, unit, asks, next, open }: Due): readonly string[] {
  const where =
    week === undefined
      ? `no start in the roster: \`start: <day>\` in the entry of ${login} begins the plan's weeks`
      : `week ${week} of the plan${unit === undefined ? '' : `, ${unit}`}`;
  return [
    `${login}: ${where} (${plan.title})`,
    ...asks.map(({ id, title, question }) => `  ${id} ${title}${question === '' ? '' : `: ${question}`}`),
    ...next
      .slice(0, AHEAD)
      .map(({ title, day, how }) => `  from ${day} ${title} ${how === 'warns' ? 'warns' : 'blocks'}`),
    ...(open.length === 0
      ? ['Nothing is due.']
      : ['Due:', ...open.map(({ what, command }) => `  ${what}: ${command}`)]),
  ];
}
