import { fold, singleSpaced } from '../evidence/fold.js';

/** Whole entries that say nothing, folded, in the languages that templates were met in. */
const NOTHING: ReadonlySet<string> = new Set(
  [
    'todo|to do|tbd|tba|tbc|wip|fixme|xxx|none|none yet|none needed|none required|nothing|nope|no|nil|null|na|n/a|n.a|n a',
    'not applicable|does not apply|not needed|not required|not necessary|no need|unneeded|unnecessary',
    'why|reason|the reason|reason why|pending|later|soon|coming soon|to be done|to be determined|to be added|to follow|in progress',
    'untested|not tested|not tested yet|not yet tested|no tests|no test|no testing|not run|not run locally|not tested locally|not yet|not done',
    'wasnt|it wasnt|it was not|didnt|i didnt|unknown|idk|dont know|same|see title|foo|bar|test|test plan|lorem ipsum',
    'keine|keiner|nichts|entfällt|ungetestet|aucun|aucune|néant|rien|ninguno|ninguna|nada|nenhum|nenhuma|nessuno|geen|inga',
    'нет|не тестировалось|无|暂无|没有|無|なし|特になし|없음|해당 없음',
  ]
    .join('|')
    .split('|'),
);

/** The letters that they begin with, and those of blank fields. */
const FIRST_WORDS: ReadonlySet<string> = new Set([
  ...[...NOTHING].map((text) => /^[a-z]*/.exec(text)?.[0] ?? ''),
  ...'test step case item scenario todo there theres no'.split(' '),
]);

/** `Test A`, `Step 1`: entries of a form that were not replaced. */
const BLANK_FIELD =
  /^(?:(?:test|step|case|item|scenario|todo) [a-z0-9]|(?:there is |theres )?no (?:need (?:to|for) \w{1,10}|(?:tests?|testing)(?: plan)? (?:is |are )?(?:needed|necessary|required|applicable)))$/;

/** A slot of a skeleton that nobody filled: whatever stands around it, the entry is not finished. */
const SLOT = /<(?:command|result|reason|url|path|url or path|what [a-z ,]{2,60}|how [a-z ,]{2,60})>/i;

/** Longest text that can be one of them, in UTF-16 units. */
const LONGEST = 80;

/** Whether a whole text is a bare placeholder: nothing, dots, dashes, `TODO`, `N/A` without a reason. */
export function isNothing(text: string): boolean {
  if (text.includes('<') && text.length < 400 && (SLOT.test(text) || isSlots(text))) return true;
  if (text.length > LONGEST) return text.trim() === '';
  const plain = unmarked(text);
  if (plain.endsWith(':') && /^[^\s:][^:\n]{1,60}:$/.test(plain)) return true;
  if (!mayBeNothing(plain)) return false;
  const words = fold(plain.replace(/['’]/g, ''));
  return words === '' || NOTHING.has(words) || BLANK_FIELD.test(words);
}

/** Whether the first word of a text is one that a text above begins with. What is not plain ASCII so far may be anything. */
function mayBeNothing(text: string): boolean {
  const word = /^[^A-Za-z0-9\u0080-\uffff]*([A-Za-z]+)(?![A-Za-z0-9'\u0080-\uffff])/.exec(text)?.[1];
  return word === undefined || FIRST_WORDS.has(word.toLowerCase());
}

/** Whether a text consists of slots to fill in, `<url or path> - <what it says>`. */
function isSlots(text: string): boolean {
  const rest = text.replace(/<[a-z][^<>\n/="]{1,80}>/gi, '');
  return rest !== text && !/[\p{L}\p{N}]/u.test(rest);
}

/** Whether a code block is the form's own: only gaps, dots and names such as `TestXXX` in it. */
export function isBlankCode(text: string): boolean {
  const lines = text
    .slice(0, 20_000)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== '...' && line !== '$');
  return lines.filter((line) => /XXX|<[a-z][\w -]*>|\bfoo\b/i.test(line)).length * 2 >= lines.length;
}

/** The beginning of a text on one line, without emphasis, list marker, box and white space at the ends. */
export function unmarked(text: string): string {
  if (text !== last.text) {
    last.text = text;
    last.plain = unmarkedAnew(text);
  }
  return last.plain;
}

/** Whoever asks about a text asks several times. */
const last = { text: '', plain: '' };

function unmarkedAnew(text: string): string {
  const start = text.length > 600 ? text.slice(0, 600) : text;
  const bare = MARKS.test(start) ? start.replace(/[*_`~]/g, '') : start;
  return singleSpaced(bare)
    .replace(/^ ?(?:[-+>] ?|\d{1,3}[.)] ?)?(?:\[[ xX]?\] ?)?/, '')
    .trim();
}

const MARKS = /[*_`~]/;
