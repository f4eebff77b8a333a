import type { LandingNotice } from '../landing.js';
import type { LostSection } from '../landing-audit.js';
import type { SectionIndex } from '../schema/policy.js';

const NOTICES: Readonly<Record<LandingNotice['code'], string>> = {
  'settings-unread':
    "the repository's merge settings were not read, so commits and body are both judged; the input landing says which of them lands",
  'evidence-lost':
    'pull requests land with a title and no message here, so the evidence stays behind; the setting “Pull request title and description” keeps it',
  'evidence-may-be-lost':
    'a squash lands a title and no message here, so the evidence stays behind; the setting “Pull request title and description” keeps it',
};

/** One sentence on what a reader must know about a landing, with the next step. */
export function landingNoticeWords({ code }: LandingNotice): string {
  return NOTICES[code];
}

/** One sentence on the evidence that a landed commit lacks, or nothing where it all arrived. */
export function lostWords(lost: readonly LostSection[], index: Pick<SectionIndex, 'words'>): string {
  if (lost.length === 0) return '';
  const titles = lost.map(({ section }) => index.words[section]?.title ?? section).join(', ');
  return `${titles}: in the pull request's body, and not in the commit that landed; a follow-up commit or a note can carry the text`;
}
