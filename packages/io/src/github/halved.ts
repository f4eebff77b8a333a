const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** The first half of a Markdown text, in whole lines, with what was open at its end closed, and a word about the rest. */
export function halved(text: string): string {
  const lines = text.slice(0, Math.floor(text.length / 2)).split('\n');
  lines.pop();
  let fence = '';
  let folds = 0;
  for (const line of lines) {
    const [, mark = ''] = FENCE.exec(line) ?? [];
    if (fence === '') {
      folds += count(line, '<details') - count(line, '</details');
      fence = mark;
    } else if (mark.startsWith(fence)) fence = '';
  }
  const rest = '*The rest has no room here; the step summary of the check has all of it.*';
  return [...lines, fence, '', '</details>\n'.repeat(Math.max(0, folds)), rest, ''].join('\n');
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
