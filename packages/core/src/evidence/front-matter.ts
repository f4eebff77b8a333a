/** Lines of the front matter that a document begins with, and the index of the first line behind it. */
export function frontMatterOf(
  lines: readonly string[],
): { readonly lines: readonly string[]; readonly next: number } | null {
  if (!/^---[ \t]*$/.test(lines[0] ?? '')) return null;
  for (let index = 1; index < lines.length; index++) {
    if (/^---[ \t]*$/.test(lines[index] ?? '')) return { lines: lines.slice(1, index), next: index + 1 };
  }
  return null;
}

/** Whether a document begins like front matter and never ends it: a `---`, a key right below, and no second `---`. */
export function isUnclosed(lines: readonly string[]): boolean {
  return (
    frontMatterOf(lines) === null && /^---[ \t]*$/.test(lines[0] ?? '') && keyOf(lines[1] ?? '') !== null
  );
}

/** The key that a line of the top level begins with, and what stands behind its colon. */
export function keyOf(line: string): { readonly key: string; readonly rest: string } | null {
  const colon = line.indexOf(':');
  if (colon < 1 || colon > 80 || !/^[A-Za-z0-9_.-]+$/.test(line.slice(0, colon))) return null;
  const rest = line.slice(colon + 1);
  return rest === '' || /^[ \t]/.test(rest) ? { key: line.slice(0, colon), rest: rest.trim() } : null;
}

/** Scalars of the top level as text: `key: value`, quotes and comments removed. Lists and maps are left out. */
export function frontMatter(lines: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1 || colon > 80 || !/^[A-Za-z0-9_.-]+$/.test(line.slice(0, colon))) continue;
    const value = scalar(line.slice(colon + 1).trim());
    if (value !== '') found[line.slice(0, colon)] = value;
  }
  return found;
}

/** A scalar without its quotes and the comment behind it; nothing of a list, map or block. */
export function scalar(value: string): string {
  const quote = value[0];
  if (quote === '"' || quote === "'") {
    const close = value.indexOf(quote, 1);
    return close < 0 ? value : value.slice(1, close);
  }
  if (quote === '#' || quote === '[' || quote === '{' || quote === '|' || quote === '>') return '';
  const comment = value.indexOf(' #');
  return comment < 0 ? value : value.slice(0, comment).trimEnd();
}
