/** Replaces an id in pages and in its own source file. */

/**
 * The source of a rule or metric under its new id, which says what it was called before.
 * @param {string} text
 * @param {string} from
 * @param {string} to
 */
export function renameSource(text, from, to) {
  const own = new RegExp(`^(\\s*)id: '${from}',$`, 'm');
  if (!own.test(text)) throw new Error(`its source has no line \`id: '${from}',\``);
  const named = text.replace(own, (_, indent) => `${indent}id: '${to}',`);
  const before = /^(\s*)formerly: \[(.*)\],$/m;
  return before.test(named)
    ? named.replace(before, (_, indent, ids) => `${indent}formerly: [${ids}, '${from}'],`)
    : named.replace(`id: '${to}',`, `id: '${to}',\n  formerly: ['${from}'],`);
}

/**
 * A page with its links to the page of the id, its claims about what the rule makes of a block, and, on its own page, its heading.
 * @param {string} text
 * @param {{ readonly what: 'rule' | 'metric', readonly from: string, readonly to: string }} names
 */
export function renameInPage(text, { what, from, to }) {
  const folder = `${what}s`;
  const link = new RegExp(`\\[\`?${from}\`?\\](?=\\((?:[^)]*/)?${from}\\.md)`, 'g');
  return text
    .replace(link, (title) => title.replace(from, () => to))
    .replaceAll(`${folder}/${from}.md`, `${folder}/${to}.md`)
    .replaceAll(`](${from}.md`, `](${to}.md`)
    .replaceAll(new RegExp(`^(\`{3,}(?:text|markdown) .*?\\b)${from}=`, 'gm'), `$1${to}=`);
}

/**
 * Lines of a text that still name an id, from 1: a section may be called the same, so that somebody has to look.
 * @param {string} text
 * @param {string} id
 */
export function mentionsIn(text, id) {
  const word = new RegExp(`(?<![\\w-])${id}(?![\\w-])`);
  return text.split('\n').flatMap((line, at) => (word.test(line) ? [at + 1] : []));
}
