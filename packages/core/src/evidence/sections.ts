import { references } from '../recognise/references.js';
import type { Entry, Section } from '../schema/evidence.js';
import { type Collected, collect } from './collect.js';
import { type Draft, finish, visible } from './draft.js';
import { type LazyForm, lazyProperties } from './lazy.js';
import { linkTargets } from './links.js';
import type { Outline, Stretch } from './outline.js';
import type { ReadOptions } from './read.js';
import { type StateOf, sectionState } from './state.js';

/** Sections with their states, and the prose around them. Text that the template brought along is nobody's. */
export function finishSections(
  collected: Collected,
  template: Collected | null,
  lazy: LazyForm = 'own',
): Finished {
  const known = template ? templateLines(template) : null;
  const linked = linkTargets(collected.definitions);
  const entriesOf = (drafts: readonly Draft[]): Entry[] => finishAll(drafts, linked, lazy);
  const sections = collected.sections.map(({ drafts, name, title, style, level, place }): Section => {
    const own = known ? without(drafts, known) : drafts;
    const source = { name, emptied: own.length < drafts.length, read: () => entriesOf(own) };
    return withContent[lazy]({ name, title, style, level, place }, source);
  });
  return {
    sections,
    readProse: () => entriesOf(known ? without(collected.prose, known) : collected.prose),
  };
}

/** The same for a text whose sections can be read apart: each is read when somebody asks what stands in it. */
export function finishOutline({ sections, prose }: Outline, options: ReadOptions): Finished {
  const { lazy = 'own' } = options;
  const read = ({ blocks, ends }: Stretch): Collected => collect(blocks(), options, ends);
  return {
    sections: sections.map(({ name, title, style, level, place, stretch }): Section => {
      const entries = (): Entry[] => finishAll(read(stretch).sections[0]?.drafts ?? [], noLinks, lazy);
      return withContent[lazy]({ name, title, style, level, place }, { name, emptied: false, read: entries });
    }),
    readProse: () => finishAll(read(prose).prose, noLinks, lazy),
  };
}

const noLinks = (): readonly string[] => [];

function finishAll(
  drafts: readonly Draft[],
  linked: (text: string) => readonly string[],
  lazy: LazyForm,
): Entry[] {
  const entries: Entry[] = [];
  for (const draft of drafts) {
    const entry = finish(draft, references, linked, lazy);
    if (entry) entries.push(entry);
  }
  return entries;
}

/** Sections with their content and state, and a function that works out the prose. */
export interface Finished {
  readonly sections: readonly Section[];
  readonly readProse: () => readonly Entry[];
}

/** What a section's content and state are worked out from, and what has been worked out. */
interface SectionSource {
  readonly name: string;
  /** The template brought some of it along. */
  readonly emptied: boolean;
  readonly read: () => Entry[];
  entries?: Entry[];
  state?: StateOf;
}

const withContent = lazyProperties<SectionSource, Pick<Section, 'state' | 'reason' | 'entries'>>({
  state: (source) => stateOf(source).state,
  reason: (source) => stateOf(source).reason,
  entries: entriesIn,
});

function entriesIn(source: SectionSource): Entry[] {
  source.entries ??= source.read();
  return source.entries;
}

function stateOf(source: SectionSource): StateOf {
  source.state ??= sectionState(entriesIn(source), source.name, source.emptied);
  return source.state;
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
