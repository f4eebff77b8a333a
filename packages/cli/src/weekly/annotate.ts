import {
  type Cause,
  type Commit,
  causesIn,
  digestOf,
  type Evidence,
  type Exemption,
  fromText,
  type IssueFact,
  namedPatterns,
  type PatternEntry,
  type Policy,
  type PullFact,
  recordedOn,
  sectionOf,
} from '@forethought/core';
import type { GitPlace } from '@forethought/io';
import type { JudgedCommit } from '../judge-commits.js';
import type { PolicySource } from '../policy-source.js';
import { type JudgedPullFact, judgePulls } from './judge-pulls.js';
import { judgement, keptOfCommit } from './kept.js';
import { waived } from './waived.js';

/** What texts are read by. */
export interface AnnotateOptions {
  readonly repo: GitPlace;
  readonly source: PolicySource;
  /** `owner/name`: what names another one is no cause here. */
  readonly repository: string;
  readonly patterns: readonly Pick<PatternEntry, 'id' | 'title'>[];
  readonly signal: AbortSignal;
}

/** Facts as they come, texts in them, with the commits that were judged already. */
export interface ReadFacts {
  readonly commits: readonly JudgedCommit[];
  readonly pulls: readonly PullFact[];
  readonly issues: readonly IssueFact[];
}

/** The same facts, each with what measures need of its text: once it is there, the text may go. */
export interface Annotated {
  readonly commits: readonly Commit[];
  readonly pulls: readonly PullFact[];
  readonly issues: readonly IssueFact[];
}

/** Reads out of every text what it says to have caused what it repairs, what the rules answer, and which patterns and surprises it names. */
export async function annotate(facts: ReadFacts, options: AnnotateOptions): Promise<Annotated> {
  const judged = new Map(facts.commits.map((item) => [item.commit.sha, item]));
  const landed = {
    bySha: new Map(facts.commits.map(({ commit }) => [commit.sha, commit])),
    exemptionOf: (sha: string): Exemption | undefined => judged.get(sha)?.change.exemption,
  };
  const { repo, source, signal } = options;
  const pulls = await judgePulls(repo, source, facts.pulls, landed, signal);
  const byNumber = new Map(pulls.map((item) => [item.pull.number, item]));
  return {
    commits: facts.commits.map((item) => ({ ...item.commit, ...keptOfCommit(item, options.repository) })),
    pulls: facts.pulls.map((pull) => ({ ...pull, ...ofPull(pull, byNumber.get(pull.number), options) })),
    issues: facts.issues.map((issue) => ({ ...issue, ...ofIssue(issue, options) })),
  };
}

function ofPull(
  pull: PullFact,
  judged: JudgedPullFact | undefined,
  { patterns, repository, source }: AnnotateOptions,
): Partial<PullFact> {
  if (pull.body === undefined) return {};
  const text = `${pull.title ?? ''}\n\n${pull.body}`;
  const known = {
    causes: causesOfPull(pull, text, repository),
    patterns: [...namedPatterns(text, patterns)],
    recorded: isRecorded(pull, source),
  };
  if (judged === undefined) return known;
  const { change, policy } = judged;
  const { evidence, files, existingPaths } = change;
  const { findings, waivers } = waived(pull, evidence, judged.findings);
  return {
    ...known,
    ...(waivers.length === 0 ? {} : { waivers }),
    ...judgement(evidence, files, policy, findings, existingPaths),
    surprises: surprisesIn(evidence),
    digest: { ...digestOf(evidence), linkHosts: [...digestOf(evidence).linkHosts], hash: '' },
  };
}

/** Whether the newest commit, whose tree holds the whole change, names that tree as the one that tests were run on. */
function isRecorded({ commits, head }: PullFact, source: PolicySource): boolean | null {
  const newest = commits?.at(-1);
  if (newest?.message === undefined || newest.tree === undefined || newest.sha !== head.sha) return null;
  const read = { kind: 'commit', index: source.policyOf(null).sections, hashHeadings: 'count' } as const;
  return recordedOn(fromText(newest.message, read), newest.tree);
}

/** The body's own statements, and those of the commits inside, which a merge does not repeat in its message. */
function causesOfPull({ number, commits }: PullFact, text: string, repository: string): Cause[] {
  const own = causesIn(text, { kind: 'pull-request', own: number, repository });
  const inner = (commits ?? []).flatMap(({ message }) =>
    causesIn(message ?? '', { kind: 'commit', repository }),
  );
  return [...own, ...inner];
}

function ofIssue(issue: IssueFact, { source, repository }: AnnotateOptions): Partial<IssueFact> {
  if (issue.body === undefined) return {};
  const { sections } = source.policyOf(null);
  const text = `${issue.title ?? ''}\n\n${issue.body}`;
  const evidence = readPlain(text, sections);
  return {
    causes: [...causesIn(text, { kind: 'issue', own: issue.number, repository })],
    surprises: surprisesIn(evidence),
  };
}

function readPlain(text: string, index: Policy['sections']): Evidence {
  return fromText(text, { kind: 'pull-request', index, hashHeadings: 'count' });
}

/** What stands under *Surprises* as something that happened; a section that says that there was none holds nothing. */
function surprisesIn(evidence: Evidence): number {
  const section = sectionOf(evidence, 'surprises');
  if (section === undefined || !['claimed', 'substantive'].includes(section.state)) return 0;
  return section.entries.filter(({ kind, depth }) => kind !== 'quote' && kind !== 'code' && depth === 0)
    .length;
}
