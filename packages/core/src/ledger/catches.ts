import type { Account } from '../schema/pull.js';
import type { CheckFact, PullFact, ThreadFact } from '../schema/pull-fact.js';
import type { Landing } from './changes.js';
import type { DefaultLine } from './default-line.js';
import { labelNames, lastSet } from './labels.js';
import type { Defect } from './ledger.js';
import type { LedgerOptions } from './ledger-of.js';

/** The most defects of one change that are counted as caught, so that many small ones do not drown what escaped. */
const MOST = 3;

/** What catches are found by: who is a machine, who stands behind a login, and the files of commits. */
export type CatchReader = Pick<LedgerOptions, 'engineerOf' | 'isMachine'> & Pick<DefaultLine, 'bySha'>;

/**
 * Defects that came to light in a pull request: what a review, its author or a check found and a later commit changed, and what a
 * `found-in:…` label says. One for each kind and place.
 */
export function pullCatches({ change, pull }: Landing, reader: CatchReader): readonly Defect[] {
  if (pull === undefined) return [];
  const isOwn = (account: Account): boolean =>
    account.login === pull.author?.login || reader.engineerOf(account.login) === change.owner;
  const isSomebody = (account: Account | null): account is Account =>
    account !== null && account.kind !== 'bot' && !reader.isMachine(account.login);
  const who = { isOwn, isSomebody };
  const own = selfCatches(pull, who, reader);
  const labelled = labelCatches(pull, who).filter(({ isOnOwnWord }) => own.length === 0 || !isOnOwnWord);
  const found = [...reviewCatches(pull, who, reader), ...own, ...checkCatches(pull), ...labelled];
  return found.map((defect) => ({ ...defect, change: change.id }));
}

/** The earliest three of a change, one of each id. */
export function capped(catches: readonly Defect[]): readonly Defect[] {
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  return [...catches]
    .map((defect) => ({ defect, at: Date.parse(defect.foundAt) }))
    .sort((a, b) => a.at - b.at || (a.defect.id < b.defect.id ? -1 : 1))
    .filter(({ defect: { id, change } }) => {
      const count = counts.get(change) ?? 0;
      if (seen.has(`${change} ${id}`) || count >= MOST) return false;
      seen.add(`${change} ${id}`);
      counts.set(change, count + 1);
      return true;
    })
    .map(({ defect }) => defect);
}

type Caught = Omit<Defect, 'change'>;

interface Who {
  readonly isOwn: (account: Account) => boolean;
  readonly isSomebody: (account: Account | null) => account is Account;
}

/** Threads by others on what a later commit changed; where there is none, a review that asked for changes and got a commit. */
function reviewCatches(pull: PullFact, { isOwn, isSomebody }: Who, reader: CatchReader): readonly Caught[] {
  const id = `#${pull.number}/review`;
  const threads = changedThreads(pull, reader).filter(({ author }) => isSomebody(author) && !isOwn(author));
  if (threads.length > 0)
    return threads.map(({ path, createdAt, url }) => ({
      id: `${id}/${path}`,
      kind: 'review',
      foundAt: createdAt,
      url,
      stage: 'review',
    }));
  const asked = (pull.reviews ?? []).find(
    ({ author, state, submittedAt }) =>
      state === 'changes-requested' &&
      isSomebody(author) &&
      !isOwn(author) &&
      isPushedAfter(pull, submittedAt),
  );
  return asked === undefined
    ? []
    : [{ id, kind: 'review', foundAt: asked.submittedAt, url: asked.url, stage: 'review' }];
}

/** Threads that the owner opened before anybody else spoke, on what a later commit changed: one for each pull request. */
function selfCatches(pull: PullFact, { isOwn, isSomebody }: Who, reader: CatchReader): readonly Caught[] {
  const spoken = [
    ...(pull.reviews ?? []).map(({ author, submittedAt }) => ({ author, at: submittedAt })),
    ...(pull.threads ?? []).map(({ author, createdAt }) => ({ author, at: createdAt })),
  ];
  const first = Math.min(
    ...spoken.filter(({ author }) => isSomebody(author) && !isOwn(author)).map(({ at }) => Date.parse(at)),
  );
  const own = changedThreads(pull, reader).find(
    ({ author, createdAt }) => isSomebody(author) && isOwn(author) && Date.parse(createdAt) < first,
  );
  if (own === undefined) return [];
  return [
    {
      id: `#${pull.number}/self-review`,
      kind: 'self-review',
      foundAt: own.createdAt,
      url: own.url,
      stage: 'self-review',
    },
  ];
}

