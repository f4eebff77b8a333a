/** Numbers that stood there and gave way to others, by their id: nothing is replaced without a word. */
export function replacedWords(
  before: Readonly<Record<string, number | undefined>>,
  after: Readonly<Record<string, number | undefined>>,
): readonly string[] {
  return Object.entries(before).flatMap(([id, old]) =>
    old === undefined || old === after[id] ? [] : [`${id} was ${old} and is ${after[id] ?? 'open'} now`],
  );
}

/** Whether a text is a whole number from 1 to 10. */
export function isScore(text: string): boolean {
  return /^(?:[1-9]|10)$/.test(text);
}
