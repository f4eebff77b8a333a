/**
 * Finds texts of which a regular expression needs one: where none of them stands in a subject, it can't match. V8 takes a tenth
 * of a millisecond and more to compile a list of words, and a commit message meets a hundred such lists.
 */

/** Keys beyond this number cost more than they save. */
const MOST = 160;

/**
 * @typedef {{ keys: string[], starts: boolean, lower: boolean }} Gate `starts`: the subject begins with one of the keys,
 * otherwise it contains one. `lower`: the subject is compared in lower case.
 * @typedef {{ exact: string[] | null, need: string[] | null }} Part `exact`: all texts that the part matches, where they are
 * few; `need`: every match of it contains one of these.
 */

/**
 * The gate of an expression, or `undefined` where nothing can be said.
 * @param {string} source
 * @param {string} flags
 * @returns {Gate | undefined}
 */
export function gateOf(source, flags) {
  if (/[gyuvm]/.test(flags)) return undefined;
  const reader = { source, at: 0 };
  const alternatives = readAlternatives(reader);
  if (alternatives === undefined || reader.at < source.length) return undefined;
  const lower = flags.includes('i');
  const whole = joined(alternatives.map((items) => sequence(items)));
  const [only, ...others] = alternatives;
  const starts = others.length === 0 && only?.[0] === ANCHOR ? leading(only.slice(1)) : null;
  const keys = better(starts === null ? null : usable(starts, 1), whole.need);
  if (keys === null) return undefined;
  const isStart = keys === starts;
  return {
    keys: shortest(lower ? keys.map((key) => key.toLowerCase()) : keys, isStart),
    starts: isStart,
    lower,
  };
}

/** Keys that hold no other key. @param {string[]} keys @param {boolean} isStart */
function shortest(keys, isStart) {
  /** @type {string[]} */
  const kept = [];
  for (const key of [...new Set(keys)].sort((a, b) => a.length - b.length)) {
    if (!kept.some((other) => (isStart ? key.startsWith(other) : key.includes(other)))) kept.push(key);
  }
  return kept;
}

/** @type {Part} */
const EMPTY = { exact: [''], need: null };
/** @type {Part} */
const ANYTHING = { exact: null, need: null };
/** The beginning of the subject. @type {Part} */
const ANCHOR = { exact: [''], need: null };

/** The texts that a sequence begins with. @param {Part[]} items */
function leading(items) {
  let run = [''];
  for (const { exact } of items) {
    const longer = exact === null ? null : product(run, exact);
    if (longer === null) break;
    run = longer;
  }
  return run;
}

/** @param {Part[]} items @returns {Part} */
function sequence(items) {
  /** @type {string[] | null} */
  let need = null;
  let run = [''];
  let isExact = true;
  for (const item of items) {
    const longer = item.exact === null ? null : product(run, item.exact);
    if (longer !== null) {
      run = longer;
      continue;
    }
    isExact = false;
    need = better(better(need, usable(run, 2)), item.need);
    run = item.exact !== null && item.exact.length <= MOST ? item.exact : [''];
  }
  return { exact: isExact ? run : null, need: better(need, usable(run, 2)) };
}

/** @param {string[]} left @param {string[]} right */
function product(left, right) {
  if (left.length * right.length > MOST) return null;
  return left.flatMap((before) => right.map((after) => before + after));
}

/** Keys that are long enough to say something. @param {string[]} keys @param {number} shortest */
function usable(keys, shortest) {
  return keys.length <= MOST && keys.every((key) => key.length >= shortest || isTelling(key)) ? keys : null;
}

/** A character that hardly any text holds says enough alone. @param {string} key */
function isTelling(key) {
  return key > '~' || key === '[';
}

/** Longer keys let fewer subjects through, and fewer keys are looked for faster. @param {string[] | null} one @param {string[] | null} other */
function better(one, other) {
  if (one === null || other === null) return one ?? other;
  const worth = (/** @type {string[]} */ keys) =>
    Math.min(4, ...keys.map((key) => key.length)) - keys.length / MOST;
  return worth(other) > worth(one) ? other : one;
}