/** Threads from before the merge whose file a later commit touched: the platform calls their lines outdated, or Git knows. */
function changedThreads(pull: PullFact, { bySha }: CatchReader): readonly ThreadFact[] {
  const merged = Date.parse(pull.mergedAt ?? pull.updatedAt);
  return (pull.threads ?? []).filter(({ path, createdAt, isOutdated }) => {
    const at = Date.parse(createdAt);
    if (at > merged) return false;
    return (
      isOutdated ||
      (pull.commits ?? []).some(
        ({ sha, committedAt }) =>
          Date.parse(committedAt) > at && bySha.get(sha)?.files?.some((file) => file.path === path) === true,
      )
    );
  });
}

function isPushedAfter({ commits = [], forcePushes = [] }: PullFact, instant: string): boolean {
  const at = Date.parse(instant);
  return (
    commits.some(({ committedAt }) => Date.parse(committedAt) > at) ||
    forcePushes.some((push) => Date.parse(push.at) > at)
  );
}

/**
 * Checks that failed on a head that was ready for review and passed on a later one. A check that passed on the same head when it
 * was run again is flaky and found nothing.
 */
function checkCatches(pull: PullFact): readonly Caught[] {
  const ready = Date.parse(pull.readyAt ?? pull.createdAt);
  const byName = new Map<string, CheckFact[]>();
  for (const check of pull.checks ?? []) {
    const key = `${check.app ?? ''}\0${check.name}`;
    const others = byName.get(key);
    if (others === undefined) byName.set(key, [check]);
    else others.push(check);
  }
  return [...byName.values()].flatMap((runs) => {
    const passed = runs.filter(({ conclusion }) => conclusion === 'success');
    const green = new Set(passed.map(({ sha }) => sha));
    const last = Math.max(...passed.map(finished));
    const failed = runs
      .filter(({ conclusion, sha }) => conclusion === 'failure' && !green.has(sha))
      .filter((run) => finished(run) >= ready && finished(run) < last)
      .sort((a, b) => finished(a) - finished(b));
    const [first] = failed;
    if (first?.completedAt == null) return [];
    return [
      {
        id: `#${pull.number}/check/${first.name}`,
        kind: 'check' as const,
        foundAt: first.completedAt,
        url: pull.url,
        stage: 'ci',
      },
    ];
  });
}

function finished({ completedAt }: CheckFact): number {
  return completedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(completedAt);
}

/**
 * `found-in:…` labels that somebody else than the owner set. Of the owner's own only `self-review` counts, on their own word, and only
 * beside a thread of theirs or with a commit after it.
 */
function labelCatches(pull: PullFact, { isOwn, isSomebody }: Who): readonly Caught[] {
  return labelNames(pull.labels, 'found-in').flatMap((stage): Caught[] => {
    const event = lastSet(pull.labelEvents, 'found-in', stage);
    if (event === undefined || !isSomebody(event.by)) return [];
    const common = { foundAt: event.at, url: pull.url, stage };
    const isOnOwnWord = isOwn(event.by);
    if (stage !== 'self-review')
      return isOnOwnWord ? [] : [{ ...common, id: `#${pull.number}/label/${stage}`, kind: 'label' }];
    const spoke = pull.threads?.some(({ author }) => isSomebody(author) && isOwn(author)) === true;
    if (isOnOwnWord && !spoke && !isPushedAfter(pull, event.at)) return [];
    const self = { ...common, id: `#${pull.number}/self-review`, kind: 'self-review' as const };
    return [isOnOwnWord ? { ...self, isOnOwnWord } : self];
  });
}
