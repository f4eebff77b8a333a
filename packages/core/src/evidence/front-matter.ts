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

function scalar(value: string): string {
  const quote = value[0];
  if (quote === '"' || quote === "'") {
    const close = value.indexOf(quote, 1);
    return close < 0 ? value : value.slice(1, close);
  }
  if (quote === '#' || quote === '[' || quote === '{' || quote === '|' || quote === '>') return '';
  const comment = value.indexOf(' #');
  return comment < 0 ? value : value.slice(0, comment).trimEnd();
}
