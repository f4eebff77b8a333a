import type { OptionValue } from './schema/conditions.js';
import type { Pattern } from './schema/policy.js';

/** Whether more or less is asked afterwards; `changed` where that can't be told. */
export type Direction = 'stronger' | 'weaker' | 'changed';

/** A difference before it is known to which rule it belongs. */
export interface Difference {
  readonly aspect: string;
  readonly what: Direction;
  readonly from: string;
  readonly to: string;
}

/** At most so many items of a list are named; the rest are counted. */
const MOST_NAMED = 6;

/** Short text of a value: lists joined, absent as `none`. */
export function shown(value: OptionValue | undefined): string {
  if (value === undefined) return 'none';
  if (!Array.isArray(value)) return String(value);
  const more = value.length - MOST_NAMED;
  const named = value.slice(0, MOST_NAMED).join(', ');
  return value.length === 0 ? 'none' : more > 0 ? `${named} and ${more} more` : named;
}

/** The globs of patterns, as they were written. */
export function globsOf(patterns: readonly Pattern[] | undefined): string[] | undefined {
  return patterns?.map(({ glob }) => glob);
}

/** The other way round: what makes an exception wider asks less. */
export function reversed(direction: Direction): Direction {
  return direction === 'changed' ? direction : direction === 'stronger' ? 'weaker' : 'stronger';
}

/** How a list has grown: `stronger` where everything stayed and something came, `weaker` where something only went. */
export function growth(before: readonly string[], after: readonly string[]): Direction | undefined {
  const [was, is] = [new Set(before), new Set(after)];
  const gone = [...was].some((item) => !is.has(item));
  const came = [...is].some((item) => !was.has(item));
  if (gone && came) return 'changed';
  return came ? 'stronger' : gone ? 'weaker' : undefined;
}

/** Names of options of which a higher or longer value asks less. */
const LENIENT = /^(?:max|most|atMost|longest|allow|ignore|except|skip|tolerat)/;
const DEMANDING = /^(?:require|must|forbid|need|match)/;
/** Values of which the later one asks more. */
const LADDER: readonly string[] = ['claimed', 'substantive'];

/** What the new value of an option asks: higher numbers and longer lists ask more, unless the option's name says that it lets things go. */
export function optionDirection(
  name: string,
  before: OptionValue | undefined,
  after: OptionValue | undefined,
): Direction {
  const plain = plainDirection(name, before, after);
  return LENIENT.test(name) ? reversed(plain) : plain;
}

function plainDirection(
  name: string,
  before: OptionValue | undefined,
  after: OptionValue | undefined,
): Direction {
  if (typeof before === 'number' && typeof after === 'number') return after > before ? 'stronger' : 'weaker';
  if (Array.isArray(before) && Array.isArray(after)) return growth(before, after) ?? 'changed';
  if (typeof before === 'boolean' && typeof after === 'boolean') {
    if (!DEMANDING.test(name) && !LENIENT.test(name)) return 'changed';
    return after ? 'stronger' : 'weaker';
  }
  const [from, to] = [LADDER.indexOf(String(before)), LADDER.indexOf(String(after))];
  return from === -1 || to === -1 ? 'changed' : to > from ? 'stronger' : 'weaker';
}

/** Whether two values of an option are the same. */
export function isSame(before: OptionValue | undefined, after: OptionValue | undefined): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}
