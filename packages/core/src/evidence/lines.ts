import type { Block, Line } from './block.js';
import {
  add,
  closeFrom,
  endLabels,
  type Gathering,
  type LabelShape,
  noteHeading,
  openSection,
  RANK,
  top,
} from './frames.js';
import {
  assignmentLead,
  boldLead,
  type Lead,
  mayName,
  type Named,
  named,
  partNamed,
  sectionNamed,
} from './name.js';
import { field, type TrailerLines, trailersOf } from './trailer.js';

/** Reads a paragraph that stands in no list and no quote, line by line: any line may open a section or end one. */
export function readLines(state: Gathering, block: Block, lines: readonly Line[], last: boolean): void {
  if (state.options.kind !== 'document') {
    const trailers = trailersOf(lines, last && state.options.kind === 'commit');
    if (trailers && (!inLabel(state) || trailers.some((each) => each.known || isSection(state, each.key)))) {
      readTrailers(state, block, trailers);
      return;
    }
    if (inLabel(state) && lines[0] && field(lines[0].text)?.known) endLabels(state);
  }
  walk(state, block, lines);
  const label = top(state)?.label;
  const bounded = label?.style === 'assignment' || label?.listed;
  if (label?.block === block && bounded && top(state)?.section?.drafts.length) endLabels(state);
}

const inLabel = (state: Gathering): boolean => {
  const frame = top(state);
  return frame?.section !== undefined && frame.section !== null && frame.rank >= RANK.bold;
};

const isSection = (state: Gathering, title: string): boolean =>
  sectionNamed(state.options.index, title) !== undefined;

function walk(state: Gathering, block: Block, lines: readonly Line[]): void {
  const margin = lines[0]?.column ?? 1;
  let pending: Line[] = [];
  let afterField = false;
  const flush = (): void => {
    if (pending.length > 0) add(state, 'text', pending);
    pending = [];
  };
  for (const line of lines) {
    // Names and fields have a mark of theirs: most lines have none.
    const outer = line.column <= margin && mayName(line.text);
    const opened = outer ? opens(state, block, line, afterField, flush) : null;
    afterField = outer && (field(line.text) !== null || assignmentLead(line.text) !== null);
    if (opened) {
      if (opened.rest !== '') pending.push(behind(line, opened));
      continue;
    }
    if (outer && ends(state, block, line.text)) {
      flush();
      endLabels(state);
    }
    pending.push(line);
  }
  flush();
}

const behind = (line: Line, lead: Lead): Line => ({
  text: lead.rest,
  line: line.line,
  column: line.column + lead.restAt,
});

/** Opens the section or part that the line names. `listed`: the line before is a field. */
function opens(state: Gathering, block: Block, line: Line, listed: boolean, flush: () => void): Lead | null {
  const section = top(state)?.section;
  const { index } = state.options;
  const part = section ? named(line.text, (title) => partNamed(index, section.name, title)) : null;
  if (section && part) {
    flush();
    closeFrom(state, RANK.part);
    state.frames.push({ rank: RANK.part, section, part: part.name });
    return part;
  }
  const found = named(line.text, (title) => sectionNamed(index, title));
  if (found) {
    flush();
    openNamed(state, block, line, found, listed);
    if (found.style === 'bold') noteHeading(state, found.title, 7, line);
    return found;
  }
  return passBold(state, line, flush);
}

function openNamed(state: Gathering, block: Block, line: Line, found: Named, listed: boolean): void {
  const bold = found.style === 'bold' || found.style === 'run-in';
  const style = found.style === 'run-in' ? 'bold' : found.style;
  const place = { line: line.line, column: line.column };
  const shape = { name: found.name, title: found.title, style, level: 7, place } as const;
  if (bold) {
    closeFrom(state, RANK.bold);
    openSection(state, shape, { rank: found.style === 'bold' ? RANK.bold : RANK.runIn });
    return;
  }
  const label: LabelShape = {
    block,
    style: found.style === 'assignment' ? 'assignment' : 'label',
    listed,
    valued: found.rest !== '',
    oneWord: !found.title.includes(' '),
  };
  openSection(state, shape, { rank: RANK.label, label });
}

/**
 * Bold that the plan does not know: a line of its own is a heading, unless it is a sentence. Either form ends a part, and a
 * section that began in the same form or run in.
 */
function passBold(state: Gathering, line: Line, flush: () => void): Lead | null {
  const lead = boldLead(line.text);
  if (!lead) return null;
  const heads = lead.style === 'bold' && !/[.!。]$/.test(lead.title);
  flush();
  if (heads) noteHeading(state, lead.title, 7, line);
  closeFrom(state, RANK.part);
  const frame = top(state);
  const sameForm = frame?.rank === RANK.runIn || (heads && frame?.rank === RANK.bold);
  if (frame?.section && sameForm) endLabels(state);
  return heads ? lead : null;
}

/** True when the line belongs to a list of fields of which the section was one. */
function ends(state: Gathering, block: Block, text: string): boolean {
  const label = top(state)?.label;
  if (label?.block !== block) return false;
  if (label.style === 'assignment' && assignmentLead(text)) return true;
  const own = field(text);
  if (!own) return false;
  if (own.known || label.listed) return true;
  return label.valued && (label.oneWord || !own.token);
}

/** Reads a trailer paragraph: it ends every section, and a trailer of a known name is a section of its own. */
function readTrailers(state: Gathering, block: Block, trailers: readonly TrailerLines[]): void {
  closeFrom(state, 1);
  for (const { key, value, lines } of trailers) {
    const first = lines[0];
    if (!first) continue;
    const place = { line: first.line, column: first.column };
    state.trailers.push({ key, value, place });
    const name = sectionNamed(state.options.index, key);
    closeFrom(state, RANK.bold);
    if (name === undefined) continue;
    const label: LabelShape = { block, style: 'trailer', listed: true, valued: true, oneWord: true };
    openSection(state, { name, title: key, style: 'trailer', level: 7, place }, { rank: RANK.label, label });
    const at = first.text.length - first.text.slice(first.text.indexOf(':') + 1).trimStart().length;
    add(state, 'text', [
      { ...first, text: first.text.slice(at), column: first.column + at },
      ...lines.slice(1),
    ]);
  }
  closeFrom(state, 1);
}
