import type { AnyRule, ProblemWords } from '../define.js';
import { ruleIdOf, ruleNamed } from '../rule-name.js';
import type { Finding, Problem, Subject } from '../schema/finding.js';
import type { Policy } from '../schema/policy.js';
import { outcomeWords, quotePlain } from './outcome.js';
import { plain } from './sanitise.js';

/** What turns findings into sentences: the rules with their words, and the policy with its questions and skeletons. */
export interface Wording {
  readonly rules: readonly AnyRule[];
  readonly policy: Policy;
  /** Folder or address, ending in `/`, under which the documentation pages stand; default `docs/`. */
  readonly documentation?: string;
}

/** One finding in words. `skeleton` holds the lines to paste; `explain` is the command that tells more. */
export interface Description {
  readonly ruleId: string;
  readonly question: string;
  readonly actual: string;
  readonly expected: string;
  readonly fix: string;
  readonly skeleton: readonly string[];
  readonly why: string;
  readonly explain: string;
}

/** Problems that any rule can have because the judge finds them, not the rule. */
const COMMON_PROBLEMS: Readonly<Record<string, ProblemWords>> = {
  'not-applicable-forbidden': {
    actual: '“not applicable” with the reason “{reason}”',
    expected: 'evidence, as the plan does not take “not applicable” here',
    fix: 'Write down what was done, or ask for a waiver with a `Waive:` line.',
  },
  doomed: {
    actual:
      '“{title}” stands on a line that begins with `#`, and Git deletes such lines whenever a message is edited',
    expected: 'the section in a form that Git keeps',
    fix: 'Write it as a label: `{title}:` on a line of its own, the evidence below.',
  },
};

/**
 * Puts one finding into words: the plan's question before the rule's own, `{name}` filled from the problem's data, each value
 * passed through `quote` (default: controls neutralised, long values cut). An unknown rule or code still gives a whole description.
 */
export function describe(finding: Finding, wording: Wording, quote = quotePlain): Description {
  const rule = ruleNamed(wording.rules, finding.ruleId);
  const problem = finding.problem;
  const words = problem && (rule?.problems[problem.code] ?? COMMON_PROBLEMS[problem.code]);
  const say = (text: string): string => (problem === undefined ? text : fill(text, problem, quote));
  return {
    ruleId: finding.ruleId,
    question: questionOf(finding, rule, wording.policy),
    actual: words === undefined ? (problem?.code ?? outcomeWords(finding, quote)) : say(words.actual),
    expected: words === undefined ? '' : say(words.expected),
    fix: words === undefined ? '' : say(words.fix),
    skeleton: finding.outcome === 'fail' ? skeletonOf(finding, rule, wording.policy) : [],
    why: rule?.why ?? '',
    explain: `forethought explain ${finding.ruleId}`,
  };
}

