import { ruleNamed } from '../rule-name.js';
import type { Finding } from '../schema/finding.js';
import { type Block, block, type Part, part } from './blocks.js';
import { type Group, groupBy } from './group.js';
import { outcomeWords, reasonOf } from './outcome.js';
import { codeBlock, codeSpan, neutral, neutralValue } from './quote.js';
import {
  capital,
  closed,
  type Description,
  describe,
  documentationOf,
  placeWords,
  type Wording,
} from './words.js';

/** Where the text is that has to change. */
type Spot = 'description' | 'squash' | 'commits' | 'documents' | 'conversation';

const SPOTS: readonly Spot[] = ['description', 'squash', 'commits', 'documents', 'conversation'];

const TITLES: Readonly<Record<Spot, string>> = {
  description: 'in the description of this pull request',
  squash: 'in the message that the squash will land',
  commits: 'in commit messages',
  documents: 'in documents',
  conversation: 'in the description, a review or a comment',
};

const PASTE: Readonly<Record<Spot, string>> = {
  description: 'Paste this into the description and fill it in:',
  squash: 'Paste this into the text that lands and fill it in:',
  commits: 'Paste this into the message of the commit (`git rebase -i`, then *reword*) and fill it in:',
  documents: 'Paste this into the document and fill it in:',
  conversation: 'Paste this where the next step says and fill it in:',
};

/** Different values that one entry tells of a rule. */
const VALUES = 3;

/** How entries are shown: `places` is how many places one names, `heading` goes before the name of the text to change. */
export interface EntryOptions extends Wording {
  readonly places: number;
  readonly heading: string;
}

/** What is missing, by where it has to be written: question, what was found, next step, why, and one block to paste for each place. */
export function entryParts(findings: readonly Finding[], options: EntryOptions): readonly Part[] {
  let number = 0;
  return SPOTS.flatMap((spot) => {
    const here = findings.filter((finding) => spotOf(finding, options) === spot);
    const entries = groupBy(here, ({ ruleId, outcome }) => JSON.stringify([ruleId, outcome])).flatMap(
      (group) => {
        number += 1;
        return block(entryOf(group, number, spot, options), group.findings.length);
      },
    );
    if (entries.length === 0) return [];
    return [
      part([`#### ${options.heading} ${TITLES[spot]}`], [...entries, ...pasteBlock(here, spot, options)]),
    ];
  });
}

function spotOf({ subject, ruleId }: Finding, { rules }: Wording): Spot {
  if (subject.kind === 'commit') return 'commits';
  if (subject.kind === 'message') return 'squash';
  if (subject.kind === 'document') return 'documents';
  const needs = ruleNamed(rules, ruleId)?.needs ?? [];
  return needs.includes('conversation') ? 'conversation' : 'description';
}

/** The question, which a plan may word; never empty, so that it stays bold. */
function questionOf({ first }: Group, [words]: readonly Description[]): string {
  return neutral(words?.question ?? '') || codeSpan(first.ruleId);
}

/** One numbered entry. Numbers go on from one text to the next, so that the last is the number in the title. */
function entryOf(group: Group, number: number, spot: Spot, options: EntryOptions): readonly string[] {
  const described = group.findings.map((finding) => describe(finding, options, codeSpan));
  const found = several(described.map(({ actual }) => actual));
  const expected = several(described.map((each) => each.expected));
  const next = [...new Set(described.map(({ fix }) => fix))].filter((fix) => fix !== '').slice(0, VALUES);
  const reason = reasonOf(group.first, codeSpan);
  const why = [described[0]?.why ?? '', `(${ruleLink(group.first.ruleId, options)})`];
  const indent = ' '.repeat(`${number}. `.length);
  return [
    `${number}. **${questionOf(group, described)}**`,
    '',
    ...[
      ...placesOf(group, spot, options.places).map((place) => `In ${place}`),
      `Found: ${closed(found)}${expected === '' ? '' : ` Expected: ${closed(expected)}`}`,
      ...(reason === '' ? [] : [capital(closed(reason))]),
      ...(next.length === 0 ? [] : [`Next: ${next.join(' ')}`]),
      `Why: ${why.filter((each) => each !== '').join(' ')}`,
    ].map((line) => `${indent}- ${line}`),
  ];
}

