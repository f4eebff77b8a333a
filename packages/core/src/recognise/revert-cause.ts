import type { Evidence } from '../schema/evidence.js';
import { causesIn } from './cause.js';

/** Whatever takes a change back says so with this word. */
const MAY_REVERT = /revert/i;

/** What a text says that it takes back: a sha of twelve characters or `#12`; undefined where it takes nothing back. */
export function revertCause({ kind, title, prose }: Evidence): string | undefined {
  if (!(MAY_REVERT.test(title) || prose.some(({ text }) => MAY_REVERT.test(text)))) return undefined;
  const said = prose.filter((entry) => entry.kind !== 'code').map(({ text }) => text);
  const text = [title, '', ...said].join('\n');
  const found = causesIn(text, { kind: kind === 'commit' ? 'commit' : 'pull-request' }).find(
    ({ rung }) => rung === 'revert',
  );
  if (found === undefined) return undefined;
  return found.target.kind === 'commit' ? found.target.sha.slice(0, 12) : `#${found.target.number}`;
}
