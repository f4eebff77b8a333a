import type { Finding } from '../schema/finding.js';
import { plain, truncate } from './sanitise.js';

/** Columns that a value out of somebody's text may take within a sentence. */
const VALUE_COLUMNS = 60;

/** A value out of somebody's text within a sentence: controls neutralised, long ones cut. */
export function quotePlain(value: string): string {
  return truncate(plain(value), VALUE_COLUMNS);
}

/** One word or two per outcome, the same everywhere. */
export const OUTCOME_WORDS: Readonly<Record<Finding['outcome'], string>> = {
  pass: 'passes',
  fail: 'fails',
  exempt: 'exempt',
  'not-applicable': 'not applicable',
  waived: 'waived',
  unknown: 'unknown',
  error: 'could not be evaluated',
};

/** The judge's reason codes in words; a code may be followed by `: ` and its detail. */
const REASONS: Readonly<Record<string, string>> = {
  'needs files': 'its changed files were not read',
  'needs lines': 'its size was not read',
  'needs attributes': 'the attributes of its files were not read',
  'needs paths': 'the paths that it names were not looked up',
  'needs conversation': 'its reviews were not read',
  'needs measures': 'what a mark of it hangs on has not been measured, or not often enough',
  'needs designs': 'the approvals of its designs were not read',
  draft: 'a draft',
  branch: 'not on a branch that the rule asks about',
  label: 'without a label that the rule asks about',
  paths: 'touches no path that the rule asks about',
  'no-changes': 'no file changed',
  small: 'smaller than what the rule asks about',
  excused: 'excused by the plan',
  na: 'its text says so',
  merge: 'a merge',
  revert: 'a revert',
  'cherry-pick': 'a cherry-pick',
  bot: 'by a bot',
  root: 'the first commit',
  'web-flow': 'made on the platform',
  'before-adoption': 'older than the policy',
  'does-not-land': 'advisory, as this text does not land',
  'does-not-land: body': 'advisory, as the description lands in place of this text',
  'does-not-land: squash': 'advisory, as one message of all commits lands',
  'does-not-land: commits': 'advisory, as the commits land and not the description',
  'waiver-requested': 'a waiver is asked for and not granted',
};

/** What a finding without a problem says: exempt and why, unknown and what was missing. */
export function outcomeWords(finding: Finding, quote = quotePlain): string {
  const word = finding.outcome === 'unknown' ? 'could not be judged' : OUTCOME_WORDS[finding.outcome];
  const reason = reasonOf(finding, quote);
  return reason === '' ? word : `${word}: ${reason}`;
}

/** A finding's reason in words, its detail passed through `quote`; empty where it has none. */
export function reasonOf({ reason = '' }: Pick<Finding, 'reason'>, quote = quotePlain): string {
  if (reason === '') return '';
  const whole = Object.hasOwn(REASONS, reason) ? REASONS[reason] : undefined;
  if (whole !== undefined) return whole;
  const colon = reason.indexOf(': ');
  const code = colon === -1 ? reason : reason.slice(0, colon);
  const words = colon !== -1 && Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
  return words === undefined ? quote(reason) : `${words}, ${quote(reason.slice(colon + 2))}`;
}
