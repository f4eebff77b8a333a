import type { Report } from '../schema/report.js';
import { type Block, block, fit, fold, type Part, part } from './blocks.js';
import { type GateReport, type Sorted, sortFindings } from './gate.js';
import { type EntryOptions, entryLines, entryParts, pasteBlocks, undecidedPart } from './gate-entries.js';
import { answersFold, notesOf, patternsFold, policyFold, technologiesFold } from './gate-folds.js';
import { previewParts } from './gate-preview.js';
import { landingNoticeWords } from './landing-words.js';
import { neutral } from './quote.js';
import { counted } from './words.js';

/** UTF-16 units of a comment: below what every version of the platform takes, as some count bytes and others characters. */
export const COMMENT_UNITS = 65_000;

const PLACES = 3;
const NOTES = 4;

/** The first line of a comment, by which the next run finds it. */
export function commentMarker(kind: string, key: string): string {
  return `<!-- forethought:v1 kind=${markerKey(kind)} key=${markerKey(key)} -->`;
}

/** A word as it may stand in a marker: what is no letter, digit, dot, dash or slash becomes a dash. */
export function markerKey(text: string): string {
  return text.replace(/[^\w./-]/g, '-').replace(/-{2,}/g, '-');
}

/**
 * The pull request's one comment: the marker, the result, what is missing with the text to paste, what would help, and all else
 * folded. Other people's words can't mention, refer, link or break out. Shortened between blocks where it is longer than 65,000
 * units; the step summary is not.
 */
export function renderComment(input: GateReport): string {
  const first = [input.marker, `### forethought: ${neutral(input.title)}`];
  return fit(first, gateParts(input, PLACES), {
    most: COMMENT_UNITS,
    size: (text) => text.length,
    leftOut: (items) =>
      `*${items} more entries have no room here. The step summary of the check has all of them.*`,
  });
}

/** The parts of comment and summary in their order; `places` says how many places one entry names. */
export function gateParts(input: GateReport, places: number): readonly Part[] {
  const sorted = sortFindings(input.report.findings);
  const options: EntryOptions = { ...input, places, heading: '' };
  const isClean = sorted.answered.length === input.report.findings.length;
  const notes = [
    ...input.landing.notices.map(landingNoticeWords),
    ...input.notices,
    ...input.report.notices,
  ].filter((note, at, all) => note.trim() !== '' && all.indexOf(note) === at);
  return [
    part([], block([leadOf(input, sorted)])),
    ...(input.report.verdict === 'error' ? [part([], notesOf(notes, NOTES))] : []),
    ...undecidedPart(sorted.undecided, options),
    ...entryParts(sorted.blocking, { ...options, heading: 'Missing' }),
    ...advisoryParts(sorted, options),
    ...previewParts(input),
    ...(input.report.verdict === 'error' ? [] : [part(['#### Notes'], notesOf(notes, NOTES))]),
    ...answersFold(isClean ? 'What was checked' : 'What else was checked', sorted.answered, options),
    ...patternsFold(input),
    ...technologiesFold(input),
    ...policyFold(input, notes.slice(NOTES)),
  ];
}

/** What the result means for whoever reads it, and what happens next. */
function leadOf(
  { report, pull, preview }: GateReport,
  { blocking, advisory, undecided, answered }: Sorted,
): string {
  const read = readWords(report);
  if (report.verdict === 'error') return `There is no verdict, so the check fails. ${read}`.trim();
  if (undecided.length > 0 && blocking.length === 0)
    return `Some questions have no verdict; the reasons stand below. ${read}`.trim();
  if (pull.isDraft && blocking.length + advisory.length > 0)
    return 'Nothing blocks a draft. Once it is ready for review, the questions below need an answer in writing.';
  if (blocking.length > 0)
    return 'Each question below needs an answer in writing before this can land. Once the text is saved, the check runs again.';
  if (advisory.length > 0)
    return `Nothing blocks. An answer to the questions below would help reviewers. ${read}`.trim();
  if ((preview?.problems ?? []).length > 0)
    return `Texts and commits are in order; the proposed policy has to be mended before this can land. ${read}`.trim();
  const isAsked = answered.some(({ outcome }) => outcome === 'pass' || outcome === 'waived');
  return `${isAsked ? 'Nothing is missing.' : 'No rule asks about this change.'} ${read}`.trim();
}

/** Which texts were read. */
function readWords({ findings }: Report): string {
  const ids = (kind: string): number =>
    new Set(findings.filter(({ subject }) => subject.kind === kind).map(({ subject }) => subject.id)).size;
  const commits = ids('commit');
  const documents = ids('document');
  const parts = [
    ...(ids('pull-request') === 0 ? [] : ['the description']),
    ...(commits === 0 ? [] : [counted(commits, 'commit')]),
    ...(documents === 0 ? [] : [counted(documents, 'document')]),
  ];
  return parts.length === 0 ? '' : `Read: ${parts.join(', ')}.`;
}

/** In full where nothing else is missing; beside what blocks a line each, the text to paste folded. */
function advisoryParts({ blocking, advisory }: Sorted, options: EntryOptions): readonly Part[] {
  if (advisory.length === 0) return [];
  if (blocking.length === 0) return entryParts(advisory, { ...options, heading: 'Would help' });
  const lines: readonly Block[] = entryLines(advisory, options);
  return [
    part(['#### Would help, and blocks nothing'], lines),
    ...fold('Text to paste for these', pasteBlocks(advisory, options)),
  ];
}
