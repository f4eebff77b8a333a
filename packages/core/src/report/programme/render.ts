import type { Metric } from '../../define-metric.js';
import { paint } from '../paint.js';
import { cellSpan, codeSpan, inCell, neutral, neutralValue } from '../quote.js';
import { displayWidth, pad, plain, truncate, wrap } from '../sanitise.js';
import { SMALLEST_GROUP } from '../weekly/suppress.js';
import { counted } from '../words.js';
import { type Cell, programmeSections, type Section } from './sections.js';
import type { ProgrammeView } from './view.js';
import { dayWords, headsWords } from './words.js';

/** How the report is printed at a terminal. `width` is its columns. */
export interface ProgrammeTextOptions {
  readonly metrics: readonly Metric[];
  readonly color: boolean;
  readonly width?: number;
}

const COLUMNS = 100;
/** No column but the last is wider. */
const MOST_COLUMNS = 48;
/** With less room the last cell stands on lines of its own. */
const LEAST_ROOM = 34;

/** The report on the programme as GitHub Markdown. Other people's words can't mention, refer, link or break out. */
export function renderProgrammeMarkdown(view: ProgrammeView, metrics: readonly Metric[]): string {
  const sections = programmeSections(view, metrics).flatMap(({ title, lines, columns, rows }) => [
    ['', `## ${neutral(title)}`].join('\n'),
    ...lines.map((line) => `\n${neutralValue(line)}`),
    ...(rows.length === 0
      ? []
      : [
          [
            '',
            `| ${columns.join(' | ')} |`,
            `|${' --- |'.repeat(columns.length)}`,
            ...rows.map(tableRow),
          ].join('\n'),
        ]),
  ]);
  const head = [
    `# Training programme: ${neutral(view.planTitle)}`,
    ...headLines(view).map((line) => `\n${line}`),
  ];
  return `${[...head, ...sections, ...notes(view).map((note) => `\n${note}`)].join('\n')}\n`;
}

function tableRow(cells: readonly Cell[]): string {
  const shown = cells.map((cell) => {
    if (typeof cell === 'string') return inCell(neutralValue(cell));
    return 'id' in cell ? cellSpan(cell.id) : cell.ours;
  });
  return `| ${shown.join(' | ')} |`;
}

/** The same for a terminal: columns side by side, the last one wrapped. */
export function renderProgramme(view: ProgrammeView, options: ProgrammeTextOptions): string {
  const width = Math.max(60, options.width ?? COLUMNS);
  const colors = paint(options.color);
  const sections = programmeSections(view, options.metrics).flatMap((section) => [
    '',
    colors.bold(plain(section.title)),
    ...section.lines.flatMap((line) => wrap(plain(line), width - 2).map((part) => `  ${part}`)),
    ...textTable(section, width),
  ]);
  const lines = [
    colors.bold(truncate(`Training programme: ${plain(view.planTitle)}`, width)),
    ...headLines(view).flatMap((line) => wrap(plain(bare(line)), width)),
    ...sections,
    '',
    ...notes(view).flatMap((note) => wrap(bare(note), width)),
  ];
  return `${lines.join('\n')}\n`;
}

function textTable({ columns, rows }: Section, width: number): readonly string[] {
  if (rows.length === 0) return [];
  const all = [columns, ...rows.map((cells) => cells.map(cellText))];
  const last = columns.length - 1;
  const widths = columns.map((_, at) =>
    Math.min(MOST_COLUMNS, Math.max(...all.map((cells) => displayWidth(cells[at] ?? '')))),
  );
  const before = widths.slice(0, last).reduce((sum, each) => sum + each + 2, 2);
  const room = width - before;
  return all.flatMap((cells, row) => {
    const left = cells
      .slice(0, last)
      .map((cell, at) => pad(truncate(cell, widths[at] ?? 0), widths[at] ?? 0));
    const end = cells[last] ?? '';
    if (room >= LEAST_ROOM || displayWidth(end) <= room) return hanging(left, end, room, before);
    const below = row === 0 ? [] : wrap(end, width - 6).map((line) => `      ${line}`);
    return [`  ${left.join('  ')}`.trimEnd(), ...below];
  });
}

