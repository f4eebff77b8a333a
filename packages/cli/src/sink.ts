import { once } from 'node:events';
import {
  type AnyRule,
  counted,
  type Finding,
  findingsJson,
  type Policy,
  type Report,
  renderGithub,
  renderJunit,
  renderSarif,
  renderText,
  subjectJson,
  toJson,
} from '@forethought/core';
import { columnsOf, type World, wantsColor } from './world.js';

export type Format = 'text' | 'json' | 'github' | 'junit' | 'sarif';

/** Findings kept for the formats that need them all at once; beyond it only failing ones are kept, and ten times as many. */
const KEPT = 20_000;
const KEPT_FAILING = 200_000;

/** JSON is written so many characters at a time. */
const AT_ONCE = 65_536;

/** Takes findings as they come and the report that closes them, and writes one answer to standard output. */
export interface Sink {
  readonly add: (findings: readonly Finding[]) => Promise<void>;
  /** The same for a list that many subjects share: what can be made once for all of them is made once. */
  readonly addShared: (list: SharedFindings, subject: Finding['subject']) => Promise<void>;
  /** `report.findings` is ignored: the sink has them. */
  readonly end: (report: Report) => Promise<void>;
}

/** Findings without their subject, as one and the same list for all subjects of which they were found. */
export type SharedFindings = readonly Omit<Finding, 'subject'>[];

/** The findings of one subject. */
export function findingsOf(list: SharedFindings, subject: Finding['subject']): readonly Finding[] {
  return list.map((finding) => ({ ...finding, subject }));
}

/** The words that renderers need. */
export interface Words {
  readonly rules: readonly AnyRule[];
  readonly policy: Policy;
}

/** A sink for a format. JSON streams and needs no memory; the others keep what they print. */
export function openSink(world: World, format: Format, words: Words): Sink {
  return format === 'json' ? jsonSink(world) : keepingSink(world, format, words);
}

/** Writes and waits while the reader is slower than we are. */
export async function write(world: World, text: string): Promise<void> {
  if (!world.out.write(text)) await once(world.out, 'drain', { signal: world.signal });
}

/** Writes pieces as they are made, some at a time. */
export async function writeAll(
  world: World,
  pieces: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  let waiting = '';
  for await (const piece of pieces) {
    waiting += piece;
    if (waiting.length < AT_ONCE) continue;
    await write(world, waiting);
    waiting = '';
  }
  if (waiting !== '') await write(world, waiting);
}

/** Stands where a subject will: no text has it, as quotes in texts are escaped. */
const NOBODY = { kind: 'commit', id: '\0', title: '\0' } as const;

function jsonSink(world: World): Sink {
  let text = '{\n"findings": [';
  let before = '\n';
  const forms = new Map<SharedFindings, readonly string[]>();
  const put = async (lines: string): Promise<void> => {
    if (lines === '') return;
    text += before + lines;
    before = ',\n';
    if (text.length < AT_ONCE) return;
    const full = text;
    text = '';
    await write(world, full);
  };
  return {
    add: (findings) => put(findingsJson(findings)),
    addShared: (list, subject) => {
      const form = forms.get(list) ?? findingsJson(findingsOf(list, NOBODY)).split(subjectJson(NOBODY));
      forms.set(list, form);
      return put(form.join(subjectJson(subject)));
    },
    end: async (report) => {
      const { findings: _, ...rest } = report;
      await write(world, `${text}${before === '\n' ? '' : '\n'}],\n${toJson(rest, 2).slice(2)}\n`);
    },
  };
}

function keepingSink(world: World, format: Exclude<Format, 'json'>, words: Words): Sink {
  const kept: Finding[] = [];
  let dropped = 0;
  const add = async (findings: readonly Finding[]): Promise<void> => {
    for (const finding of findings) {
      const room = finding.outcome === 'fail' || finding.outcome === 'error' ? KEPT_FAILING : KEPT;
      if (kept.length < room) kept.push(finding);
      else dropped += 1;
    }
  };
  return {
    add,
    addShared: (list, subject) => add(findingsOf(list, subject)),
    end: async (report) => {
      const more =
        dropped === 0
          ? []
          : [`${counted(dropped, 'further finding')} not listed; --format json has them all`];
      const whole: Report = { ...report, findings: kept, notices: [...report.notices, ...more] };
      await write(world, render(world, format, whole, words));
    },
  };
}

function render(world: World, format: Exclude<Format, 'json'>, report: Report, words: Words): string {
  switch (format) {
    case 'text':
      return renderText(report, { ...words, color: wantsColor(world), width: columnsOf(world) });
    case 'github':
      return renderGithub(report, words);
    case 'junit':
      return renderJunit(report, words);
    case 'sarif':
      return renderSarif(report, words);
  }
}
