import {
  type Due,
  dueOf,
  overviewOf,
  type Plan,
  quarterStart,
  rosterEntry,
  weekStart,
} from '@forethought/core';
import { streamFacts } from '@forethought/io';
import type { PolicySource } from '../policy-source.js';
import { reportIn } from '../report-words.js';
import { score } from '../score.js';
import { write } from '../sink.js';
import { reportOf } from '../verdict.js';
import { withDocuments } from '../weekly/with-documents.js';
import { EXIT, type World } from '../world.js';
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
  const since = `${weekStart(quarterStart(today))}T00:00:00Z`;
  const until = `${today}T23:59:59Z`;
  const { frame, commits } = await streamFacts({
    ...{ repo, since, until, asOf: source.asOf, withFiles: 'lines', signal: world.signal },
  });
  const { facts } = await withDocuments(frame, { repo, source, since, signal: world.signal });
  const window = { from: quarterStart(today), to: today };
  const scores = await score(world, repo, source, { frame: facts, commits }, { people: 'all', window });
  const { measures, programme, counts } = scores;
  const report = reportOf(source, { counts, findings: [] }, { measures, notices: [], verdict: 'pass' });
  const training = overviewOf(login, programme, programme.asOf);
  const policy = source.policyOf({ name: login, email: login });
  await write(world, reportIn(world, 'text', { report, policy, plan, engineer: login, training }));
  return EXIT.pass;
}

function planOf({ plan, plans }: PolicySource, id: string | undefined): Plan {
  return plans.find((each) => each.plan === id) ?? plan;
}

/** So many units ahead are told. */
const AHEAD = 3;

function dueLines(login: string, plan: Plan, { week, unit, next, open }: Due): readonly string[] {
  const where =
    week === undefined
      ? `no start in the roster: \`start: <day>\` in the entry of ${login} begins the plan's weeks`
      : `week ${week} of the plan${unit === undefined ? '' : `, ${unit}`}`;
  return [
    `${login}: ${where} (${plan.title})`,
    ...next
      .slice(0, AHEAD)
      .map(({ title, day, how }) => `  from ${day} ${title} ${how === 'warns' ? 'warns' : 'blocks'}`),
    ...(open.length === 0
      ? ['Nothing is due.']
      : ['Due:', ...open.map(({ what, command }) => `  ${what}: ${command}`)]),
  ];
}
