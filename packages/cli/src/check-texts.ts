import { type Change, commitType, type Finding, fromText } from '@forethought/core';
import { readTemplate } from '@forethought/io';
import { rules } from '@forethought/rules';
import { parseChangedFiles } from './changed-files.js';
import { type CheckContext, startTally } from './check-context.js';
import { readInput } from './input.js';
import { lookupsIn } from './judge-commits.js';
import { settle } from './settle.js';
import { UsageError } from './world.js';

/** Judges a message as it would be stored. Without `--changed-files` it is taken for a change of source code. */
export async function checkMessage(context: CheckContext, file: string): Promise<number> {
  const text = await readInput(context.world, file);
  const policy = context.source.policyOf(null);
  const evidence = fromText(text, { kind: 'commit', index: policy.sections, hashHeadings: 'count' });
  return judgeText(context, { kind: 'message', id: 'message', title: evidence.title }, evidence);
}

/** Judges a pull-request body, compared with the template of the work tree. */
export async function checkPullRequest(context: CheckContext, file: string): Promise<number> {
  const text = await readInput(context.world, file);
  const policy = context.source.policyOf(null);
  const template = await readTemplate(context.repo, context.options.policyFrom);
  const evidence = fromText(text, {
    kind: 'pull-request',
    index: policy.sections,
    hashHeadings: 'count',
    ...(context.options.title === undefined ? {} : { title: context.options.title }),
    ...(template === undefined ? {} : { template }),
  });
  const title = context.options.title ?? 'pull request';
  return judgeText(context, { kind: 'pull-request', id: 'pull-request', title }, evidence);
}

async function judgeText(
  context: CheckContext,
  subject: Change['subject'],
  evidence: Change['evidence'],
): Promise<number> {
  const { options, source, notices } = context;
  const tally = startTally(context);
  const changed = await changedFiles(context);
  if (changed === undefined) {
    notices.push(
      'changed files were not given: judged as a change of source code (--changed-files names them)',
    );
  }
  const type = commitType(subject.title);
  const change: Change = {
    subject,
    evidence,
    ...(changed === undefined ? { assumeSource: true } : { files: changed.files }),
    linesRead: changed?.linesRead ?? false,
    attributesRead: changed === undefined,
    labels: options.label ?? [],
    draft: false,
    ...(type === undefined ? {} : { type }),
  };
  const one = { id: 'HEAD', change, policy: source.policyOf(null), at: source.asOf };
  const { existing, attributes } = lookupsIn(
    context.repo,
    context.world.signal,
    options.policyFrom ?? 'HEAD',
  );
  const lookups = { existing, attributes, lines: async () => new Map<string, never>() };
  const [settled] = await settle([one], rules, lookups);
  const findings = settled?.findings ?? [];
  notices.push(...uncounted(findings));
  await tally.add(findings);
  return tally.end();
}

/** Which rules the text does not satisfy, and nobody knows whether they ask: the list of files told no lines. */
function uncounted(findings: readonly Finding[]): readonly string[] {
  const open = findings.filter(({ outcome, reason }) => outcome === 'unknown' && reason === 'needs lines');
  if (open.length === 0) return [];
  const names = [...new Set(open.map(({ ruleId }) => ruleId))].join(', ');
  return [
    `lines are not counted: with \`git diff --numstat\` as --changed-files it is decided whether more is asked (${names})`,
  ];
}

async function changedFiles({ world, options }: CheckContext) {
  if (options.changedFiles === undefined) return undefined;
  const subject = options.message ?? options.pullRequest;
  if (options.changedFiles === '-' && subject === '-') {
    throw new UsageError(
      'standard input can be the text or the changed files, not both; give one of them as a file',
    );
  }
  return parseChangedFiles(await readInput(world, options.changedFiles));
}