/** @param {Part[]} parts @returns {Part} */
function joined(parts) {
  const exact = parts.every((part) => part.exact !== null) ? parts.flatMap((part) => part.exact ?? []) : null;
  const need = parts.every((part) => part.need !== null) ? parts.flatMap((part) => part.need ?? []) : null;
  return {
    exact: exact !== null && exact.length <= MOST ? exact : null,
    need: need === null ? null : usable(need, 2),
  };
}

/** @typedef {{ source: string, at: number }} Reader */

/** @param {Reader} reader @returns {Part[][] | undefined} */
function readAlternatives(reader) {
  /** @type {Part[][]} */
  const alternatives = [[]];
  while (reader.at < reader.source.length && reader.source[reader.at] !== ')') {
    if (reader.source[reader.at] === '|') {
      reader.at += 1;
      alternatives.push([]);
      continue;
    }
    const atom = readAtom(reader);
    if (atom === undefined) return undefined;
    alternatives.at(-1)?.push(quantified(reader, atom));
  }
  return alternatives;
}

/** @param {Reader} reader @returns {Part | undefined} */
function readAtom(reader) {
  const character = reader.source[reader.at] ?? '';
  if (character === '(') return readGroup(reader);
  if (character === '[') return readClass(reader);
  if (character === '\\') return readEscape(reader);
  reader.at += 1;
  if (character === '^') return ANCHOR;
  if (character === '$') return EMPTY;
  if (character === '.') return ANYTHING;
  // Other letters have cases of their own, and some take two units.
  return character > '~' && character !== '§' ? ANYTHING : { exact: [character], need: null };
}

/** Look-around takes no text, so it says nothing here. @param {Reader} reader @returns {Part | undefined} */
function readGroup(reader) {
  const head = /^\((?:\?(?:(?<around><?[=!])|:|<\w+>))?/.exec(reader.source.slice(reader.at));
  reader.at += head?.[0].length ?? 1;
  const alternatives = readAlternatives(reader);
  if (alternatives === undefined || reader.source[reader.at] !== ')') return undefined;
  reader.at += 1;
  if (head?.groups?.around !== undefined) return EMPTY;
  return joined(alternatives.map((items) => sequence(items)));
}

/** A few plain characters, or anything. @param {Reader} reader @returns {Part | undefined} */
function readClass(reader) {
  const found = /^\[((?:\\.|[^\]\\])*)\]/s.exec(reader.source.slice(reader.at));
  if (found === null) return undefined;
  reader.at += found[0].length;
  const members = found[1] ?? '';
  return /^[\w /:;,.-]{1,4}$/.test(members) && !/^\^|.-./.test(members)
    ? { exact: [...members], need: null }
    : ANYTHING;
}

/** @param {Reader} reader @returns {Part} */
function readEscape(reader) {
  const long = /^\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|k<\w+>|c[a-z]|\d+)/i.exec(reader.source.slice(reader.at));
  const letter = reader.source[reader.at + 1] ?? '';
  reader.at += long?.[0].length ?? 2;
  if (long !== null || /[dDwWsSfnrtv]/.test(letter)) return ANYTHING;
  return /[bB]/.test(letter) ? EMPTY : { exact: [letter], need: null };
}

/** @param {Reader} reader @param {Part} atom @returns {Part} */
function quantified(reader, atom) {
  const found = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(reader.source.slice(reader.at));
  if (found === null) return atom;
  reader.at += found[0].length;
  const isOptional = /^[*?]/.test(found[0]) || found[1] === '0';
  if (found[0].startsWith('?') && atom.exact !== null) return { exact: ['', ...atom.exact], need: null };
  if (isOptional) return ANYTHING;
  return { exact: null, need: atom.need ?? (atom.exact === null ? null : usable(atom.exact, 2)) };
}
