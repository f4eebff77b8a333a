import type { PlanView, PracticeView, RuleView, UnitView } from '../plan-view.js';
import { beginning, planStanding, planSummary, severityWords } from './plan.js';
import { codeSpan, inCell, neutral } from './quote.js';

/** The same as GitHub Markdown: a heading for each phase and unit, a table of what its practices ask. Text of the plan is neutralised. */
export function renderPlanMarkdown(view: PlanView): string {
  const lines = [
    `# ${neutral(view.title)} (${view.plan})`,
    '',
    `${neutral(planStanding(view))}.`,
    ...view.phases.flatMap(({ title, units }) => ['', `## ${neutral(title)}`, ...units.flatMap(unitLines)]),
    ...(view.besides.length === 0
      ? []
      : ['', '## Besides the plan', '', ...HEAD, ...view.besides.map((rule) => ruleRow('', rule))]),
    '',
    planSummary(view),
  ];
  return `${lines.join('\n')}\n`;
}

const HEAD = ['| Practice | Asks | How strictly | Why |', '| --- | --- | --- | --- |'];

function unitLines({ title, weeks, begins, success, practices }: UnitView): readonly string[] {
  const when = weeks === undefined ? '' : ` (weeks ${weeks[0]}–${weeks[1]})`;
  const rows = practices.flatMap(practiceRows);
  return [
    '',
    `### ${neutral(title)}${when}`,
    ...(begins === null ? [] : ['', `${beginning(begins)}.`]),
    ...(success === undefined ? [] : ['', `Success: ${neutral(success.words)}`]),
    ...(rows.length === 0 ? [] : ['', ...HEAD, ...rows]),
  ];
}

function practiceRows({ id, title, note, rules, metrics }: PracticeView): readonly string[] {
  const name = `${id} ${inCell(neutral(title))}`;
  const rows = [
    ...rules.map((rule) => ruleRow(name, rule)),
    ...metrics.map(({ metricId, target, isTeams, planned }) => {
      const goal = target === null ? 'no target' : inCell(codeSpan(target));
      return row(
        name,
        codeSpan(metricId),
        goal,
        planned ? 'planned' : isTeams ? 'target of the team' : 'target of the plan',
      );
    }),
  ];
  return rows.length > 0 ? rows : [row(name, '', '', inCell(neutral(note ?? '')))];
}

function ruleRow(name: string, rule: RuleView): string {
  const limits =
    rule.onlyFor === undefined ? '' : ` for ${rule.onlyFor.map((glob) => inCell(codeSpan(glob))).join(', ')}`;
  const kinds = rule.kinds.length === 0 ? '' : ` (${rule.kinds.join(', ')})`;
  return row(name, codeSpan(rule.ruleId), `${severityWords(rule)}${kinds}${limits}`, inCell(rule.because));
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