/** Different texts in one breath; what goes beyond a few is counted. */
function several(texts: readonly string[]): string {
  const distinct = [...new Set(texts)].filter((text) => text !== '');
  const rest = distinct.length - VALUES;
  return `${distinct.slice(0, VALUES).join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`;
}

/** A rule's name as a link to its page where there is an address, else as code. */
export function ruleLink(ruleId: string, options: Wording): string {
  const page = documentationOf('rules', ruleId, options);
  const name = codeSpan(ruleId);
  return page.includes('://') && /^[a-z0-9-]+$/.test(ruleId) ? `[${name}](${page})` : name;
}

/** Places of a group; subjects of commits and names of files are somebody's text, so they stand in code. */
function placesOf(group: Group, spot: Spot, most: number): readonly string[] {
  const seen = new Map(group.findings.map((finding) => [placeKey(finding), finding]));
  const names = [...seen.values()].map((finding) => placeName(finding, spot)).filter((name) => name !== '');
  const rest = names.length - most;
  return rest > 0 ? [...names.slice(0, most), `${rest} more`] : names;
}

function placeKey({ subject, problem }: Finding): string {
  return JSON.stringify([subject.kind, subject.id, subject.kind === 'commit' ? 0 : problem?.place?.line]);
}

function placeName(finding: Finding, spot: Spot): string {
  const { subject, problem } = finding;
  if (spot === 'commits') return `${codeSpan(subject.id.slice(0, 12))} ${codeSpan(subject.title)}`;
  if (spot === 'documents') return codeSpan(placeWords(finding));
  return problem?.place === undefined ? '' : `line ${problem.place.line}`;
}

function pasteBlock(findings: readonly Finding[], spot: Spot, options: EntryOptions): readonly Block[] {
  const skeletons = findings.map((finding) => describe(finding, options, codeSpan).skeleton);
  const distinct = [...new Map(skeletons.map((lines) => [lines.join('\n'), lines])).values()];
  const lines = distinct
    .filter((each) => each.length > 0)
    .flatMap((each, at) => (at === 0 ? each : ['', ...each]));
  return lines.length === 0 ? [] : block([PASTE[spot], '', ...codeBlock(lines)]);
}

/** Findings in one line for each rule and text, without what can be pasted. */
export function entryLines(findings: readonly Finding[], options: EntryOptions): readonly Block[] {
  const groups = groupBy(findings, (finding) => JSON.stringify([finding.ruleId, spotOf(finding, options)]));
  return groups.flatMap((group) => {
    const described = group.findings.map((finding) => describe(finding, options, codeSpan));
    const spot = spotOf(group.first, options);
    const where = placesOf(group, spot, options.places).join(', ');
    const at = where === '' ? '' : ` (${where})`;
    const reason = reasonOf(group.first, codeSpan);
    const lines = [
      `- **${neutral(described[0]?.question ?? '')}** ${ruleLink(group.first.ruleId, options)}`,
      `  ${capital(TITLES[spot])}${at}: ${closed(several(described.map(({ actual }) => actual)))}${reason === '' ? '' : ` ${capital(closed(reason))}`}`,
    ];
    return block(lines, group.findings.length);
  });
}

/** What can be pasted for findings, one block for each text that has to change. */
export function pasteBlocks(findings: readonly Finding[], options: EntryOptions): readonly Block[] {
  return SPOTS.flatMap((spot) =>
    pasteBlock(
      findings.filter((finding) => spotOf(finding, options) === spot),
      spot,
      options,
    ),
  );
}

/** Questions that had no answer, with the reason: one line each. */
export function undecidedPart(findings: readonly Finding[], options: EntryOptions): readonly Part[] {
  const groups = groupBy(findings, ({ ruleId, outcome, reason }) =>
    JSON.stringify([ruleId, outcome, reason]),
  );
  const blocks = groups.flatMap((group) => {
    const words = describe(group.first, options, codeSpan);
    const count = new Set(group.findings.map(({ subject }) => JSON.stringify(subject))).size;
    const where = count > 1 ? ` (${count} times)` : '';
    return block(
      [
        `**${questionOf(group, [words])}**`,
        '',
        `- ${capital(outcomeWords(group.first, neutralValue))}${where}. ${ruleLink(group.first.ruleId, options)}`,
      ],
      count,
    );
  });
  return blocks.length === 0 ? [] : [part(['#### Could not be evaluated'], blocks)];
}
