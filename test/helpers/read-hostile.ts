/**
 * Reads every hostile text as every kind of text and judges it by every rule, in a process of its own. Prints a line each, and
 * exits with 1 when one took more than a second of processor time, or the process more than 200 MB.
 */
import {
  type AnyRule,
  fromText,
  type Kind,
  matchPattern,
  outcomeOf,
  type RuleContext,
  withDefaults,
} from '@forethought/core';
import { rules } from '@forethought/rules';
import { hostileTexts } from './hostile-texts.js';
import { policy } from './policy.js';

const LONGEST_MS = 1000;
const MOST_MEGABYTES = 200;
const KINDS: readonly Kind[] = ['commit', 'pull-request', 'document'];

function outcomesOf(kind: Kind, given: string): Record<string, unknown> {
  const context: RuleContext = {
    kind,
    technologies: [],
    existingPaths: new Set(),
    matchPattern,
    nearPaths: undefined,
    earlier: undefined,
    answers: undefined,
    conversation: undefined,
    isRevert: undefined,
    causes: undefined,
    library: undefined,
    miss: undefined,
    lands: undefined,
    record: undefined,
    programme: undefined,
    tree: undefined,
    knownTechnologies: [],
    partNames: {},
    documentKind: undefined,
    documentPath: undefined,
    documentKinds: [],
    requiredSections: [],
    asOf: '2026-11-22T00:00:00Z',
    changedAt: undefined,
  };
  const evidence = fromText(given, { kind, index: policy.sections, hashHeadings: 'count' });
  const judged = (rules as readonly AnyRule[]).map((rule) => {
    const options = 'patterns' in rule.options ? { patterns: ['(a+)+$'] } : {};
    const result = rule.check(evidence, withDefaults(rule, options), context);
    return [rule.id, outcomeOf(result)] as const;
  });
  return Object.fromEntries(judged);
}

for (const [name, make] of Object.entries(hostileTexts)) {
  const text = make();
  for (const kind of KINDS) {
    const before = process.cpuUsage();
    const outcomes = outcomesOf(kind, kind === 'commit' ? `Cap the retries\n\n${text}` : text);
    const { user, system } = process.cpuUsage(before);
    const megabytes = process.resourceUsage().maxRSS / 1024;
    const inTime = user + system <= LONGEST_MS * 1000 && megabytes <= MOST_MEGABYTES;
    if (!inTime) process.exitCode = 1;
    console.log(JSON.stringify({ name, kind, inTime, outcomes, ms: (user + system) / 1000, megabytes }));
  }
}
