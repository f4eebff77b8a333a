/** What an example's history, pattern library and repairs say, for a rule's page. */

/** @typedef {import('@forethought/core').Example} Example */

/**
 * One sentence for each thing that was looked up around an example.
 * @param {Pick<Example, 'causes' | 'library' | 'miss' | 'lands' | 'tree'>} example
 */
export function factLines({ causes, library, miss, lands, tree }) {
  const said = [
    ...(causes === undefined ? [] : [causeWords(causes)]),
    ...(library === undefined ? [] : [libraryWords(library)]),
    ...(miss === undefined ? [] : [missWords(miss)]),
    ...(lands === undefined ? [] : [lands ? 'It lands as it is.' : 'It is squashed before it lands.']),
    ...(typeof tree === 'string' ? [`Its tree is \`${tree.slice(0, 12)}\`.`] : []),
  ];
  return said.flatMap((line) => [line, '']);
}

/** @param {NonNullable<Example['causes']>} causes */
function causeWords({ existing, candidates = [] }) {
  if (existing !== undefined) {
    const shas = existing.map((sha) => `\`${sha}\``);
    return shas.length === 0
      ? 'No commit of that name stands in the history.'
      : `${shas.join(', ')} stands in the history.`;
  }
  const found = candidates.map(({ sha, subject }) => `\`${sha.slice(0, 12)}\` (“${subject}”)`);
  return found.length === 0
    ? 'No recent commit last touched the lines that it takes away.'
    : `The lines that it takes away were last touched by ${found.join(', ')}.`;
}

/** @param {NonNullable<Example['library']>} library */
function libraryWords(library) {
  const found = library.map(
    ({ title, because }) => `*${title}*, by ${because.map((word) => `\`${word}\``).join(', ')}`,
  );
  return found.length === 0
    ? 'No pattern of the library fits it.'
    : `The library has a pattern that fits: ${found.join('; ')}.`;
}

/** @param {Example['miss']} miss */
function missWords(miss) {
  if (miss === null || miss === undefined) return 'It repairs nothing that had landed.';
  const named = miss.lessons.map((path) => `\`${path}\``);
  return `It repairs what came of ${miss.change} (${miss.kind})${named.length === 0 ? '' : `, which ${named.join(', ')} names`}.`;
}
