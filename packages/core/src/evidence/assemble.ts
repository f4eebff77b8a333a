import type { Entry, Evidence } from '../schema/evidence.js';
import type { Block, Blocks } from './block.js';
import { type Collected, collect } from './collect.js';
import { frontMatter } from './front-matter.js';
import { lazyProperties } from './lazy.js';
import { matterOf, unclosedMatter } from './matter-fields.js';
import type { Outline } from './outline.js';
import type { ReadOptions } from './read.js';
import { finishOutline, finishSections } from './sections.js';

/** What a reader knows besides blocks. */
export interface Around {
  readonly title: string | null;
  readonly doomed: Evidence['doomed'];
  /** Blocks of the repository's template. */
  readonly template: readonly Block[] | null;
}

/** The one way from blocks to Evidence, whichever reader they come from. */
export function assemble(source: Blocks, around: Around, options: ReadOptions): Evidence {
  const collected = collect(source.blocks, options);
  const template = around.template ? collect(around.template, options) : null;
  const matter = matterIn(source);
  const finished = finishSections(collected, template, options.lazy);
  const standing = new Set(finished.sections.map((section) => section.name));
  const shape = {
    schema: 1 as const,
    kind: options.kind,
    title: around.title ?? titleOf(collected, options),
    sections: [...finished.sections],
    headings: collected.headings,
    trailers: collected.trailers,
    ...matter,
    doomed: around.doomed.filter((each) => !standing.has(each.name)),
  };
  return withProse[options.lazy ?? 'own'](shape, { read: finished.readProse });
}

function matterIn({ frontMatter: lines, unclosed }: Blocks): Pick<Evidence, 'frontMatter' | 'matterFields'> {
  if (lines) return { frontMatter: frontMatter(lines), ...matterOf(lines) };
  return unclosed === undefined ? {} : unclosedMatter([unclosed]);
}

/** The same from the outline of a commit message. */
export function assembleOutline(outline: Outline, options: ReadOptions): Evidence {
  const { sections, readProse } = finishOutline(outline, options);
  const { kind } = options;
  const { title } = outline;
  const trailers = [...outline.trailers];
  const shape = {
    schema: 1 as const,
    kind,
    title,
    sections: [...sections],
    headings: [],
    trailers,
    doomed: [],
  };
  return withProse[options.lazy ?? 'own'](shape, { read: readProse });
}

interface ProseSource {
  readonly read: () => readonly Entry[];
  prose?: Entry[];
}

const withProse = lazyProperties<ProseSource, Pick<Evidence, 'prose'>>({
  prose: (source) => {
    source.prose ??= [...source.read()];
    return source.prose;
  },
});

function titleOf(collected: Collected, options: ReadOptions): string {
  return options.title ?? (options.kind === 'document' ? (collected.headings[0]?.title ?? '') : '');
}
