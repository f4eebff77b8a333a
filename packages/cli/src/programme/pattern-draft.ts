import { type AnyRule, describe, type Metric, type NewPattern, nearest, ruleNamed } from '@forethought/core';
import { readCommit, readMailmap } from '@forethought/io';
import { metrics, rules } from '@forethought/rules';
import { judgeCommits } from '../judge-commits.js';
import { loadPolicies } from '../policy-source.js';
import { UsageError, type World } from '../world.js';
import type { ownText } from './own-file.js';

/** Parts of an entry as far as they are known. `seen`: what a miss adds to an entry of the same kind that stands there already. */
export type Draft = Partial<Pick<NewPattern, 'category' | 'title' | 'problem' | 'prevention' | 'seen'>>;
/** The repository whose library it is. */
export type Place = Parameters<typeof ownText>[0]['repo'];

/** Of each part the first that says it; what was seen goes only with the problem that it belongs to. */
export function firstOf(drafts: readonly Draft[]): Draft {
  const draft: { -readonly [Part in keyof Draft]: Draft[Part] } = {};
  for (const part of ['category', 'title', 'problem', 'prevention'] as const) {
    const from = drafts.find((each) => each[part] !== undefined && each[part]?.trim() !== '');
    const words = from?.[part];
    if (words !== undefined) draft[part] = words;
    if (part === 'problem' && from?.seen !== undefined) draft.seen = from.seen;
  }
  return draft;
}

/**
 * A rule says why it asks and what it asks for, and a metric why it counts: that is what was forgotten, and what prevents it. A metric
 * that counts the answers of a rule stands for the rule. With a commit it is what the rule found there.
 */
export async function fromFinding(
  world: World,
  repo: Place,
  { id, commit }: { readonly id: string; readonly commit: string | undefined },
): Promise<Draft> {
  const metric = ruleNamed<Metric>(metrics, id);
  const rule = ruleNamed<AnyRule>(rules, metric?.rule ?? id);
  const found = rule ?? metric;
  if (found === undefined) {
    const close = nearest(
      id,
      [...rules, ...metrics].map((each) => each.id),
    );
    throw new UsageError(
      `--from-finding ${id}: there is no such rule or metric${close === undefined ? '; a finding names it' : ` (did you mean ${close}?)`}`,
    );
  }
  const seen = commit === undefined ? undefined : await missOf(world, repo, { commit, rule });
  return {
    category: 'Validation Issues',
    title: `Found by ${found.id}`,
    problem: seen === undefined ? found.why : `${seen}. ${found.why}`,
    prevention: rule?.summary ?? `What ${found.id} counts is looked at every week: ${found.summary}`,
    ...(seen === undefined ? {} : { seen }),
  };
}

/** The subject of a commit and what the rule found there, in one breath; where it found nothing, the subject alone. */
async function missOf(
  world: World,
  repo: Place,
  { commit: rev, rule }: { readonly commit: string; readonly rule: AnyRule | undefined },
): Promise<string> {
  const { signal } = world;
  const source = await loadPolicies(world, repo, {});
  const mailmap = await readMailmap(repo);
  const commit = await readCommit(repo, rev, { withFiles: 'lines', mailmap, signal });
  const subject = `“${(commit.message ?? '').split('\n', 1)[0]?.trim() ?? ''}”`;
  const how = { repo, source, linesRead: true, readsMerges: true, signal };
  for await (const [judged] of judgeCommits([[commit]], how)) {
    const finding = judged?.findings.find(
      ({ ruleId, outcome }) => outcome === 'fail' && ruleId.split('/', 1)[0] === rule?.id,
    );
    if (judged === undefined || finding === undefined) continue;
    return `${subject}: ${describe(finding, { rules, policy: judged.policy }).actual}`;
  }
  return subject;
}
