import {
  isoWeek,
  type ProgrammeView,
  renderCsv,
  renderProgramme,
  renderProgrammeMarkdown,
} from '@forethought/core';
import { type GitPlace, openRepository } from '@forethought/io';
import { metrics } from '@forethought/rules';
import { readFactsFile } from './facts-file.js';
import { loadPolicies } from './policy-source.js';
import { readPastWeek } from './programme/past-records.js';
import { readProgramme } from './programme/record-world.js';
import type { GatheredReportOptions } from './report-gathered.js';
import { write } from './sink.js';
import { factsSinceWeek } from './weekly/facts-since.js';
import { gatherFrom } from './weekly/gather-from.js';
import { type WeekQuery, weeklyInput } from './weekly/weekly-input.js';
import { columnsOf, EXIT, UsageError, type World, wantsColor } from './world.js';

/** Options of the report on the programme. */
export interface ProgrammeReportOptions extends GatheredReportOptions {
  readonly facts?: string;
  readonly since?: string;
  readonly until?: string;
  /** As it may be published: without whoever the roster does not show by name. */
  readonly published?: true;
}

/** Reports what comes of the training programme, from facts collected earlier or from what is collected now. */
export async function reportProgramme(world: World, options: ProgrammeReportOptions): Promise<number> {
  const { format, facts } = options;
  refuse(options);
  const query = facts === undefined ? await gathered(world, options) : await fromFile(world, options, facts);
  const { programme } = weeklyInput({
    ...{ visibility: options.published ? 'published' : 'self', scope: 'team', notices: [], sources: [] },
    ...query,
  });
  if (programme === undefined)
    throw new UsageError(
      'neither the plan nor the team’s curriculum has a programme; `extends: sre-training` in forethought.yml brings one',
    );
  await write(world, programmeIn(world, programme, format));
  return EXIT.pass;
}

/** Each measure has its own window, a person has a scorecard, and facts in a file are not collected again. */
function refuse({ engineer, since, until, facts, store, source }: ProgrammeReportOptions): void {
  const given = Object.entries({ engineer, since, until }).find(([, value]) => value !== undefined)?.[0];
  if (given !== undefined)
    throw new UsageError(`--${given} does not go with --programme; leave one of them out`);
  if (facts !== undefined && (store !== undefined || source === 'github'))
    throw new UsageError('--facts does not go with --store or --source github; leave one of them out');
}

type Query = Omit<WeekQuery, 'visibility' | 'scope' | 'notices' | 'sources'>;

async function gathered(world: World, options: ProgrammeReportOptions): Promise<Query> {
  const week = options.week ?? isoWeek(world.now);
  const command = `report --programme --source ${options.source}`;
  const found = await gatherFrom(world, options, factsSinceWeek(week, world.now), command);
  const { repo, policy: source, facts, programme, patterns, isPublic, repositoryUrl, factsFrom } = found;
  const past = await pastOf(world, repo, { week, source, facts });
  return { week, source, facts, past, programme, patterns, isPublic, repositoryUrl, factsFrom };
}

/** Records as they stood when the week was over, where it is. */
async function pastOf(
  { signal }: World,
  repo: GitPlace,
  { week, source, facts }: Pick<Query, 'week' | 'source' | 'facts'>,
): Promise<Query['past']> {
  const { head: rev } = facts.repository;
  return readPastWeek(repo, { source, rev, week, readAt: facts.asOf, signal });
}

async function fromFile(world: World, options: ProgrammeReportOptions, file: string): Promise<Query> {
  const facts = await readFactsFile(world, file);
  const repo = await openRepository(world.cwd, options.repo);
  const source = await loadPolicies(world, repo, options);
  const week = options.week ?? isoWeek(facts.asOf);
  const first = facts.commits.map(({ committedAt }) => committedAt).sort()[0] ?? facts.asOf;
  const programme = await readProgramme(repo, { source, signal: world.signal });
  return {
    week,
    source,
    facts,
    past: await pastOf(world, repo, { week, source, facts }),
    programme,
    patterns: [],
    isPublic: null,
    repositoryUrl: null,
    factsFrom: first,
  };
}

function programmeIn(world: World, view: ProgrammeView, format: ProgrammeReportOptions['format']): string {
  if (format === 'json') return `${JSON.stringify(view, null, 2)}\n`;
  if (format === 'csv') return renderCsv({ measures: [...view.measures] });
  if (format === 'markdown') return renderProgrammeMarkdown(view, metrics);
  return renderProgramme(view, { metrics, color: wantsColor(world), width: columnsOf(world) });
}
