import { type Finding, type FindingsInShort, startSummary } from '@forethought/core';
import { type Numbering, startNumbering } from './sharing.js';

/** What a rule answered, whatever it answered it about. */
type Answer = Omit<Finding, 'subject'>;

/** Findings of many subjects in little memory: equal answers are kept once, and subjects as bytes. */
export interface FindingsKept extends Iterable<Finding> {
  readonly add: (findings: readonly Finding[]) => void;
  /** What a page tells of them. */
  readonly inShort: () => FindingsInShort;
}

const BLOCK_BYTES = 1 << 20;
/** So many different answers are kept apart; what comes later, mostly with words of its text in it, stands with its subject. */
const MOST_ANSWERS = 20_000;

/** Starts with none. Findings of one subject are added together. `short`: none can be read again, only what a page tells of them. */
export function keepFindings(which: 'all' | 'short' = 'all'): FindingsKept {
  const { add: sumUp, inShort } = startSummary();
  if (which === 'short') return { add: sumUp, inShort, [Symbol.iterator]: () => [][Symbol.iterator]() };
  const log = startLog();
  // Read back, so that nothing in it is a piece of a longer text that it would keep alive.
  const answers = startNumbering(keyOf, (answer: Answer) => JSON.parse(JSON.stringify(answer)) as Answer);
  const lists = startNumbering((list: readonly number[]) => list.join(' '));
  const numberOf = <T>(kept: Numbering<T>, value: T): number | T =>
    kept.size() < MOST_ANSWERS || kept.has(value) ? kept.placeOf(value) : value;
  return {
    add: (findings) => {
      sumUp(findings);
      const [first] = findings;
      if (first === undefined) return;
      const { kind, id, title } = first.subject;
      const told = findings.map(({ subject: _, ...answer }) => numberOf(answers, answer));
      log.write([kind, id, title, told.every(isNumber) ? numberOf(lists, told) : told]);
    },
    inShort,
    *[Symbol.iterator]() {
      for (const [kind, id, title, told] of log.lines()) {
        const subject = { kind, id, title };
        for (const each of typeof told === 'number' ? (lists.at(told) ?? []) : told) {
          const answer = typeof each === 'number' ? answers.at(each) : each;
          if (answer !== undefined) yield { ...answer, subject };
        }
      }
    },
  };
}

function isNumber(value: number | Answer): value is number {
  return typeof value === 'number';
}

type Line = readonly [Finding['subject']['kind'], string, string, number | readonly (number | Answer)[]];

/** Lines of JSON as bytes, outside of what the engine has to sweep. */
function startLog(): {
  readonly write: (line: Line) => void;
  readonly lines: () => Generator<Line, void, undefined>;
} {
  const full: Buffer[] = [];
  let block = Buffer.allocUnsafe(BLOCK_BYTES);
  let end = 0;
  return {
    write: (line) => {
      const text = `${JSON.stringify(line)}\n`;
      const size = Buffer.byteLength(text);
      if (end + size > block.length) {
        full.push(block.subarray(0, end));
        block = Buffer.allocUnsafe(Math.max(BLOCK_BYTES, size));
        end = 0;
      }
      end += block.write(text, end);
    },
    *lines() {
      for (const bytes of [...full, block.subarray(0, end)])
        for (let start = 0; start < bytes.length; ) {
          const close = bytes.indexOf(0x0a, start);
          yield JSON.parse(bytes.toString('utf8', start, close)) as Line;
          start = close + 1;
        }
    },
  };
}

function keyOf(answer: Answer): string {
  const { ruleId, outcome, severity, asked, practiceId = '', reason = '', problem } = answer;
  const what = problem === undefined ? '' : JSON.stringify(problem);
  return `${ruleId}\0${outcome}\0${severity}\0${asked}\0${practiceId}\0${reason}\0${what}`;
}
