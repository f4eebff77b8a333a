import type { WaiverTrouble } from '../waive.js';
import { quotePlain } from './outcome.js';

const WORDS: Readonly<Record<WaiverTrouble['code'], string>> = {
  'no-rule': 'names no rule; write Waive: <rule> - <reason>',
  'unknown-rule': 'names no rule that exists',
  'no-reason': 'gives no reason; write Waive: <rule> - <reason>',
  folded: 'stands where the description folds; above or below that it is seen by who approves, and counts',
  idle: 'is for a rule that fails nowhere here; the line can be taken out',
  'no-approval': 'waits for an approving review by somebody else who can push',
  'self-approval':
    'was approved by whoever asks or made one of the commits; it takes an approving review by somebody else who can push',
  'bot-approval': 'was approved by an account that is no person; it takes a review by somebody who can push',
  'no-permission': 'was approved by somebody who can’t push; it takes a review by somebody who can',
  'unknown-permission':
    'was approved by somebody of whom it is not known whether they can push; the token needs to read permissions',
  'outdated-approval':
    'was edited, or got new commits, after it was approved; an approving review of the newest commit grants it',
  'withdrawn-approval': 'was approved, and the approval was dismissed; a new approving review grants it',
};

/** One sentence on a request for a waiver that took no effect, with the next step; other people's text is neutralised by `quote`. */
export function waiverWords(trouble: WaiverTrouble, quote = quotePlain): string {
  const by = trouble.by === undefined ? '' : ` (${quote(trouble.by)})`;
  const rule = trouble.rule === '' ? '' : ` for ${quote(trouble.rule)}`;
  return `the waiver asked${rule} ${WORDS[trouble.code]}${by}${trouble.hint ?? ''}`;
}
