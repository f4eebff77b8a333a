import type { Gap } from '../gap.js';
import type { Diagnosis } from '../safeguard-check.js';
import { GAP_WORDS, type GapWords } from './doctor-words.js';
import { quotePlain } from './outcome.js';
import { paint } from './paint.js';
import { plain, truncate, wrap } from './sanitise.js';
import { counted } from './words.js';

/** A diagnosis with what it is about. */
export interface DoctorReport extends Diagnosis {
  /** `owner/name`. */
  readonly repository: string;
  readonly branch: string;
  /** Who is shown by name in reports, each with how that came to be; absent: nobody looked. */
  readonly named?: readonly string[];
}

const COLUMNS = 100;
const LONG_VALUE = 400;

/** One gap in words; values out of files and answers lose their controls. */
export function gapWords({ code, data }: Gap): GapWords {
  const { what, why, fix } = GAP_WORDS[code];
  const say = (text: string): string =>
    text.replace(/\{([a-z]{1,20})\}/g, (whole, name: string) => {
      const value = Object.hasOwn(data, name) ? data[name] : undefined;
      if (value === undefined) return whole;
      return code === 'unread' ? truncate(plain(value), LONG_VALUE) : quotePlain(value);
    });
  return { what: say(what), why: say(why), fix: say(fix) };
}

/** The diagnosis for a terminal: each gap with why it matters and the setting that closes it, what is open first. */
export function renderDoctor(
  report: DoctorReport,
  options: { readonly color: boolean; readonly width?: number },
): string {
  const style = paint(options.color);
  const columns = options.width ?? COLUMNS;
  const words = { gap: style.red('gap'), advice: style.yellow('advice'), unread: style.yellow('not read') };
  const order: readonly Gap['level'][] = ['gap', 'unread', 'advice'];
  const blocks = order.flatMap((level) =>
    report.gaps
      .filter((gap) => gap.level === level)
      .map((gap) => {
        const { what, why, fix } = gapWords(gap);
        const place = gap.place === undefined ? '' : `  ${plain(gap.place)}`;
        return [
          `${words[level]}  ${style.bold(gap.code)}${place}`,
          ...[`Found: ${what}.`, `Why it matters: ${why}.`, `Next: ${fix}.`].flatMap((line) =>
            wrap(line, columns - 2).map((part) => `  ${part}`),
          ),
        ].join('\n');
      }),
  );
  const head = [
    `${style.bold('forethought doctor')}: ${plain(report.repository)}, branch ${plain(report.branch)}`,
    report.gate.length === 0
      ? 'The gate was not found in a workflow of this repository.'
      : `The gate: ${report.gate.map(quotePlain).join('; ')}`,
    ...(report.named ?? []).map((line) => `Shown by name: ${plain(line)}`),
  ].join('\n');
  return `${[head, ...blocks, summaryLine(report.gaps)].join('\n\n')}\n`;
}

/** The diagnosis as JSON, each gap with its words. */
export function doctorJson(report: DoctorReport): string {
  const gaps = report.gaps.map((gap) => ({ ...gap, ...gapWords(gap) }));
  return `${JSON.stringify({ schema: 1, ...report, gaps }, null, 2)}\n`;
}

function summaryLine(gaps: readonly Gap[]): string {
  const count = (level: Gap['level']): number => gaps.filter((gap) => gap.level === level).length;
  const open = count('gap');
  const parts = [
    open === 0 ? 'No gap found' : counted(open, 'gap'),
    ...(count('unread') === 0 ? [] : [`${counted(count('unread'), 'question')} without an answer`]),
    ...(count('advice') === 0 ? [] : [counted(count('advice'), 'piece of advice', 'pieces of advice')]),
  ];
  return `${parts.join(', ')}.`;
}
