/** Lines that belong together: a paragraph, a list, a table, a fence. Never cut. */
export interface Block {
  readonly lines: readonly string[];
  /** How many things a reader misses without it; 0 for what only leads on. */
  readonly items: number;
}

/** Blocks under one heading or in one fold. `head` and `tail` stand there only if one of its blocks does. */
export interface Part {
  readonly head: readonly string[];
  readonly blocks: readonly Block[];
  readonly tail: readonly string[];
}

/** Room for a text: how it is measured, how much there is, and what to say of that which has none. */
export interface Room {
  readonly most: number;
  readonly size: (text: string) => number;
  readonly leftOut: (items: number) => string;
}

/** A part without a fold. */
export function part(head: readonly string[], blocks: readonly Block[]): Part {
  return { head, blocks, tail: [] };
}

/** A part that is shown folded unless `isOpen`, under a line of our own words; nothing where it has no blocks. */
export function fold(summary: string, blocks: readonly Block[], isOpen = false): readonly Part[] {
  const head = [isOpen ? '<details open>' : '<details>', `<summary>${summary}</summary>`];
  return blocks.length === 0 ? [] : [{ head, blocks, tail: ['</details>'] }];
}

/** One block of so many items; nothing where it has no lines. */
export function block(lines: readonly string[], items = 0): readonly Block[] {
  return lines.length === 0 ? [] : [{ lines, items }];
}

/** A table in blocks of at most so many rows, each with the head of its own. Cells are Markdown. */
export function tableBlocks(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  most = 100,
): readonly Block[] {
  const head = [`| ${columns.join(' | ')} |`, `|${' --- |'.repeat(columns.length)}`];
  const blocks: Block[] = [];
  for (let at = 0; at < rows.length; at += most) {
    const some = rows.slice(at, at + most);
    blocks.push({ lines: [...head, ...some.map((cells) => `| ${cells.join(' | ')} |`)], items: some.length });
  }
  return blocks;
}

/** Parts as Markdown within a room: blocks that do not fit are left out whole, later ones that fit stay, and the end says how much is missing. */
export function fit(first: readonly string[], parts: readonly Part[], room: Room): string {
  const joined = (lines: readonly string[]): string => (lines.length === 0 ? '' : `${lines.join('\n')}\n`);
  let text = joined(first);
  let left = room.most - room.size(text) - room.size(`\n${room.leftOut(Number.MAX_SAFE_INTEGER)}\n`);
  let missing = 0;
  for (const { head, blocks, tail } of parts) {
    let shown = 0;
    const frame = room.size(joined(head)) + room.size(joined(tail)) + 2;
    for (const { lines, items } of blocks) {
      const own = `\n${joined(lines)}`;
      const cost = room.size(own) + (shown === 0 ? frame : 0);
      if (cost > left) {
        missing += Math.max(1, items);
        continue;
      }
      if (shown === 0 && head.length > 0) text += `\n${joined(head)}`;
      text += own;
      left -= cost;
      shown += 1;
    }
    if (shown > 0 && tail.length > 0) text += `\n${joined(tail)}`;
  }
  return missing === 0 ? text : `${text}\n${room.leftOut(missing)}\n`;
}

/** Room for a text in several pages; `first` are the lines that page n, from 1, begins with. */
export interface Pages extends Room {
  readonly first: (page: number) => readonly string[];
  readonly pages: number;
}

/** Parts as Markdown on as many pages as they need, a part that goes on under its own head again; only what no page takes is left out, and counted at the end. */
export function paginate(parts: readonly Part[], room: Pages): readonly string[] {
  const spare = room.size(`\n${room.leftOut(Number.MAX_SAFE_INTEGER)}\n`);
  const lines = (part: readonly string[]): string => (part.length === 0 ? '' : `\n${part.join('\n')}\n`);
  const done: string[] = [];
  let text = `${room.first(1).join('\n')}\n`;
  let open: Part | undefined;
  let missing = 0;
  const close = (): string => text + lines(open?.tail ?? []);
  const fits = (added: string, tail: readonly string[]): boolean =>
    room.size(text) + room.size(added) + room.size(lines(tail)) + spare <= room.most;
  for (const part of parts)
    for (const { lines: own, items } of part.blocks) {
      const inside = lines(own);
      const fresh = lines(part.head) + inside;
      if (open === part && fits(inside, part.tail)) text += inside;
      else if (open !== part && fits(lines(open?.tail ?? []) + fresh, part.tail)) text = close() + fresh;
      else {
        const [full, begun] = [close(), `${room.first(done.length + 2).join('\n')}\n`];
        const isPossible = room.size(begun + fresh + lines(part.tail)) + spare <= room.most;
        if (!isPossible || done.length + 1 >= room.pages) {
          missing += Math.max(1, items);
          continue;
        }
        done.push(full);
        text = begun + fresh;
      }
      open = part;
    }
  const last = close();
  return [...done, missing === 0 ? last : `${last}\n${room.leftOut(missing)}\n`];
}
