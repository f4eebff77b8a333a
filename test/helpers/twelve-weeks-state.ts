import type { CheckRunState, DeploymentState } from '../github/state/checks-model.js';
import type { IssueInput, PullInput, RepositoryInput, ThreadInput } from '../github/state/input.js';
import type { EventState, ReviewState } from '../github/state/model.js';
import { instantOf } from '../github/state/world.js';
import type { MadeHistory, MadePull } from './twelve-weeks-git.js';
import { PLANNED_ISSUES } from './twelve-weeks-issues.js';
import { type Member, member, WEEKS, when } from './twelve-weeks-people.js';
import type { PlannedIssue } from './twelve-weeks-plan.js';

/** Numbers of what is made while the server runs, such as the tracking issue, begin here. */
export const FIRST_NEW_NUMBER = 5000;
/** Who looks through new issues. */
const TRIAGE = member(29).login;

type Event = Partial<EventState> & Pick<EventState, 'kind'>;
type Review = Partial<ReviewState> & Pick<ReviewState, 'state'>;

const after = (at: string, minutes: number): string => instantOf(Date.parse(at) + minutes * 60_000);
const loginOf = (author: Member | string): string => (typeof author === 'string' ? author : author.login);

/** Who reviews a change: the next one in the roster, and for everybody else the first. */
function reviewerOf({ plan: { author } }: MadePull): string {
  return typeof author === 'string' || author.slot >= 30 ? member(0).login : member(author.slot + 1).login;
}

function pullInput(made: MadePull, history: MadeHistory): PullInput {
  const { plan, number, body, heads, mergeSha } = made;
  const { reviews, threads } = conversation(made);
  const landing = plan.mergedAt === null || mergeSha === null ? null : { at: plan.mergedAt, sha: mergeSha };
  return {
    number,
    title: plan.title,
    body,
    author: loginOf(plan.author),
    createdAt: plan.createdAt,
    head: { ref: `work-${number}`, sha: heads.at(-1) ?? '' },
    closes: plan.closes.map(history.known.numberOf),
    timeline: eventsOf(made, landing?.at ?? null),
    reviews,
    threads,
    ...(landing === null
      ? {}
      : { state: 'merged', closedAt: landing.at, mergeCommit: landing.sha, mergedBy: reviewerOf(made) }),
  };
}

function eventsOf(made: MadePull, mergedAt: string | null): readonly Event[] {
  const { plan } = made;
  const actor = loginOf(plan.author);
  const reviewer = reviewerOf(made);
  const opened: readonly Event[] =
    typeof plan.author === 'string'
      ? [{ kind: 'labeled', at: plan.createdAt, actor, label: 'dependencies' }]
      : [{ kind: 'review_requested', at: after(plan.createdAt, 2), actor, reviewer }];
  const found: readonly Event[] =
    plan.course === 'self'
      ? [{ kind: 'labeled', at: after(plan.createdAt, 40), actor, label: 'found-in:self-review' }]
      : [];
  const landed = mergedAt === null ? [] : (['merged', 'closed'] as const);
  return [...opened, ...found, ...landed.map((kind) => ({ kind, at: mergedAt ?? '', actor: reviewer }))];
}

interface Conversation {
  readonly reviews: readonly Review[];
  readonly threads: readonly ThreadInput[];
}

function conversation(made: MadePull): Conversation {
  const { plan, number, heads } = made;
  const reviewer = reviewerOf(made);
  const author = loginOf(plan.author);
  const approval: readonly Review[] =
    plan.mergedAt === null
      ? []
      : [
          {
            state: 'APPROVED',
            author: reviewer,
            submittedAt: after(plan.mergedAt, -20),
            commit: heads.at(-1) ?? null,
          },
        ];
  if (plan.course !== 'reviewed' && plan.course !== 'self') return { reviews: approval, threads: [] };
  const isOwn = plan.course === 'self';
  const by = isOwn ? author : reviewer;
  const at = after(plan.createdAt, isOwn ? 20 : 30);
  const id = 500_000 + number;
  const [path = 'README.md'] = Object.keys(plan.files(number));
  const first: Review = {
    id,
    state: isOwn ? 'COMMENTED' : 'CHANGES_REQUESTED',
    author: by,
    body: 'The empty case is not answered.',
    submittedAt: at,
    commit: heads[0] ?? null,
  };
  const comment = { author: by, body: 'What if there is none?', createdAt: at, review: id };
  const thread = { path, line: 3, isResolved: true, resolvedBy: author, comments: [comment] };
  return { reviews: [first, ...approval], threads: [thread] };
}

type Check = Partial<CheckRunState> & Pick<CheckRunState, 'sha' | 'name'>;

function checksOf({ plan, heads, mergeSha }: MadePull): readonly Check[] {
  const run = (sha: string, conclusion: string, at: string): Check => ({
    sha,
    name: 'test',
    conclusion,
    workflow: 'ci',
    startedAt: at,
    completedAt: after(at, 4),
  });
  const [first = '', second] = heads;
  const isRed = plan.course === 'caught' || plan.course === 'flaky';
  return [
    run(first, isRed ? 'failure' : 'success', after(plan.createdAt, 1)),
    ...(plan.course === 'flaky' ? [run(first, 'success', after(plan.createdAt, 10))] : []),
    ...(second === undefined ? [] : [run(second, 'success', after(plan.createdAt, 61))]),
    ...(mergeSha === null ? [] : [run(mergeSha, 'success', after(plan.mergedAt ?? '', 1))]),
  ];
}

