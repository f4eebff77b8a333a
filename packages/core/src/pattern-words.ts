import { EVERYDAY_WORDS, simpleForm } from './everyday-words.js';

/** A word of an entry or a code span, and how much a hit says. */
export interface PatternWord {
  /** What is sought: lower case, a word in its simple form. */
  readonly word: string;
  /** How the entry writes it. */
  readonly written: string;
  readonly weight: number;
  /** `code` is sought as it is written; a `word` in its simple forms and as a part of names such as `secretKeyRef`. */
  readonly kind: 'code' | 'word';
}

/** How much a hit says: an identifier most, then a word of the title, then one of the problem. */
const WEIGHTS = { code: 3, plainCode: 2, title: 2, problem: 1 } as const;
/** An entry is known by at most so many words, those with the greatest weight. */
const MOST_WORDS = 40;
/** A word that more entries share tells none of them apart. */
const MOST_SHARED = 8;

interface Texts {
  readonly title: string;
  readonly problem: string;
  readonly prevention: string;
}

/** The words that stand for each entry. A word that several entries share says less by as much; everyday words say nothing. */
export function wordsOf(entries: readonly Texts[]): readonly (readonly PatternWord[])[] {
  const weighed = entries.map(weigh);
  const sharedBy = new Map<string, number>();
  for (const words of weighed) {
    for (const word of words.keys()) sharedBy.set(word, (sharedBy.get(word) ?? 0) + 1);
  }
  return weighed.map((words) =>
    [...words]
      .filter(([word]) => (sharedBy.get(word) ?? 0) <= MOST_SHARED)
      .map(([word, { weight, ...rest }]) => ({ word, ...rest, weight: weight / (sharedBy.get(word) ?? 1) }))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, MOST_WORDS),
  );
}

type Weighed = Map<string, Omit<PatternWord, 'word'>>;

function weigh({ title, problem, prevention }: Texts): Weighed {
  const words: Weighed = new Map();
  const put = (word: string, own: Omit<PatternWord, 'word'>): void => {
    if ((words.get(word)?.weight ?? 0) < own.weight) words.set(word, own);
  };
  for (const text of [title, problem, prevention]) {
    for (const span of spansIn(text)) {
      const weight = codeWeight(span);
      if (weight > 0) put(span.toLowerCase(), { weight, kind: 'code', written: span });
    }
  }
  for (const [text, weight] of [[title, WEIGHTS.title] as const, [problem, WEIGHTS.problem] as const]) {
    for (const { word, written } of simpleWords(withoutSpans(text)))
      put(word, { weight, kind: 'word', written });
  }
  return words;
}

function spansIn(text: string): readonly string[] {
  return text.split('`').filter((span, at) => at % 2 === 1 && span.length <= 80);
}

function withoutSpans(text: string): string {
  return text
    .split('`')
    .filter((_, at) => at % 2 === 0)
    .join(' ');
}

/** A span that looks like a name or a command says most; one that is a plain word little, an everyday one nothing. */
function codeWeight(span: string): number {
  const letters = span.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (letters < 3) return 0;
  if (/[\p{Lu}\p{N}]|[\p{L}\p{N}][\s._/-]+[\p{L}\p{N}]/u.test(span)) return WEIGHTS.code;
  return EVERYDAY_WORDS.has(simpleForm(span.toLowerCase())) ? 0 : WEIGHTS.plainCode;
}

/** Names are taken apart at `_`, digits and capitals: `secretKeyRef` has three words. */
const PIECE = /\p{Lu}{2,}(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}]+|\p{Lu}/gu;
const NAME = /\p{L}+/gu;

type Form = Pick<PatternWord, 'word' | 'written'>;

/** Code says the same names again and again. */
const MOST_KNOWN = 4096;
const LONGEST_NAME = 60;
const known = new Map<string, readonly Form[]>();

/** The telling words of a text, each in its simple form: names whole and in their pieces, everyday words left out. */
export function* simpleWords(text: string): Generator<Form, void, undefined> {
  for (const [name] of text.matchAll(NAME)) {
    if (name.length > LONGEST_NAME) continue;
    let forms = known.get(name);
    if (forms === undefined) {
      forms = formsOf(name);
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(name, forms);
    }
    yield* forms;
  }
}

function formsOf(name: string): readonly Form[] {
  const pieces = name.match(PIECE) ?? [];
  return (pieces.length > 1 ? [name, ...pieces] : [name])
    .map((piece) => piece.toLowerCase())
    .map((written) => ({ word: simpleForm(written), written }))
    .filter(({ word }) => word.length >= 3 && !EVERYDAY_WORDS.has(word));
}
