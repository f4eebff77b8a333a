import { references } from '../recognise/references.js';
import type { Entry, Evidence, Section } from '../schema/evidence.js';
import type { Collected } from './collect.js';
import { type Draft, finish, visible } from './draft.js';
import { linkTargets } from './links.js';
import { type StateOf, sectionState } from './state.js';

/** Sections with their states, and the prose around them. Text that the template brought along is nobody's. */
export function finishSections(
  collected: Collected,
  template: Collected | null,
): Pick<Evidence, 'sections' | 'prose'> {
  const known = template ? templateLines(template) : null;
  const linked = linkTargets(collected.definitions);
  const entriesOf = (drafts: readonly Draft[]): Entry[] => {
    const entries: Entry[] = [];
    for (const draft of drafts) {
      const entry = finish(draft, references, linked);
      if (entry) entries.push(entry);
    }
    return entries;
  };
  const sections = collected.sections.map(({ drafts, ...shape }): Section => {
    const own = known ? without(drafts, known) : drafts;
    return sectionOf(shape, own.length < drafts.length, () => entriesOf(own));
  });
  let prose: Entry[] | undefined;
  return {
    sections,
    get prose() {
      prose ??= entriesOf(known ? without(collected.prose, known) : collected.prose);
      return prose;
    },
  };
}

/** A section whose content and state are worked out when somebody asks for them. */
function sectionOf(
  shape: Omit<Section, 'entries' | 'state' | 'reason'>,
  emptied: boolean,
  read: () => Entry[],
): Section {
  let entries: Entry[] | undefined;
  let state: StateOf | undefined;
  const readEntries = (): Entry[] => {
    entries ??= read();
    return entries;
  };
  const readState = (): StateOf => {
    state ??= sectionState(readEntries(), shape.name, emptied);
    return state;
  };
  return {
    ...shape,
    get state() {
      return readState().state;
    },
    get reason() {
      return readState().reason;
    },
    get entries() {
      return readEntries();
    },
  };
}

const key = (text: string, checked: boolean | undefined): string =>
  `${checked ? 'x' : ''} ${text.replace(/\s+/g, ' ').trim()}`;

/** Every node of the template, and every line of its text. */
function templateLines(template: Collected): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const draft of [...template.prose, ...template.sections.flatMap((section) => section.drafts)]) {
    keys.add(key(visible(draft.lines), draft.checked));
    if (draft.kind === 'text') for (const line of draft.lines) keys.add(key(line.text, undefined));
  }
  return keys;
}

/** The drafts without the template's nodes, and text without the template's lines. */
function without(drafts: readonly Draft[], known: ReadonlySet<string>): readonly Draft[] {
  const kept: Draft[] = [];
  for (const draft of drafts) {
    if (known.has(key(visible(draft.lines), draft.checked))) continue;
    if (draft.kind !== 'text') {
      kept.push(draft);
      continue;
    }
    const lines = draft.lines.filter((line) => !known.has(key(line.text, undefined)));
    if (lines.length > 0) kept.push({ ...draft, lines });
  }
  return kept;
}
