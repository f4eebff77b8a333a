import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyRule, Evidence } from '@forethought/core';
import {
  type CleanSettings,
  cleanMessage,
  type Finding,
  type Policy,
  ruleNamed,
  sectionSkeleton,
} from '@forethought/core';
import { stateFolder } from './hook-cache.js';

/** Rejected messages that are kept at a time. */
const KEPT = 10;
const NAME = /^rejected-(\d{1,9})\.txt$/;

/** What is missing from a message: headings to turn into labels, and sections to add. */
export interface Repair {
  /** Line (from 1) of the text with its comment lines, and the label that takes its place. */
  readonly labels: ReadonlyMap<number, string>;
  readonly skeletons: readonly (readonly string[])[];
}

/** What has to change in a message so that the failing rules can be satisfied. */
export function repairOf(
  evidence: Evidence,
  failing: readonly Finding[],
  rules: readonly AnyRule[],
  policy: Policy,
): Repair {
  const labels = new Map<number, string>();
  const present = new Set(evidence.sections.map((section) => section.name));
  for (const { name, place } of evidence.doomed) {
    const words = policy.sections.words[name];
    if (words === undefined || present.has(name)) continue;
    labels.set(place.line, `${words.title}:`);
    present.add(name);
  }
  const skeletons: (readonly string[])[] = [];
  for (const finding of failing) {
    const section = sectionOfFinding(finding, rules, policy);
    if (section === undefined || present.has(section)) continue;
    present.add(section);
    skeletons.push(sectionSkeleton(section, 'message', policy));
  }
  return { labels, skeletons };
}

function sectionOfFinding(finding: Finding, rules: readonly AnyRule[], policy: Policy): string | undefined {
  const named = finding.problem?.data['section'];
  if (typeof named === 'string' && Object.hasOwn(policy.sections.words, named)) return named;
  return ruleNamed(rules, finding.ruleId)?.sections[0];
}

/**
 * The message as its author would go on with it: comments gone, headings that git would delete turned into labels, what is
 * missing before the closing trailers. Bytes go in and out, so that any encoding that contains ASCII comes through unharmed.
 */
export function repairedMessage(bytes: Buffer, settings: CleanSettings, repair: Repair): Buffer {
  const commentChar = Buffer.from(settings.commentChar).toString('latin1');
  const cleaned = cleanMessage(bytes.toString('latin1'), { ...settings, commentChar });
  const lines = (cleaned.doomed === '' ? cleaned.text : cleaned.doomed).split('\n');
  const labelled = lines.map((line, index) => latin1(repair.labels.get(index + 1)) ?? line);
  const text = cleanMessage(labelled.join('\n'), {
    ...settings,
    commentChar: cleaned.comment,
    editor: false,
  }).text;
  return Buffer.from(
    withSkeletons(
      text,
      repair.skeletons.map((lines) => lines.map((line) => latin1(line) ?? '')),
    ),
    'latin1',
  );
}

function latin1(text: string | undefined): string | undefined {
  return text === undefined ? undefined : Buffer.from(text).toString('latin1');
}

/** Puts skeletons before the trailers that close a message, or at its end. */
export function withSkeletons(text: string, skeletons: readonly (readonly string[])[]): string {
  const paragraphs = text.trimEnd().split('\n\n');
  const last = paragraphs.at(-1) ?? '';
  const hasTrailers = paragraphs.length > 1 && last.split('\n').every(isTrailerLine);
  const body = hasTrailers ? paragraphs.slice(0, -1) : paragraphs;
  const added = skeletons.map((lines) => lines.join('\n'));
  return `${[...body, ...added, ...(hasTrailers ? [last] : [])].join('\n\n')}\n`;
}

/** A trailer, a folded one, or the line that `cherry-pick -x` adds. https://git-scm.com/docs/git-interpret-trailers */
export function isTrailerLine(line: string): boolean {
  return (
    /^[A-Za-z0-9-]{1,60}[ \t]?:[ \t]\S/.test(line) ||
    /^[ \t]+\S/.test(line) ||
    line.startsWith('(cherry picked from')
  );
}

/** Writes a rejected message under the Git directory and returns its path; the oldest beyond ten go. */
export function keepMessage(gitDir: string, message: Buffer): string {
  const folder = stateFolder(gitDir);
  mkdirSync(folder, { recursive: true });
  const numbers = readdirSync(folder)
    .flatMap((name) => NAME.exec(name)?.[1] ?? [])
    .map(Number);
  const next = Math.max(0, ...numbers) + 1;
  for (const number of numbers.filter((each) => each <= next - KEPT)) {
    rmSync(join(folder, `rejected-${number}.txt`), { force: true });
  }
  const file = join(folder, `rejected-${next}.txt`);
  writeFileSync(file, message);
  return file;
}
