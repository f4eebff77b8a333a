import type { Metric } from '../define-metric.js';
import type { Scorecard, ScoreUnit } from '../scorecard.js';
import { cellSpan, codeSpan, inCell, neutral } from './quote.js';
import { distanceWords, rowWords, starWords, unitWords } from './scorecard.js';
import { trainingWords } from './scorecard-training.js';
import { sparkline } from './sparkline.js';
import { countWords, targetWords, valueWords, verdictWords } from './value-words.js';

/** A scorecard as GitHub Markdown; other people's words can't mention, refer, link or break out. */
export function renderScorecardMarkdown(card: Scorecard, metrics: readonly Metric[]): string {
  const name = card.engineer.startsWith('*') ? rowWords(card.engineer) : codeSpan(card.engineer);
  const lines = [
    `## ${name}: ${neutral(card.planTitle)}`,
    ...card.phases.flatMap(({ title, units }) => [
      '',
      `### ${neutral(title)}`,
      ...units.flatMap((unit) => unitTable(unit, metrics)),
    ]),
    ...trainingLines(card),
    ...(card.growth.length === 0 ? [] : ['', '### Growth, from the measures', '']),
    ...card.growth.map((area) => `- ${neutral(area.title)}: ${starWords(area)}`),
    ...(card.changes.length === 0 ? [] : ['', '### What would move most', '']),
    ...card.changes.map(
      (change, at) => `${at + 1}. **${neutral(change.question)}** ${distanceWords(change, codeSpan)}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function trainingLines({ training }: Scorecard): readonly string[] {
  const lines = trainingWords(training).map((line) => `- ${neutral(line)}`);
  return lines.length === 0 ? [] : ['', '### Certificates and level', '', ...lines];
}

function unitTable(unit: ScoreUnit, metrics: readonly Metric[]): readonly string[] {
  const aside = unit.unmeasured === 0 ? [] : ['', `${unit.unmeasured} more not measured.`];
  const head = ['', `**${neutral(unitWords(unit))}**`];
  if (unit.lines.length === 0) return [...head, ...aside];
  return [
    ...head,
    '',
    '| Practice | Metric | Target | Value | State | Eight weeks |',
    '| --- | --- | --- | --- | --- | --- |',
    ...unit.lines.map(({ practiceId, practiceTitle, measure, target }) => {
      const metric = metrics.find(({ id }) => id === measure.metricId);
      const value = [valueWords(measure), countWords(measure)].filter((text) => text !== '').join(', ');
      return `| ${inCell(neutral(`${practiceId} ${practiceTitle}`))} | ${cellSpan(measure.metricId)} | ${targetWords(target)} | ${value} | ${verdictWords(measure, metric)} | ${sparkline(measure)} |`;
    }),
    ...aside,
  ];
}
