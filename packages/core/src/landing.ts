import type { MergeSettings, PullRequest } from './schema/pull.js';

/** Where the text that stays in the history comes from: the pull request's body, its commits, or both. */
export type Landing = 'pr-body' | 'commits' | 'both';

/** What a reader must know about a landing. Data: `landingNoticeWords` has the words. */
export interface LandingNotice {
  /**
   * `settings-unread`: nobody could say how pull requests land, so both are judged. `evidence-lost`: a squash leaves no message at
   * all. `evidence-may-be-lost`: a squash would, another allowed method would not.
   */
  readonly code: 'settings-unread' | 'evidence-lost' | 'evidence-may-be-lost';
}

/** How a pull request is going to land. `null` says that it is not known. */
export interface LandingPlan {
  readonly landing: Landing;
  readonly bodyLands: boolean | null;
  /** The messages of the commits land, one by one or joined. */
  readonly commitsLand: boolean | null;
  /** Commits land as commits of their own, by a merge or a rebase. */
  readonly commitsStay: boolean | null;
  /** What a squash writes: the pull request's body, all messages joined, the only commit's message, or nothing; `null` where there is no squash. */
  readonly squash: 'body' | 'messages' | 'single' | 'blank' | null;
  readonly notices: readonly LandingNotice[];
}

type Squash = NonNullable<LandingPlan['squash']>;

/** What of a pull request decides how it lands. */
export type LandingPull = Pick<PullRequest, 'commits' | 'title' | 'body'>;

/**
 * How a pull request lands under a repository's settings; `wanted` other than `auto` takes their place. A squash alone lands one
 * text, other methods every commit. https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/configuring-commit-squashing-for-pull-requests
 */
export function landingOf(
  settings: MergeSettings | null,
  pull: LandingPull,
  wanted: 'auto' | Landing,
): LandingPlan {
  const squash = settings?.squash === true ? squashOf(settings, pull) : null;
  if (wanted !== 'auto') return wantedPlan(wanted, squash);
  const stays = settings !== null && (settings.merge || settings.rebase);
  if (squash === null && !stays) return unreadPlan();
  const bodyLands = squash === 'body';
  const commitsLand = stays || squash === 'messages' || squash === 'single';
  const base = { bodyLands, commitsLand, commitsStay: stays, squash };
  if (squash === 'blank') {
    const code = stays ? 'evidence-may-be-lost' : 'evidence-lost';
    return { ...base, landing: stays ? 'commits' : 'pr-body', notices: [{ code }] };
  }
  const landing = bodyLands && commitsLand ? 'both' : bodyLands ? 'pr-body' : 'commits';
  return { ...base, landing, notices: [] };
}

function wantedPlan(landing: Landing, squash: Squash | null): LandingPlan {
  const commitsLand = landing !== 'pr-body';
  const joined = squash === 'messages' || squash === 'single';
  return {
    landing,
    bodyLands: landing !== 'commits',
    commitsLand,
    commitsStay: commitsLand,
    squash: landing === 'pr-body' ? 'body' : landing === 'commits' && !joined ? null : squash,
    notices: [],
  };
}

function unreadPlan(): LandingPlan {
  return {
    landing: 'both',
    bodyLands: null,
    commitsLand: null,
    commitsStay: null,
    squash: null,
    notices: [{ code: 'settings-unread' }],
  };
}

/** What a squash writes below its title. A pull request with one commit that is no merge lands that commit's text. */
function squashOf({ squashMessage }: MergeSettings, { commits }: LandingPull): Squash {
  if (squashMessage === 'PR_BODY') return 'body';
  if (squashMessage === 'BLANK') return 'blank';
  return commits.filter(({ parents }) => parents < 2).length === 1 ? 'single' : 'messages';
}

/**
 * The message that the platform proposes for a squash: the title with the pull request's number, then what the settings ask for.
 * Undefined where nothing is squashed or the settings were not read. Whoever merges may still edit it.
 */
export function squashText(
  plan: Pick<LandingPlan, 'squash'>,
  settings: MergeSettings | null,
  pull: LandingPull & Pick<PullRequest, 'number'>,
): string | undefined {
  if (plan.squash === null) return undefined;
  const own = pull.commits.filter(({ parents }) => parents < 2);
  const [only] = own.length === 1 ? own : [];
  const takesCommit = settings?.squashTitle !== 'PR_TITLE' && only !== undefined && plan.squash !== 'body';
  const title = `${takesCommit ? parts(only.message).subject : pull.title} (#${pull.number})`;
  const body = squashBody(plan.squash, pull, only?.message ?? '');
  return body === '' ? `${title}\n` : `${title}\n\n${body}\n`;
}

function squashBody(squash: Squash, pull: LandingPull, only: string): string {
  if (squash === 'blank') return '';
  if (squash === 'body') return trimmedEnd(pull.body.replaceAll('\r\n', '\n'));
  if (squash === 'single') return parts(only).body;
  return pull.commits
    .map(({ message }) => parts(message))
    .map(({ subject, body }) => (body === '' ? `* ${subject}` : `* ${subject}\n\n${body}`))
    .join('\n\n');
}

/** Subject line and what follows, without the blank lines between and at the end. */
function parts(message: string): { readonly subject: string; readonly body: string } {
  const text = message.replaceAll('\r\n', '\n');
  const end = text.indexOf('\n');
  if (end === -1) return { subject: text.trim(), body: '' };
  let start = end;
  while (text[start] === '\n') start += 1;
  return { subject: text.slice(0, end).trim(), body: trimmedEnd(text.slice(start)) };
}

function trimmedEnd(text: string): string {
  return text.trimEnd();
}
