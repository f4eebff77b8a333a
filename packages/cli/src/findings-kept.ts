import type { Finding } from '@forethought/core';

/** What a rule answered, whatever it answered it about. */
type Answer = Omit<Finding, 'subject'>;

/** Findings of many subjects in little memory: equal answers are kept once, and subjects as bytes. */
export interface FindingsKept extends Iterable<Finding> {
  readonly add: (findings: readonly Finding[]) => void;
  /** The same in the same order, where only failures and errors say what they are about. */
  readonly inShort: () => readonly Finding[];
}

const BLOCK_BYTES = 1 << 20;
/** So many different answers are kept apart; what comes later, mostly with words of its text in it, stands with its subject. */
const MOST_ANSWERS = 20_000;

/** Starts with none. Findings of one subject are added together. */
export function keepFindings(): FindingsKept {
  const answers: Answer[] = [];
  const places = new Map<string, number>();
  const log = startLog();
  const placeOf = (answer: Answer): number | Answer => {
    const key = keyOf(answer);
    const known = places.get(key);
    if (known !== undefined) return known;
    if (answers.length >= MOST_ANSWERS) return answer;
    places.set(key, answers.length);
    // Read back, so that nothing in it is a piece of a longer text that it would keep alive.
    return answers.push(JSON.parse(JSON.stringify(answer)) as Answer) - 1;
  };
  const read = function* (isWanted: (answer: Answer) => boolean): Generator<Finding, void, undefined> {
    for (const [kind, id, title, ...found] of log.lines()) {
      const subject = { kind, id, title };
      for (const each of found) {
        const answer = typeof each === 'number' ? answers[each] : each;
        if (answer === undefined) continue;
        yield { ...answer, subject: isWanted(answer) ? subject : { kind, id: '', title: '' } };
      }
    }
  };
  return {
    add: (findings) => {
      const [first] = findings;
      if (first === undefined) return;
      const { kind, id, title } = first.subject;
      log.write([kind, id, title, ...findings.map(({ subject: _, ...answer }) => placeOf(answer))]);
    },
    inShort: () => shortened(read(isOpen)),
    [Symbol.iterator]: () => read(() => true),
  };
}

type Line = readonly [Finding['subject']['kind'], string, string, ...(readonly (number | Answer)[])];

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

function isOpen({ outcome }: Answer): boolean {
  return outcome === 'fail' || outcome === 'error';
}

/** Findings without a subject of their own are one value for each answer. */
function shortened(findings: Iterable<Finding>): readonly Finding[] {
  const known = new Map<string, Finding>();
  const all: Finding[] = [];
  for (const finding of findings) {
    if (isOpen(finding)) {
      all.push(finding);
      continue;
    }
    const key = `${finding.subject.kind} ${finding.outcome}`;
    const same = known.get(key) ?? finding;
    known.set(key, same);
    all.push(same);
  }
  return all;
}