/** What was found, what was expected and the next step, as one line. */
export function sentence(words: Description): string {
  return [
    `Found: ${closed(words.actual)}`,
    words.expected === '' ? '' : `Expected: ${closed(words.expected)}`,
    words.fix === '' ? '' : `Next: ${closed(words.fix)}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** A number with its noun: `1 entry`, `2 entries`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A sentence with its full stop, whether its author wrote one or not. */
export function closed(text: string): string {
  return /[.?!:…]$/.test(text) ? text : `${text}.`;
}

/** A text with a capital at its beginning. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Where the page of a rule or metric stands. */
export function documentationOf(
  folder: 'rules' | 'metrics',
  id: string,
  { documentation = 'docs/' }: { readonly documentation?: string },
): string {
  return `${documentation}${folder}/${ruleIdOf(id)}.md`;
}

function questionOf(finding: Finding, rule: AnyRule | undefined, policy: Policy): string {
  const settings = policy.rules.filter((setting) => setting.ruleId === finding.ruleId);
  const setting = settings.find((each) => each.practiceId === finding.practiceId) ?? settings[0];
  return setting?.question ?? rule?.question ?? `What does ${finding.ruleId} ask for?`;
}

/**
 * Replaces `{name}` by the problem's value of that name in one pass, so that a value can't smuggle in another name. A name that
 * stands within backticks of ours gets its value bare, as quoting again would end them.
 */
function fill(text: string, problem: Problem, quote: (value: string) => string): string {
  return text
    .split('`')
    .map((part, at, parts) => {
      const isCode = at % 2 === 1 && at < parts.length - 1;
      return fillPart(part, problem, isCode ? bare : quote);
    })
    .join('`');
}

function bare(value: string): string {
  return quotePlain(value).replaceAll('`', "'").replaceAll('<!--', '<! --') || '…';
}

function fillPart(text: string, problem: Problem, quote: (value: string) => string): string {
  return text.replace(/\{([A-Za-z][A-Za-z0-9]{0,40})\}/g, (whole, name: string) => {
    const value = Object.hasOwn(problem.data, name) ? problem.data[name] : undefined;
    if (value === undefined) return whole;
    if (typeof value === 'string') return quote(value);
    return Array.isArray(value) ? value.map(quote).join(', ') : String(value);
  });
}

/** Lines to paste for a finding: those that the problem brings in `paste`, or else its section with the problem's `entries` or its own; label form where Git would delete `#` lines, headings elsewhere. */
function skeletonOf(finding: Finding, rule: AnyRule | undefined, policy: Policy): readonly string[] {
  const own = finding.problem?.data.paste;
  if (Array.isArray(own)) return own.map((line) => plain(line));
  const named = finding.problem?.data.section;
  const isKnown =
    typeof named === 'string' && sectionWords(named, finding.subject.kind, policy) !== undefined;
  const section = isKnown ? named : rule?.sections[0];
  if (section === undefined) return [];
  const lines = sectionSkeleton(section, finding.subject.kind, policy);
  const entries = finding.problem?.data.entries;
  if (!Array.isArray(entries) || entries.length === 0) return lines;
  const length = policy.sections.words[section]?.skeleton.length ?? 0;
  return [...lines.slice(0, lines.length - length), ...entries.map((line) => plain(line))];
}

/** The empty form of a section as it would be pasted into that kind of text: `Title:` in commits, `## Title` elsewhere. */
export function sectionSkeleton(section: string, kind: Subject['kind'], policy: Policy): readonly string[] {
  const words = sectionWords(section, kind, policy);
  if (words === undefined) return [];
  const label = kind === 'commit' || kind === 'message';
  return label ? [`${words.title}:`, ...words.skeleton] : [`## ${words.title}`, '', ...words.skeleton];
}

/** Title and skeleton of a section; in documents those of documents come first. */
function sectionWords(
  section: string,
  kind: Subject['kind'],
  { sections, documentSections }: Policy,
): { readonly title: string; readonly skeleton: readonly string[] } | undefined {
  const isOfDocuments = kind === 'document' && Object.hasOwn(documentSections, section);
  if (isOfDocuments) return documentSections[section];
  return Object.hasOwn(sections.words, section) ? sections.words[section] : undefined;
}

/** How a failing finding of each severity is announced. */
export const SEVERITY_WORDS: Readonly<Record<Finding['severity'], string>> = {
  block: 'blocks',
  warn: 'warns',
  observe: 'observed',
};

/** Characters of a commit id that are shown. */
const SHORT_SHA = 12;

/** Where a finding stands, for people: `commit 1a2b3c4d5e6f`, `message:3:1`, `docs/runbook.md:12:1`. */
export function placeWords(finding: Finding): string {
  const { kind, id } = finding.subject;
  const at = finding.problem?.place;
  const position = at === undefined ? '' : `:${at.line}:${at.column}`;
  if (kind === 'document') return `${plain(id)}${position}`;
  if (kind === 'message') return `message${position}`;
  const name = subjectName(finding.subject);
  return position === '' ? name : `${name} line ${at?.line}`;
}

/** A subject's short name: `commit 1a2b3c4d5e6f`, `pull request 12`. */
export function subjectName(subject: Subject): string {
  if (subject.kind === 'commit') return `commit ${plain(subject.id).slice(0, SHORT_SHA)}`;
  if (subject.kind === 'pull-request') return `pull request ${plain(subject.id)}`;
  return subject.kind === 'message' ? 'message' : plain(subject.id);
}
