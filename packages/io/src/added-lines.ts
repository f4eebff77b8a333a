/** At most so many characters of added text are worth reading: enough to tell what a change is about. */
export const MOST_ADDED = 2_000_000;

/** Collects the lines that a patch adds, as one text per path. */
export interface AddedCollector {
  take(text: string): void;
  end(): ReadonlyMap<string, string>;
}

/** Reads a patch without context: `+` opens an added line within a hunk, and `+++` a path outside of one. */
export function collectAdded(): AddedCollector {
  const added = new Map<string, string[]>();
  let rest = '';
  let path = '';
  let left = 0;
  const line = (text: string): void => {
    if (text.startsWith('@@ ')) left = hunkLines(text);
    else if (left > 0 && /^[-+]/.test(text)) {
      left -= 1;
      if (text.startsWith('+')) added.get(path)?.push(text.slice(1));
    } else if (text.startsWith('+++ b/')) {
      path = text.slice(6).replace(/\t$/, '');
      added.set(path, []);
    }
  };
  return {
    take(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const each of lines) line(each);
    },
    end() {
      line(rest);
      return new Map([...added].map(([file, lines]) => [file, lines.join('\n')]));
    },
  };
}

/** Lines taken away and added, by the head of a hunk: `@@ -4,2 +4,3 @@`, where a count of one is left out. */
export function hunkLines(head: string): number {
  const [, minus = '1', plus = '1'] =
    /^@@ -\d{1,9}(?:,(\d{1,9}))? \+\d{1,9}(?:,(\d{1,9}))? @@/.exec(head) ?? [];
  return Number(minus) + Number(plus);
}
