import type { Entry } from '../schema/evidence.js';
import { differentWords } from './words.js';

/** Words by which a sentence before its reference says what it took from there. */
const REASONING =
  /\b(?:because|since|so|therefore|thus|hence|says?|states?|shows?|recommends?|requires?|warns?|means?|must|should|decided|learned|learnt|taught|per|according|following|as)\b|[→⇒]|[-=]>/i;

/** Words that every page could be described by: reading, praise, articles, what a form says. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(
  (
    'a an the this that these those it its is are was were be been am i we you they he she my our their me us one all any some every each both and or but nor so as at by for from in into ' +
    'of off on onto out over to up with very really quite so too also just only whole entire entirely completely fully full well again once twice not no yes yep yeah ok okay sure fine good ' +
    'great nice excellent awesome perfect cool super useful helpful interesting informative clear important relevant correct right thanks thank best better bad lot lots much many more most ' +
    'read reads reading reread consulted consult reviewed review reviewing checked check looked look looks looking seen saw see opened open used use using studied study skimmed followed ' +
    'understood understand learned learnt learn know known have has had having do does did done will would can could what how why when where which who ' +
    'doc docs documentation document documents page pages link links url site website source sources reference references manual guide article text section chapter title above below here there ' +
    'everything something anything nothing thing things stuff etc todo tbd says said say write wrote blah bla foo bar baz lorem ipsum dolor sit amet test asdf qwerty xxx about'
  ).split(' '),
);

/** One entry with what is nested below it. */
export interface Statement {
  readonly entry: Entry;
  readonly entries: readonly Entry[];
}

/** Entries grouped with what is nested below them, in order. */
export function statementsIn(entries: readonly Entry[]): readonly Statement[] {
  const found: { entry: Entry; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const before = found.at(-1);
    if (before !== undefined && entry.depth > before.entry.depth) before.entries.push(entry);
    else found.push({ entry, entries: [entry] });
  }
  return found;
}

/**
 * How many different words a statement has about its reference: those behind it and below it, and those before it where they say
 * what was taken from there. Link texts and the references themselves are no words; words that would fit any page make none
 * on their own, so that praise and repetition come to 0.
 */
export function learntWords({ entry, entries }: Statement): number {
  const text = withoutReferences(entry);
  const at = text.lastIndexOf('\u0000');
  const own = at === -1 || REASONING.test(text) ? text : text.slice(at);
  const words = differentWords([own, ...entries.slice(1).map(withoutReferences)].join(' '));
  const telling = [...words].filter(
    (word) => !SAYS_NOTHING.has(word) && (word.length > 1 || /\d/.test(word)),
  );
  return telling.length >= 2 && telling.some((word) => /[a-z]{2}/.test(word) || /\p{L}{2}/u.test(word))
    ? words.size
    : 0;
}

function withoutReferences({ text, references }: Entry): string {
  const unlinked = text.replace(/\[[^\]\n]{0,300}\]\([^)\s]{0,2000}\)/g, ' \u0000 ');
  return references.reduce((rest, { target }) => rest.replaceAll(target, '\u0000'), unlinked);
}
