import { write } from '../sink.js';
import type { World } from '../world.js';
import { shellWord } from './own-file.js';
import type { PatternAddOptions } from './pattern-add.js';
import type { Draft } from './pattern-draft.js';

/** What somebody answered is printed as the command to go on with, where no entry can be made of it. */
export async function orSayTyped<T>(
  world: World,
  typed: { readonly options: PatternAddOptions; readonly answered: Draft; readonly draft: Draft },
  make: () => T,
): Promise<T> {
  try {
    return make();
  } catch (error) {
    const { answered, draft } = typed;
    const isTyped = PARTS.some((part) => answered[part] !== undefined && answered[part] !== draft[part]);
    if (isTyped)
      await write(world, `Nothing was written. What was typed, to go on with:\n\n${commandOf(typed)}\n\n`);
    throw error;
  }
}

const PARTS = ['category', 'problem', 'prevention'] as const;

/** The command that says all that was said; `…` stands for what is missing. */
function commandOf({
  options,
  answered,
}: {
  readonly options: PatternAddOptions;
  readonly answered: Draft;
}): string {
  const { title, from, fromFinding: finding, change = [], appliesTo = [] } = options;
  const said: readonly (readonly [string, string | undefined])[] = [
    ['from', from],
    ['from-finding', finding],
    ['title', title],
    ...PARTS.map((part) => [part, answered[part] ?? '…'] as const),
    ...change.map((each) => ['change', each] as const),
    ...appliesTo.map((each) => ['applies-to', each] as const),
  ];
  const words = said.flatMap(([name, word]) => (word === undefined ? [] : [`--${name} ${shellWord(word)}`]));
  return ['forethought pattern add', ...words].join(' ');
}
