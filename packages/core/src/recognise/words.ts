/** Words that any statement about testing may hold without saying what was tested. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the this that these those it its is are was were be been being am i we my our me us he she they them their there here and or but nor so as at by for from in into of off on onto out over to ' +
    'up with without within via per than then also just only still now all any some every each both other others more most much many few no not dont doesnt didnt do does did done ' +
    'has have had having can could will would should shall may might must if when while after before because since until again too very well ok okay fine good great nice ' +
    'test tests tested testing tester testcase testcases unit units integration e2e end regression smoke functional automated automation automatic suite suites spec specs case cases coverage ' +
    'ci cd github gitlab travis jenkins circleci pipeline pipelines workflow action actions job jobs check checks checked checking presubmit presubmits bot bots green ' +
    'run runs ran running rerun pass passes passed passing pas succeed succeeds succeeded success successful successfully fail fails failed failure failures ' +
    'make build builds built building compile compiles compiled compiling lint linter linting ' +
    'manual manually local locally machine existing exist exists new newly add adds added adding update updates updated updating change changes changed pr diff patch commit code branch ' +
    'verify verified verifies verifying validate validated validates validation confirm confirmed confirms see saw seen observed expected expect work works worked working correct correctly proper properly ' +
    'everything anything nothing something thing things see above below summary description title use used using manual inspection inspect inspected rely relying relies look looks looked ' +
    'behavior behaviour behaviors functionality feature features issue issues fix fixed fixes bug bugs app application project package module ' +
    'todo none yes no n/a na etc eg ie'
  ).split(' '),
);

/** How many different words of a text say something of their own. */
export function contentWords(text: string): number {
  const words = new Set<string>();
  const read = text.slice(0, 4000).toLowerCase().replace(/['’]/g, '');
  for (const word of read.split(isAscii(read) ? /\W+/ : /[^\p{L}\p{N}_]+/u)) {
    if (word.length < 2 || EMPTY_WORDS.has(word)) continue;
    if (/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(word)) {
      for (let index = 0; index + 1 < word.length; index += 2) words.add(word.slice(index, index + 2));
    } else words.add(word);
  }
  return words.size;
}

/** The different words of a text, in lower case; scripts without spaces count two characters as one. */
export function differentWords(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  const lower = text.slice(0, 20_000).toLowerCase();
  // The classes of Unicode are slow to make, and most text needs none.
  const runs = isAscii(lower) ? lower.matchAll(/[\w'-]+/g) : lower.matchAll(/[\p{L}\p{M}\p{N}_'’-]+/gu);
  for (const [run] of runs) {
    if (/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(run)) {
      for (let index = 0; index < run.length; index += 2) words.add(run.slice(index, index + 2));
    } else if (/[a-z0-9]/.test(run) || /[\p{L}\p{N}]/u.test(run))
      words.add(run.replace(/^[_'’-]+|[_'’-]+$/g, ''));
  }
  return words;
}

/**
 * Whether a text of ASCII has at least so many different words that are not among `known`, as `differentWords` and `contentWords`
 * count them, and so many that say something of their own. Most texts have them at once: nothing is read behind the last one.
 */
export function hasAsciiWords(
  text: string,
  known: ReadonlySet<string>,
  words: number,
  telling: number,
): boolean {
  // No more are kept than are asked for, which are a few.
  const own: string[] = [];
  const content: string[] = [];
  for (let at = 0; at < text.length; ) {
    const start = at;
    while (isRun(text.charCodeAt(at))) at++;
    const word = start === at ? '' : trimmed(text, start, at);
    at++;
    if (word === '' || known.has(word)) continue;
    if (own.length < words && !own.includes(word)) own.push(word);
    for (const part of /['-]/.test(word) ? word.replaceAll("'", '').split('-') : [word]) {
      const isTelling = part.length > 1 && content.length < telling && !EMPTY_WORDS.has(part);
      if (isTelling && !content.includes(part)) content.push(part);
    }
    if (own.length >= words && content.length >= telling) return true;
  }
  return false;
}

const [APOSTROPHE, DASH, LINE] = [39, 45, 95] as const;

function isAlphanumeric(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

function isRun(code: number): boolean {
  return isAlphanumeric(code) || code === APOSTROPHE || code === DASH || code === LINE;
}

/** What stands between two indices in lower case, from its first letter or digit to its last. */
function trimmed(text: string, from: number, to: number): string {
  let [start, end] = [from, to];
  while (start < end && !isAlphanumeric(text.charCodeAt(start))) start++;
  while (end > start && !isAlphanumeric(text.charCodeAt(end - 1))) end--;
  return start === end ? '' : text.slice(start, end).toLowerCase();
}

/** Whether a text has no character beyond ASCII. */
export function isAscii(text: string): boolean {
  return !/[\u0080-\uffff]/.test(text);
}

/** How many words a text has; scripts without spaces count two characters as one. */
export function wordCount(text: string): number {
  let count = 0;
  const read = text.slice(0, 20_000);
  const runs = isAscii(read) ? read.matchAll(/[\w'-]+/g) : read.matchAll(/[\p{L}\p{N}_'’-]+/gu);
  for (const [run] of runs) {
    if (/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(run)) count += Math.ceil(run.length / 2);
    else if (/[A-Za-z0-9]/.test(run) || /[\p{L}\p{N}]/u.test(run)) count += 1;
  }
  return count;
}
