import type { Measure } from '@forethought/core';
import { forethought, sourceLines } from '../cli/cli.js';
import type { FlowCase, MetricCase, RuleCase } from './flow-case.js';
import { conversationAnswer } from './flow-conversation.js';
import { flowFacts } from './flow-facts.js';
import { makeRepository, type TestRepository } from './repository.js';

/** What a case came to: the outcome and problem codes of its rule, or the state of its metric's measure, with the value where there is no target to reach. */
export interface FlowAnswer {
  readonly outcome: string;
  readonly codes: readonly string[];
}

/** Everybody follows the whole plan of the row, `sre-training` for those of its part: the last unit has begun for ada. */
function configOf({ row, config, roster }: FlowCase): string {
  const plan = row.startsWith('B') ? 'sre-training' : 'devops-elite';
  const people = ['{ login: ada, emails: [ada@example.org], start: 2026-01-05 }', ...roster];
  const lines = [`extends: ${plan}`, 'mode: strict', 'roster:', ...people.map((entry) => `  - ${entry}`)];
  return [...lines, ...config, ''].join('\n');
}

/** Runs one artefact of a case as a user would: through the built command on a real repository, or the built Action. */
export async function runFlow(flow: FlowCase, which: 'pass' | 'fail'): Promise<FlowAnswer> {
  if (flow.kind === 'conversation') return conversationAnswer(flow, flow[which]);
  const repo = makeRepository();
  try {
    repo.commit({ 'forethought.yml': configOf(flow), ...contents(flow) }, 'chore: adopt forethought');
    return flow.kind === 'facts' ? measured(repo, flow, which) : judged(repo, flow, flow[which]);
  } finally {
    repo.cleanup();
  }
}

function contents({ files, kind }: FlowCase): Record<string, string> {
  if (kind === 'commit' || kind === 'pull-request') return {};
  return texts(files);
}

function texts(files: FlowCase['files']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, typeof text === 'number' ? sourceLines(text) : text]),
  );
}

function judged(repo: TestRepository, flow: RuleCase, text: string): FlowAnswer {
  const { code, stdout, stderr } = forethought(
    repo,
    ['check', ...subject(repo, flow, text), '--engineer', 'ada', '--as-of', flow.asOf, '--format', 'json'],
    { input: text },
  );
  if (code > 1) throw new Error(`${flow.name}: exit ${code}\n${stdout}${stderr}`);
  return answerIn(JSON.parse(stdout), flow.rule);
}

/** How the command is told what to judge. */
function subject(repo: TestRepository, flow: RuleCase, text: string): readonly string[] {
  if (flow.kind === 'document') {
    repo.commit({ [flow.path]: text }, 'docs: write it down', { date: '2026-10-30T09:00:00Z' });
    return [flow.path];
  }
  if (flow.kind === 'commit') {
    repo.commit(texts(flow.files), filled(repo, flow, text), { date: '2026-11-02T09:00:00Z' });
    return ['--commit', 'HEAD'];
  }
  repo.commit(texts(flow.files), 'feat: on a branch');
  repo.write({ 'changed.txt': `${repo.git('show', '--numstat', '--format=', 'HEAD')}\n` });
  return ['--pull-request', '-', '--title', flow.title, '--changed-files', 'changed.txt'];
}

/** `@HEAD@` is the commit before, `@TREE@` the tree that is being committed. */
function filled(repo: TestRepository, flow: RuleCase, text: string): string {
  repo.write(texts(flow.files));
  repo.git('add', '--', ...Object.keys(flow.files));
  return text
    .replaceAll('@HEAD@', repo.git('rev-parse', 'HEAD'))
    .replaceAll('@TREE@', repo.git('write-tree'));
}

interface Answer {
  readonly findings: readonly {
    readonly ruleId: string;
    readonly outcome: string;
    readonly problem?: { readonly code: string } | null;
  }[];
}

/** The outcome of one rule in a report as JSON: the worst where it has several findings. */
function answerIn({ findings }: Answer, rule: string): FlowAnswer {
  const own = findings.filter(({ ruleId }) => ruleId === rule);
  const codes = own.flatMap(({ problem }) => (problem == null ? [] : [problem.code]));
  const outcome = own.find((finding) => finding.outcome === 'fail') ?? own[0];
  return { outcome: outcome?.outcome ?? 'silent', codes: [...new Set(codes)].sort() };
}

function measured(repo: TestRepository, flow: MetricCase, which: 'pass' | 'fail'): FlowAnswer {
  repo.write({ 'facts.json': JSON.stringify(flowFacts(JSON.parse(flow[which]))) });
  const args = ['report', '--facts', 'facts.json', '--people', 'all', '--format', 'json'];
  if (flow.since !== undefined) args.push('--since', flow.since);
  const { code, stdout, stderr } = forethought(repo, args);
  if (code !== 0) throw new Error(`${flow.name}: exit ${code}\n${stderr}`);
  const { measures } = JSON.parse(stdout) as {
    readonly measures: readonly Measure[];
  };
  const own = measures.filter(({ metricId }) => metricId === flow.metric);
  const row = own.find(({ engineer }) => engineer === flow.engineer) ?? own[0];
  if (row === undefined) return { outcome: 'silent', codes: [] };
  return { outcome: row.target === null ? `${row.state} at ${row.value}` : row.state, codes: [] };
}
