/** Puts a rule or a metric under a practice of a plan, as text, so that comments and layout stay. */

/**
 * @typedef {{ key: 'rules' | 'metrics', id: string, use: string, practice: string | undefined }} Use
 */

/**
 * The plan's text with the use in it: under the practice that is named, or else wherever the id is `planned: true`, which gives
 * way. Nothing when there is no such place.
 * @param {string} text
 * @param {Use} wanted
 */
export function usePlan(text, wanted) {
  let lines = text.split('\n');
  const named = practicesIn(lines).filter(
    ({ id }) => wanted.practice === undefined || id === wanted.practice,
  );
  for (const block of named) {
    const planned = plannedLine(lines, block, wanted);
    if (planned !== undefined) lines = lines.with(planned.at, planned.line);
    else if (wanted.practice !== undefined) return withUse(lines, block, wanted).join('\n');
  }
  const used = lines.join('\n');
  return used === text ? undefined : used;
}

/**
 * The lines of each practice: from its `- id:` to the line before the next thing that stands as far left.
 * @param {readonly string[]} lines
 */
function practicesIn(lines) {
  return lines.flatMap((line, from) => {
    const match = /^( *)- id: ([A-Z]\d+(?:\.\d+)?)\s*$/.exec(line);
    if (!match) return [];
    const indent = (match[1] ?? '').length;
    const length = lines
      .slice(from + 1)
      .findIndex((other) => other.trim() !== '' && indentOf(other) <= indent);
    return [{ id: match[2], from, to: length === -1 ? lines.length : from + 1 + length, indent: indent + 2 }];
  });
}

/** @typedef {ReturnType<typeof practicesIn>[number]} Block */

/** @param {string} line */
function indentOf(line) {
  return line.length - line.trimStart().length;
}

/** The line where the id is `planned`, without that word. @param {readonly string[]} lines @param {Block} block @param {Use} wanted */
function plannedLine(lines, block, { key, id, use }) {
  const [from, to] = keyLines(lines, block, key) ?? [0, 0];
  const entry = new RegExp(`(^|[\\s{,])${id}: \\{([^{}]*)\\bplanned: true\\b([^{}]*)\\}`);
  for (let at = from; at < to; at += 1) {
    const line = lines[at] ?? '';
    const match = entry.exec(line);
    if (!match) continue;
    const rest = `${match[2]}${match[3]}`
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
    const value = rest.length > 0 ? `{ ${rest.join(', ')} }` : use;
    return { at, line: line.replace(entry, `${match[1]}${id}: ${value}`) };
  }
  return undefined;
}

/** First line of a key of the practice, and the line after its last. @param {readonly string[]} lines @param {Block} block @param {string} key */
function keyLines(lines, block, key) {
  const start = ' '.repeat(block.indent);
  for (let at = block.from + 1; at < block.to; at += 1) {
    if (!lines[at]?.startsWith(`${start}${key}:`)) continue;
    let end = at + 1;
    while (end < block.to && (lines[end]?.trim() === '' || indentOf(lines[end] ?? '') > block.indent))
      end += 1;
    while (lines[end - 1]?.trim() === '') end -= 1;
    return [at, end];
  }
  return undefined;
}

/** @param {readonly string[]} lines @param {Block} block @param {Use} wanted */
function withUse(lines, block, { key, id, use }) {
  const start = ' '.repeat(block.indent);
  const [at, end] = keyLines(lines, block, key) ?? [];
  if (at === undefined || end === undefined) {
    const [last] = keyLines(lines, block, 'metrics') ?? [lastLine(lines, block)];
    return lines.toSpliced(last ?? block.to, 0, `${start}${key}:`, `${start}  ${id}: ${use}`);
  }
  const head = lines[at] ?? '';
  if (head.includes('{'))
    return lines.with(
      at,
      head.replace(/\{\s*(\}?)/, (_, close) => `{ ${id}: ${use}${close ? ' }' : ', '}`),
    );
  return lines.toSpliced(end, 0, `${start}  ${id}: ${use}`);
}

/** The line after the last that says something. @param {readonly string[]} lines @param {Block} block */
function lastLine(lines, block) {
  let end = block.to;
  while (lines[end - 1]?.trim() === '') end -= 1;
  return end;
}
