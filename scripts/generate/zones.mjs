/** Zones of a page: what stands between `<!-- generated:name -->` and `<!-- /generated -->` is written by the generator, the rest by people. */

const OPEN = /^<!-- generated:([a-z-]+) -->$/;
const CLOSE = '<!-- /generated -->';

/**
 * The page with the lines of each zone replaced. Every zone of the page must be known, every known one must stand there once.
 * @param {string} path for messages
 * @param {string} page
 * @param {Record<string, readonly string[]>} zones name → lines
 */
export function fillZones(path, page, zones) {
  const filled = [];
  const seen = new Set();
  let open = false;
  for (const [at, line] of page.split('\n').entries()) {
    if (line === CLOSE && open) open = false;
    if (!open) filled.push(line);
    const name = OPEN.exec(line)?.[1];
    if (name === undefined) continue;
    if (open || seen.has(name) || !Object.hasOwn(zones, name)) {
      throw new Error(
        `${path}:${at + 1}: zone ${name} is unknown, repeated or inside another; zones: ${Object.keys(zones).join(', ')}`,
      );
    }
    seen.add(name);
    open = true;
    filled.push('', ...trimmed(zones[name] ?? []), '');
  }
  if (open) throw new Error(`${path}: a zone is not closed; write ${CLOSE} after it`);
  const missing = Object.keys(zones).filter((name) => !seen.has(name));
  if (missing.length > 0) throw new Error(`${path}: zone ${missing.join(', ')} is missing`);
  return filled.join('\n');
}

/** @param {readonly string[]} lines */
function trimmed(lines) {
  const text = lines.join('\n').replace(/\n{3,}/g, '\n\n');
  return text.replace(/^\n+|\n+$/g, '').split('\n');
}

/**
 * A Markdown table.
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function table(head, rows) {
  const row = (/** @type {readonly string[]} */ cells) => `| ${cells.map(cell).join(' | ')} |`;
  return [row(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(row)];
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/**
 * A fenced block that no fence inside it can close.
 * @param {string} text
 * @param {string} info
 */
export function fence(text, info) {
  const longest = Math.max(2, ...(text.match(/`{3,}/g) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return [`${ticks}${info}`, ...text.replace(/\n$/, '').split('\n'), ticks];
}
