/** How a scalar on one line of front matter ends: as it should, in an open quote, or in a way that YAML can't read. */
export type ScalarEnd = 'whole' | 'open-quote' | 'after-quote' | 'colon';

/** Values that are read by other means, or begin what is no plain text: lists, maps, blocks, comments, anchors, tags. */
const NOT_PLAIN = /^[[{|>#&!*]/;

/** How the value behind a key or a dash ends. https://yaml.org/spec/1.2.2/#73-flow-scalar-styles */
export function scalarEnd(value: string): ScalarEnd {
  const quote = value[0];
  if (quote !== '"' && quote !== "'") return plainEnd(value);
  const close = closeOf(value, quote);
  if (close < 0) return 'open-quote';
  const rest = value.slice(close + 1).trim();
  return rest === '' || rest.startsWith('#') ? 'whole' : 'after-quote';
}

/** Index of the quote that closes the one at the beginning, escapes and doubled ones passed over; -1 where there is none. */
export function closeOf(value: string, quote: string): number {
  let at = 1;
  while (at < value.length) {
    if (quote === '"' && value[at] === '\\') at += 1;
    else if (value[at] === quote) {
      if (quote === '"' || value[at + 1] !== quote) return at;
      at += 1;
    }
    at += 1;
  }
  return -1;
}

/** A colon with a space behind it begins another value, which can't stand on the same line. */
function plainEnd(value: string): ScalarEnd {
  if (NOT_PLAIN.test(value)) return 'whole';
  const comment = value.indexOf(' #');
  const text = comment < 0 ? value : value.slice(0, comment);
  return /:(?:[ \t]|$)/.test(text.trimEnd()) ? 'colon' : 'whole';
}