/** Cells, the last one wrapped under itself. */
function hanging(left: readonly string[], end: string, room: number, before: number): readonly string[] {
  const [first = '', ...more] = wrap(end, room);
  return [
    `  ${[...left, first].join('  ')}`.trimEnd(),
    ...more.map((line) => `${' '.repeat(before)}${line}`),
  ];
}

function cellText(cell: Cell): string {
  if (typeof cell === 'string') return plain(cell);
  return plain('id' in cell ? cell.id : cell.ours);
}

/** Marks of Markdown in sentences of ours mean nothing at a terminal. */
function bare(line: string): string {
  return line.replaceAll('`', '').replaceAll('*', '');
}

/** The programme in a sentence, and what keeps figures from being whole. Markdown. */
function headLines(view: ProgrammeView): readonly string[] {
  const { total, unnamed, people, until, repository, certificates } = view;
  const asOf = `as of ${dayWords(until)}`;
  if (total === 0)
    return [
      `Nobody has a record of training in ${codeSpan(repository)}, ${asOf}. \`forethought train start\` writes the first one.`,
    ];
  const has = total === 1 ? 'has a record' : 'have records';
  const quiet = unnamed === 0 ? '' : `, ${unnamed} of them not shown by name`;
  const states = certificates.flatMap(({ title, open, held, unknown, claimed }) => {
    const parts = [
      ...(isNobody(open) ? [] : [`${headsWords(open)} on the way`]),
      ...(isNobody(held) ? [] : [`${headsWords(held)} certified`]),
      ...(isNobody(unknown) ? [] : [`${headsWords(unknown)} certified by the record, evidence not known`]),
      ...(isNobody(claimed) ? [] : [`${headsWords(claimed)} claimed beyond the evidence`]),
    ];
    return parts.length === 0 ? [] : [`${neutral(title)}: ${parts.join(', ')}`];
  });
  const gone = people.filter(({ left }) => left !== null).length;
  const left =
    view.visibility === 'self' && gone > 0
      ? ` ${gone} of them ${gone === 1 ? 'has' : 'have'} left since.`
      : '';
  const ways = states.length === 0 ? 'Nobody is on the way to a certificate.' : `${states.join('; ')}.`;
  return [
    `${counted(total, 'person', 'people')} ${has} of training in ${codeSpan(repository)}${quiet}, ${asOf}.${left} ${ways}`,
    ...(view.visibility === 'self'
      ? ['For local use: everybody is shown, so this is not for publishing.']
      : []),
    ...gapLines(view),
  ];
}

function isNobody({ shown, others }: { readonly shown: number; readonly others: number | null }): boolean {
  return shown === 0 && others === 0;
}

function gapLines({ knowsReviews, unread, doubled }: ProgrammeView): readonly string[] {
  return [
    ...(doubled === 0
      ? []
      : [
          `Of ${counted(doubled, 'person', 'people')} there are several records, of which the first counts; \`forethought check training/\` says which.`,
        ]),
    ...(knowsReviews
      ? []
      : [
          'Reviews were not looked up, so that signatures are *not known*: neither met nor missed. `--source github` asks for them.',
        ]),
    ...(unread === 0
      ? []
      : [
          `${counted(unread, 'record')} could not be read as a whole; \`forethought check training/\` says where.`,
        ]),
  ];
}

function notes({ visibility }: ProgrammeView): readonly string[] {
  return [
    'A requirement counts by its evidence, never by the claim alone; somebody who is still on the way stays in every denominator. `forethought explain` and the name of a measure says how it is counted.',
    ...(visibility === 'self'
      ? []
      : [
          `Figures about fewer than ${SMALLEST_GROUP} people who are not shown by name are left out or say *a few*.`,
        ]),
  ];
}
