import {
  type Finding,
  type FindingsInShort,
  jsonPieces,
  type PersonOverview,
  type Plan,
  type Policy,
  type Report,
  renderCsv,
  renderJson,
  renderMarkdown,
  renderScorecard,
  renderScorecardMarkdown,
  renderText,
  scorecardOf,
} from '@forethought/core';
import { metrics, rules } from '@forethought/rules';
import { columnsOf, type World, wantsColor } from './world.js';

/** Forms of a report at a terminal. */
export type ReportFormat = 'text' | 'markdown' | 'json' | 'csv';

/** What a report is written from. With `engineer` it is that person's scorecard. */
export interface ReportWords {
  readonly report: Report;
  readonly policy: Policy;
  readonly plan: Plan;
  readonly engineer: string | undefined;
  /** Where that person stands in the training programme. */
  readonly training?: PersonOverview | undefined;
  /** Findings in place of the report's, for those who read. */
  readonly told?: FindingsInShort;
}

/** The report in one form; CSV has the measures of every row in any case. */
export function reportIn(world: World, format: ReportFormat, words: ReportWords): string {
  const { report, policy, told } = words;
  if (format === 'csv') return renderCsv(report);
  if (words.engineer !== undefined) return scorecardIn(world, format, { ...words, engineer: words.engineer });
  const wording = { rules, policy, ...(told === undefined ? {} : { told }) };
  if (format === 'json') return renderJson(report);
  if (format === 'markdown') return renderMarkdown(report, wording);
  const width = columnsOf(world);
  return renderText(report, { ...wording, color: wantsColor(world), width, maxLines: 10_000 });
}

/** The same a piece at a time where it may be long; `findings` in place of the report's. */
export function* reportPieces(
  world: World,
  format: ReportFormat,
  words: ReportWords,
  findings: Iterable<Finding>,
): Generator<string, void, undefined> {
  if (format === 'json' && words.engineer === undefined) yield* jsonPieces(words.report, findings);
  else yield reportIn(world, format, words);
}

function scorecardIn(
  world: World,
  format: Exclude<ReportFormat, 'csv'>,
  { report, policy, plan, engineer, training }: ReportWords & { readonly engineer: string },
): string {
  const card = scorecardOf({ engineer, plan, policy, measures: report.measures, metrics, training });
  if (format === 'json') return `${JSON.stringify(card, null, 2)}\n`;
  if (format === 'markdown') return renderScorecardMarkdown(card, metrics);
  return renderScorecard(card, { metrics, color: wantsColor(world), width: columnsOf(world) });
}
