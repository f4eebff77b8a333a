import { tagEnd } from './html.js';

/** Tags that lay text out and say nothing. Others stay: images, links, and what people mean as a gap to fill in (`<your name>`). */
const LAYOUT = new Set(
  (
    'b big blockquote br caption center code col colgroup dd del details div dl dt em font h1 h2 h3 h4 h5 h6 hr i ins kbd li nobr ol ' +
    'p pre s samp section small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul wbr'
  ).split(' '),
);

/** The text without layout tags; what stands between them stays. Linear. */
export function stripTags(text: string): string {
  let kept = '';
  let from = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    if (!LAYOUT.has(tagName(text, at))) continue;
    const end = tagEnd(text, at);
    if (end < 0) continue;
    kept += text.slice(from, at);
    from = end;
    at = end - 1;
  }
  return from === 0 ? text : kept + text.slice(from);
}

/** Name of the tag at `at`, small letters, or nothing. */
export function tagName(text: string, at: number): string {
  const start = text[at + 1] === '/' ? at + 2 : at + 1;
  const name = /^[A-Za-z][A-Za-z0-9]{0,11}(?![A-Za-z0-9-])/.exec(text.slice(start, start + 14));
  return name?.[0].toLowerCase() ?? '';
}
