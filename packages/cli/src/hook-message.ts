import { readFileSync } from 'node:fs';
import {
  type AnyRule,
  type Change,
  type CleanMessage,
  type CleanSettings,
  cleanMessage,
  commitType,
  type Evidence,
  type Finding,
  fromText,
  judge,
  type Need,
  type Policy,
} from '@forethought/core';
import type { GitFacts } from './hook-facts.js';

/** One form of the message with what the judge says of it, and what the judge would have to know to say more. */
export interface Reading {
  readonly evidence: Evidence;
  readonly findings: readonly Finding[];
  readonly needs: readonly Need[];
}

/** Everything known about the commit but the message. */
export interface Circumstances {
  readonly policy: Policy;
  readonly rules: readonly AnyRule[];
  /** Instant by which schedules count. */
  readonly at: string;
  readonly change: Pick<Change, 'files' | 'linesRead' | 'attributesRead'> &
    Partial<Pick<Change, 'exemption' | 'isRevert' | 'existingPaths' | 'nearPaths' | 'matchPattern' | 'tree'>>;
  /** Message of the commit that this one is picked from. */
  readonly inherited?: string;
}

/** A message file as text. An encoding that this Node.js does not know is read as UTF-8. */
export function readText(file: string, facts: GitFacts): string {
  const encoding = facts.config.get('i18n.commitencoding');
  if (encoding === undefined || /^utf-?8$/i.test(encoding)) return readFileSync(file, 'utf8');
  return decode(readFileSync(file), encoding);
}

function decode(bytes: Buffer, encoding: string): string {
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
}

/** How git is going to clean the message. `GIT_EDITOR=:` is git's way to tell its hooks that nobody edits. */
export function cleanSettings(facts: GitFacts, gitEditor: string | undefined): CleanSettings {
  const cleanup = facts.config.get('commit.cleanup') ?? 'default';
  return {
    cleanup: isCleanup(cleanup) ? cleanup : 'default',
    commentChar: facts.config.get('core.commentchar') ?? '#',
    editor: gitEditor !== ':',
  };
}

function isCleanup(value: string): value is CleanSettings['cleanup'] {
  return ['default', 'strip', 'whitespace', 'verbatim', 'scissors'].includes(value);
}

/**
 * Judges the message in every form in which git may store it: first the text that survives every way to clean, in which `#`
 * headings never count, then each alternative as it would be stored.
 */
export function readMessage(raw: string, settings: CleanSettings, around: Circumstances): readonly Reading[] {
  const cleaned = cleanMessage(raw, settings);
  const forms = new Set(cleaned.alternatives);
  if (/^ {0,3}#/m.test(cleaned.text)) forms.add(cleaned.text);
  const stored = [...forms].map((text) => evidenceOf(text, 'count', around));
  return [survivingEvidence(cleaned, around), ...stored].map((evidence) => readingOf(evidence, around));
}

function survivingEvidence(cleaned: CleanMessage, around: Circumstances): Evidence {
  const evidence = evidenceOf(cleaned.text, 'doomed', around);
  if (cleaned.doomed === '') return evidence;
  const names = new Set(evidence.sections.map((section) => section.name));
  const doomed = evidenceOf(cleaned.doomed, 'doomed', around).doomed.filter(({ name }) => !names.has(name));
  return { ...evidence, doomed };
}

function evidenceOf(text: string, hashHeadings: 'count' | 'doomed', around: Circumstances): Evidence {
  const options = { kind: 'commit', index: around.policy.sections } as const;
  const own = fromText(text, { ...options, hashHeadings });
  if (around.inherited === undefined) return own;
  const names = new Set(own.sections.map((section) => section.name));
  const source = fromText(around.inherited, { ...options, hashHeadings: 'count' });
  return {
    ...own,
    sections: [...own.sections, ...source.sections.filter((section) => !names.has(section.name))],
  };
}

function readingOf(evidence: Evidence, around: Circumstances): Reading {
  const type = commitType(evidence.title);
  const change: Change = {
    subject: { kind: 'message', id: 'message', title: evidence.title },
    evidence,
    labels: [],
    draft: false,
    ...around.change,
    ...(type === undefined ? {} : { type }),
  };
  const { findings, needs } = judge(change, around.policy, around.rules, around.at);
  return { evidence, findings, needs };
}
