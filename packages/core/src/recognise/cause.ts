import { fromText } from '../evidence/text.js';
import type { Cause } from '../schema/cause.js';
import type { Evidence } from '../schema/evidence.js';
import type { SectionIndex } from '../schema/policy.js';
import { blamedIn, MAY_TELL_CAUSE } from './cause-prose.js';
import { revertedIn } from './cause-revert.js';
import { type Naming, namedChanges } from './named-change.js';
import { commitType, isFix, isMerge, isReapply, looksAutomated, subjectLine } from './subject.js';

/** What text is read, and what of it can name nothing but itself. */
export interface CauseOptions {
  readonly kind: 'commit' | 'pull-request' | 'issue';
  /** Number of the pull request or issue whose text it is. A commit's is read off its title: `… (#12)`. */
  readonly own?: number;
  /** `owner/name` of the repository. Without it, what is named together with a repository counts in `Reverts owner/name#12` only; `*` accepts all of them. */
  readonly repository?: string;
}

const NO_SECTIONS: SectionIndex = { sections: {}, parts: {}, words: {} };
const LONGEST = 65_536;
/** Whatever could name a change: a number, or a sha, which has a digit. */
const NAME =
  /(?:[#/]|\b(?:PR|MR|pr|[Rr]equest|GH)[ :#-]{0,3})(\d{1,7})(?!\d)|(?=[a-f]{0,63}\d)[0-9a-f]{7,64}/g;
const LANDED_AS = /\(#(\d{1,9})\)\s{0,3}$/;
const MERGED_AS = /^merge pull request #(\d{1,9})\b/i;
/** Titles of texts that tell of other changes: releases, branches that come together, tests that come after the repair. */
const TELLS_OF_OTHERS =
  /^(?:[\w .()/-]{1,40}: )?(?:release\b|prepare\b.{0,20}\brelease|change-?log|v?\d+\.\d+(?:\.\d+)?\b|back-?merge|sync\b|roll\b|bump\b|(?:add|improve|extend|write|more)\b.{0,30}\btests?\b|(?:demonstrate|reproduce|document)\b)/i;
const NAMES_CAUSE =
  /^(?:caused|introduced|regressed|broken)-by$|^(?:regression|broken)-(?:from|since)$|^regressed-in$/i;

/**
 * What a text says to have caused what it repairs, takes back or tells of, each target once by its surest rung: trailers
 * (`Fixes: <sha>`, `Caused-By: #12`), reverts, prose (“broken by #12”). The first line is the title. An issue that is closed is no
 * cause, nor is what is denied, doubted, asked, quoted or shown as code. Linear in the text.
 */
export function causesIn(text: string, options: CauseOptions): readonly Cause[] {
  const read = text.slice(0, LONGEST);
  const own = options.own ?? landedNumber(subjectLine(read));
  if (!(MAY_TELL_CAUSE.test(read) && namesOther(read, own))) return [];
  const evidence = fromText(read, { kind: 'commit', index: NO_SECTIONS, hashHeadings: 'count' });
  const naming: Naming = { own, repository: options.repository };
  const causes: readonly Cause[] = [
    ...trailing(evidence, naming),
    ...(options.kind === 'issue' ? [] : revertedIn(evidence, naming)),
    ...told(evidence, read, naming, options.kind),
  ];
  const seen = new Set<string>();
  return causes.filter(({ target }) => {
    const key = target.kind === 'commit' ? target.sha : `#${target.number}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Whether anything at all is named but the text itself: most texts need no closer look. */
function namesOther(text: string, own: number | undefined): boolean {
  for (const found of text.matchAll(NAME)) {
    const number = found[1];
    if (number === undefined || (Number(number) !== own && !isInAddress(text, found))) return true;
  }
  return false;
}

/** Whether a number stands behind a slash in a path or an address that names no change: `/docs/16/locks.html`. */
function isInAddress(text: string, { 0: name, index: start }: RegExpExecArray): boolean {
  const mayBeSha = name.length > 7 || /[\da-f]/i.test(text.charAt(start + name.length));
  if (!name.startsWith('/') || mayBeSha) return false;
  return !/(?:pulls?|issues|requests|commits?)$/i.test(text.slice(Math.max(0, start - 10), start));
}

/** Number of the pull request under which a commit landed, as platforms write it into titles: `… (#12)`, `Merge pull request #12 …`. */
export function landedNumber(title: string): number | undefined {
  const found = LANDED_AS.exec(title.slice(-20)) ?? MERGED_AS.exec(title.slice(0, 60));
  return found?.[1] === undefined ? undefined : Number(found[1]);
}

function trailing({ trailers }: Evidence, naming: Naming): readonly Cause[] {
  return trailers.flatMap(({ key, value }) => {
    const isFixes = /^fixes$/i.test(key);
    if (!(isFixes || NAMES_CAUSE.test(key))) return [];
    return namedChanges(value.slice(0, 300), naming)
      .filter(({ target, start }) => (isFixes ? target.kind === 'commit' && start < 12 : true))
      .map(({ target }) => ({ rung: 'trailer' as const, target }));
  });
}

/** Prose, outside of quotations and code. */
function told(
  { title, prose, headings }: Evidence,
  text: string,
  naming: Naming,
  kind: CauseOptions['kind'],
): readonly Cause[] {
  const isMerged = isMerge(title) && !MERGED_AS.test(title);
  const tests = commitType(title) === 'test' || TELLS_OF_OTHERS.test(title);
  const repairs = kind === 'issue' || isFix(title) || /\bfix(?:e[sd]|ing)?\b/i.test(title);
  if (isMerged || (tests && !repairs) || isReapply(title) || looksAutomated(text)) return [];
  const said = prose
    .filter(({ kind: form }) => form !== 'quote' && form !== 'code')
    .map((entry) => entry.text);
  return [title, ...headings.map((heading) => heading.title), ...said]
    .filter((each) => MAY_TELL_CAUSE.test(each) && namesOther(each, naming.own))
    .flatMap((each) => blamedIn(flat(each), naming, { repairs }))
    .map((target) => ({ rung: 'prose', target }));
}

/** On one line, without code spans that hold something else than a commit, and without dots that end no sentence. */
function flat(text: string): string {
  return text
    .replace(/`[^`\n]{1,300}`/g, (span) => (/^`[0-9a-f]{7,64}`$/.test(span) ? span : '`code`'))
    .replace(/\b(e\.g|i\.e|cf|vs|etc)\.(?=\s)/gi, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
