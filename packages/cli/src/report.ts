import {
  type Facts,
  factsSchema,
  plain,
  quarterStart,
  renderJson,
  renderMarkdown,
  renderText,
  weekStart,
} from '@forethought/core';
import { collectFacts, type GitPlace, openRepository } from '@forethought/io';
import { rules } from '@forethought/rules';
import { missingNotices } from './facts-notices.js';
import { readInput } from './input.js';
import { loadPolicies, type PolicyOptions } from './policy-source.js';
import { score } from './score.js';
import { write } from './sink.js';
import { reportOf } from './verdict.js';
import { EXIT, UsageError, type World, wantsColor } from './world.js';

/** Options of `report` as the command line gives them. */
export interface ReportOptions extends PolicyOptions {
  readonly repo: string;
  readonly facts?: string;
  readonly since?: string;
  readonly until?: string;
  readonly people: 'some' | 'all';
  readonly format: 'text' | 'markdown' | 'json';
}

/** Measures every metric of the plan over the days asked for, from git or from facts collected earlier. */
export async function report(world: World, options: ReportOptions): Promise<number> {
  const repo = await openRepository(world.cwd, options.repo);
  const source = await loadPolicies(world, repo, options);
  const window = windowOf(options, source.asOf);
  const facts = await factsOf(world, repo, options, window, source.asOf);
  const scores = await score(world, repo, source, facts, { people: options.people, window });
  const whole = reportOf(source, scores, {
    measures: scores.measures,
    notices: [...missingNotices(facts), ...scores.notices],
    verdict: 'pass',
  });
  const words = { rules, policy: source.policyOf(null) };
  const columns = world.out.columns ?? 100;
  const text = {
    text: () => renderText(whole, { ...words, color: wantsColor(world), width: columns, maxLines: 10_000 }),
    markdown: () => renderMarkdown(whole, words),
    json: () => renderJson(whole),
  }[options.format]();
  await write(world, text);
  return EXIT.pass;
}

interface Window {
  readonly from: string;
  readonly to: string;
}

function windowOf(options: ReportOptions, asOf: string): Window {
  const to = options.until ?? asOf.slice(0, 10);
  const from = options.since ?? quarterStart(to);
  if (from > to) throw new UsageError(`--since ${from} lies after --until ${to}; swap them`);
  return { from, to };
}

async function factsOf(
  world: World,
  repo: GitPlace,
  options: ReportOptions,
  window: Window,
  asOf: string,
): Promise<Facts> {
  if (options.facts === undefined) {
    return collectFacts({
      repo,
      since: `${weekStart(window.from)}T00:00:00Z`,
      until: `${window.to}T23:59:59Z`,
      asOf,
      withFiles: 'lines',
      signal: world.signal,
    });
  }
  const text = await readInput(world, options.facts);
  const parsed = factsSchema.safeParse(parseJson(text, options.facts));
  if (parsed.success) return judgeable(parsed.data, options.facts);
  const first = parsed.error.issues[0];
  const where = first === undefined ? '' : ` at ${first.path.join('.')}: ${first.message}`;
  throw new UsageError(`${options.facts}: these are no facts${where}; write them with forethought collect`);
}

/** Redacted facts hold no texts, so nothing in them can be judged again, and a missing text is no missing evidence. */
function judgeable(facts: Facts, file: string): Facts {
  if (facts.commits.every((commit) => commit.message !== undefined)) return facts;
  throw new UsageError(
    `${file}: these facts are redacted and hold no messages, so nothing can be judged from them; collect without --redact`,
  );
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(
      `${file}: no JSON: ${plain(error instanceof Error ? error.message : String(error))}`,
    );
  }
}