function issueInput(plan: PlannedIssue, history: MadeHistory): IssueInput {
  const set = (label: string, at: string, actor: string): Event => ({ kind: 'labeled', at, actor, label });
  const closer = history.pulls.find(({ plan: { closes } }) => closes.includes(plan.key))?.number;
  const closed: readonly Event[] =
    plan.closedAt === null
      ? []
      : [{ kind: 'closed', at: plan.closedAt, actor: TRIAGE, ...(closer === undefined ? {} : { closer }) }];
  return {
    number: history.known.numberOf(plan.key),
    title: plan.title,
    body: plan.body(history.known),
    author: 'support-1',
    createdAt: plan.createdAt,
    timeline: [
      ...plan.labels.map((label) => set(label, plan.createdAt, 'support-1')),
      ...plan.triage.map((label) => set(label, after(plan.createdAt, 20 * 60), TRIAGE)),
      ...closed,
    ],
    ...(plan.closedAt === null ? {} : { state: 'closed', closedAt: plan.closedAt }),
  };
}

/** When production is deployed: Tuesdays and Thursdays at 16:00, but for the first and the last; once 40 minutes later, back to what stood there before. */
const PRODUCTION: readonly { readonly at: string; readonly isBack: boolean }[] = WEEKS.flatMap((_, week) => [
  ...(week === 0 ? [] : [{ at: when(week, 1, '16:00'), isBack: false }]),
  ...(week === WEEKS.length - 1 ? [] : [{ at: when(week, 3, '16:00'), isBack: false }]),
  ...(week === 8 ? [{ at: when(week, 3, '16:40'), isBack: true }] : []),
]);

type Deployment = Partial<DeploymentState> & Pick<DeploymentState, 'sha'>;

function deployments({ main }: MadeHistory): readonly Deployment[] {
  const shaAt = (at: string): string => main.filter((one) => one.at <= at).at(-1)?.sha ?? '';
  const status = (state: string, at: string) => ({ id: Math.floor(Date.parse(at) / 1000), state, at });
  const shas = PRODUCTION.map(({ at, isBack }, index) =>
    isBack ? shaAt(PRODUCTION[index - 2]?.at ?? at) : shaAt(at),
  );
  const production = PRODUCTION.map(({ at }, index): Deployment => {
    const next = PRODUCTION[index + 1];
    const ended = next === undefined ? [] : [status('inactive', after(next.at, 5))];
    const statuses = [status('in_progress', at), status('success', after(at, 5)), ...ended];
    return { sha: shas[index] ?? '', environment: 'production', createdAt: at, statuses };
  });
  const staging = PRODUCTION.filter(({ isBack }) => !isBack).map(({ at }): Deployment => {
    const before = after(at, -240);
    return {
      sha: shaAt(before),
      environment: 'staging',
      createdAt: before,
      statuses: [status('success', after(before, 5))],
    };
  });
  const tried = when(10, 1, '15:30');
  const failed: Deployment = {
    sha: shaAt(tried),
    environment: 'production',
    createdAt: tried,
    statuses: [status('failure', after(tried, 3))],
  };
  return [...production, ...staging, failed].sort((a, b) =>
    (a.createdAt ?? '').localeCompare(b.createdAt ?? ''),
  );
}

/** The repository as it stands when the twelve weeks are over. */
export function repositoryInput(git: string, history: MadeHistory): RepositoryInput {
  const { main, pulls } = history;
  const release = (tag: string, at: string) => ({
    tag,
    sha: main.filter((one) => one.at <= at).at(-1)?.sha ?? null,
    isPrerelease: tag.includes('-'),
    createdAt: at,
    publishedAt: at,
  });
  return {
    name: 'octo/plan',
    private: true,
    git,
    firstNumber: FIRST_NEW_NUMBER,
    settings: { merge: false, rebase: false, squashTitle: 'PR_TITLE', squashMessage: 'PR_BODY' },
    collaborators: Object.fromEntries(Array.from({ length: 30 }, (_, slot) => [member(slot).login, 'write'])),
    pulls: pulls.map((made) => pullInput(made, history)),
    issues: PLANNED_ISSUES.map((plan) => issueInput(plan, history)),
    checkRuns: pulls.flatMap(checksOf),
    deployments: deployments(history),
    releases: [
      release('v1.0.0', when(3, 4, '12:00')),
      release('v1.1.0', when(7, 4, '12:00')),
      release('v2.0.0-rc.1', when(9, 4, '12:00')),
    ],
    workflows: [{ path: '.github/workflows/ci.yml' }, { path: '.github/workflows/deploy.yml' }],
    runs: main.map(({ sha, at }) => ({
      workflow: '.github/workflows/ci.yml',
      sha,
      createdAt: after(at, 1),
      updatedAt: after(at, 6),
    })),
  };
}
