import type { Finding } from '../schema/finding.js';

/** Findings of one rule about one subject, or one problem across subjects; never empty. */
export interface Group {
  readonly first: Finding;
  readonly findings: readonly Finding[];
  /** How many subjects it is of; absent: those of `findings`, which are then all. */
  readonly subjects?: number;
}

/** What asks for more comes first. */
export const WEIGHT: Readonly<Record<Finding['severity'], number>> = { block: 0, warn: 1, observe: 2 };

/** The findings that ask for something: failures, and errors on the way to an answer. Blocking ones first, else as they came. */
export function actionable(findings: readonly Finding[]): readonly Finding[] {
  return findings
    .filter((finding) => finding.outcome === 'fail' || finding.outcome === 'error')
    .map((finding, index) => ({ finding, index }))
    .sort((a, b) => WEIGHT[a.finding.severity] - WEIGHT[b.finding.severity] || a.index - b.index)
    .map(({ finding }) => finding);
}

/** Groups several problems of one rule about one subject into one entry. */
export function bySubject(findings: readonly Finding[]): readonly Group[] {
  return groupBy(findings, ({ ruleId, subject }) => JSON.stringify([ruleId, subject.kind, subject.id]));
}

/** Groups the same problem of many subjects into one entry; the order of the findings stays, so the newest leads. */
export function byProblem(findings: readonly Finding[]): readonly Group[] {
  return groupBy(findings, problemKey);
}

/** What is the same for findings that are one problem: of commits wherever it is, of documents in one file, where somebody has to mend it. */
export function problemKey({ ruleId, severity, outcome, problem, subject }: Finding): string {
  const file = subject.kind === 'document' ? subject.id : '';
  return JSON.stringify([ruleId, severity, outcome, problem?.code, file]);
}

/** Groups in order of first appearance. */
export function groupBy(findings: readonly Finding[], keyOf: (finding: Finding) => string): readonly Group[] {
  const groups = new Map<string, { first: Finding; findings: Finding[] }>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: finding, findings: [finding] });
    else group.findings.push(finding);
  }
  return [...groups.values()];
}

/** Number of different subjects in a group. */
export function subjectsOf(group: Group): number {
  if (group.subjects !== undefined) return group.subjects;
  return new Set(group.findings.map(({ subject }) => `${subject.kind} ${subject.id}`)).size;
}
