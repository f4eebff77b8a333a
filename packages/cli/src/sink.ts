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
  /** `report.findings` is ignored: the sink has them. */
  readonly end: (report: Report) => Promise<void>;
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

function jsonSink(world: World): Sink {
  let text = '{\n"findings": [';
  let before = '\n';
  return {
    add: async (findings) => {
      if (findings.length === 0) return;
      text += before + findingsJson(findings);
      before = ',\n';
      if (text.length < AT_ONCE) return;
      const full = text;
      text = '';
      await write(world, full);
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
  return {
    add: async (findings) => {
      for (const finding of findings) {
        const room = finding.outcome === 'fail' || finding.outcome === 'error' ? KEPT_FAILING : KEPT;
        if (kept.length < room) kept.push(finding);
        else dropped += 1;
      }
    },
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
