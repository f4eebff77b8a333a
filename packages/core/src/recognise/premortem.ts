import { fold } from '../evidence/fold.js';
import type { Place } from '../schema/common.js';
import type { Entry } from '../schema/evidence.js';
import { isName, isTellingLine } from './command.js';
import { isNothing } from './nothing.js';
import { placeholderState } from './placeholder.js';
import { isMeasured } from './substance.js';
import { contentWords, differentWords, isAscii } from './words.js';

/**
 * One thing that could go wrong. `key` is its text folded, by which repetitions are recognised, `validation` that of what validates it;
 * `hollow`: it only says that there is something.
 */
export interface PremortemItem {
  readonly part: string | undefined;
  readonly text: string;
  readonly key: string;
  readonly hollow: boolean;
  readonly validated: boolean;
  readonly validation: string;
  readonly place: Place;
}

const ARROW = /\s*(?:→|⇒|➜|➔|⟶|-{1,2}>|={1,2}>|—>|–>)\s*/;
const VALIDATED =
  /(?:[-–—:;,.(|]\s{0,3}|\s)(?:(?:is |was |are |were |has been |already )?(?:validated|verified|tested|checked|confirmed|covered|guarded|mitigated|prevented|handled|caught|simulated|reproduced|proven|measured)(?: (?:by|with|in|on|using|through|via|that|against|because|when)\b|:)|(?:validation|mitigation|mitigated by|check|test|proof|guard|prevention|evidence|verification):|(?:ran|saw|killed|read|scaled|asserted) )/i;

/** Words that say that something is validated and not by what, whatever form they have. */
const ONLY_SAID =
  /^(?:validat|verif|confirm|cover|guard|mitigat|prevent|handl|caught|prove|proof|tri(?:ed|al)|ensur|review|guarantee|seem|problem|worr|about|sure|trust|hope|think|believ|know|careful|enough|safe|solv|resolv|hand$|indeed|course|risk|likely|unlikely|impossible|cannot|wont|happen|complete|finish|erledigt|geprüft)/;
/** The same in scripts without spaces. */
const ONLY_SAID_DENSE =
  /^(?:已经?|经|验证|驗證|检查|檢查|确认|確認|测试|測試|完成|通过|通過|没有?问题|沒有?問題|検証|テスト|済み?|完了|問題なし|확인|검증|완료|함|됨|过|了|\s)+$/;
/** Words that name no thing that could go wrong: what the lists are called, and what stands for a word. */
const NAMELESS: ReadonlySet<string> = new Set(
  (
    'a an the it this that something anything one two three four five first second third fourth fifth way ways to fail fails failed failing failure ' +
    'failures dep deps dependency dependencies race races condition conditions risk risks item items thing things could can may might not exist is ' +
    'are missing go goes wrong break breaks bug error issue problem foo bar baz xxx'
  ).split(' '),
);

/** The items of a pre-mortem: list items and table rows under a part, each with whether its validation stands beside or below it. */
export function premortemItems(entries: readonly Entry[]): readonly PremortemItem[] {
  const items: PremortemItem[] = [];
  let top: { readonly part: string | undefined; readonly depth: number } | undefined;
  for (const entry of entries) {
    const last = items.at(-1);
    const below = top !== undefined && entry.part === top.part && entry.depth > top.depth;
    if (last !== undefined && (below || entry.kind === 'code')) {
      if (!last.validated && (entry.kind === 'code' || validates(entry.text, entry)))
        items.splice(-1, 1, { ...last, validated: true, validation: fold(entry.text) });
      continue;
    }
    const item = itemOf(entry);
    if (item === undefined) continue;
    items.push(item);
    top = { part: entry.part, depth: entry.depth };
  }
  return items;
}

/** A level of risk, alone or before what is said of it. */
const LEVEL =
  /^[\s*_]*(?:risk(?: level| is)?[\s:=*_-]{0,4})?(?:(?:very|quite|rather|fairly|extremely) )?(?:low|medium|med|moderate|high|minimal|none|nil|zero|no|negligible|trivial|small|critical)\b(?:[ -]risk)?/i;
/** Words of its own that a text has which tells something of a risk. */
const TOLD_WORDS = 2;

/** Whether entries tell something of a risk beside how high it is. */
export function tellsRisk(entries: readonly Entry[]): boolean {
  return entries.some(({ kind, text }) => {
    if (kind === 'code' || kind === 'quote' || placeholderState(text) !== null) return false;
    return contentWords(text.slice(0, 2000).replace(LEVEL, ' ')) >= TOLD_WORDS;
  });
}

function itemOf(entry: Entry): PremortemItem | undefined {
  if (entry.kind !== 'item' && entry.kind !== 'task' && entry.kind !== 'row') return undefined;
  const [text, validation] = entry.kind === 'row' ? columns(entry.text) : halves(entry);
  if (text.trim().length < 2 || isNothing(text)) return undefined;
  const linked = entry.references.some((reference) => reference.excluded === undefined);
  const shown = validation === '' && (linked || /`[^`\n]{3,}`/.test(entry.text));
  const key = fold(text);
  const validated = shown || (fold(validation) !== key && validates(validation, entry));
  return {
    part: entry.part,
    text,
    key,
    hollow: namesNothing(text),
    validated: validated && entry.checked !== false,
    validation: fold(validation),
    place: entry.place,
  };
}

/** The first cell that is no number of the row, and the others; a row of one cell is read as an item is. */
function columns(row: string): readonly [string, string] {
  const cells = row.split('|').map((cell) => cell.trim());
  const [first = '', ...rest] = /^\W*\d{0,3}\W*$/.test(cells[0] ?? '') ? cells.slice(1) : cells;
  return rest.length === 0 ? halvesOf(first) : [first, rest.filter(says).join(' ')];
}

/** What could go wrong, and how it was validated. Behind a name with a colon, a box that is ticked or a command tells how. */
function halves({ text, checked }: Entry): readonly [string, string] {
  const found = halvesOf(text);
  const colon = found[1] === '' ? /: | [-–—] /.exec(found[0]) : null;
  if (colon === null) return found;
  const rest = found[0].slice(colon.index + colon[0].length);
  return checked === true || isTellingLine(rest) ? [found[0].slice(0, colon.index), rest] : found;
}

function halvesOf(whole: string): readonly [string, string] {
  const text = whole.slice(0, 2000).replace(/\s+/g, ' ').trim();
  const arrow = ARROW.exec(text);
  if (arrow !== null) return [text.slice(0, arrow.index), text.slice(arrow.index + arrow[0].length)];
  const words = VALIDATED.exec(text);
  return words === null ? [text, ''] : [text.slice(0, words.index), text.slice(words.index + 1)];
}

/** Whether a text says something: no placeholder, no promise. */
function says(text: string): boolean {
  return text.trim().length > 1 && placeholderState(text) === null;
}

/**
 * Whether a validation tells what was run, read or built in: with a word of its own beside those that fit every item, and one more so
 * that it says something of it; a link, a name out of code or a measure stands alone.
 */
function validates(text: string, entry: Entry): boolean {
  if (!says(text) || ONLY_SAID_DENSE.test(text.slice(0, 100))) return false;
  const words = [...differentWords(text)];
  const own = words.filter((word) => !ONLY_SAID.test(word));
  if (words.length > 1 && contentWords(own.join(' ')) > 0) return true;
  const isLinked = entry.references.some(
    ({ target, excluded }) => excluded !== 'template' && text.includes(target),
  );
  return isLinked || isName(text.trim().replaceAll('`', '')) || isMeasured(text.slice(0, 600));
}

/** `way1`, `it fails`, `race condition`. Other scripts are taken at their word. */
function namesNothing(text: string): boolean {
  const words =
    text
      .slice(0, 200)
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const isNameless = (word: string): boolean =>
    /^[a-z]?\d{0,2}$/.test(word) || NAMELESS.has(word.replace(/\d{1,2}$/, ''));
  return isAscii(text) && words.every(isNameless);
}
