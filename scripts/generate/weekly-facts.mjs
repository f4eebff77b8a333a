/** Twenty weeks of a made-up repository as facts, for the examples of the weekly report: the same on every machine. */
import { addDays } from '@forethought/core';
import { AS_OF, chances, PATTERNS, ROSTER, URL } from './weekly-roster.mjs';

const FIRST_MONDAY = '2026-07-06';
const WEEKS = 20;
const DEPLOY_HOUR = 'T18:00:00Z';
const SERVICES = ['quay', 'tide', 'crane', 'ledger', 'pilot'];

/** @returns {Record<string, any>} */
export function exampleFacts() {
  const chance = chances(20_261_123);
  const pulls = plannedPulls(chance).map((plan, at) => pullOf(plan, 101 + at, chance));
  const commits = commitsOf(pulls);
  const landed = repaired(pulls, chance);
  const missing = {
    what: 'checks of #549',
    why: 'the platform answered with an error four times; the next run asks again',
  };
  return {
    schema: 1,
    asOf: AS_OF,
    repository: { name: 'harbour/berths', head: commits.at(-1)?.sha ?? null },
    sources: [
      { id: 'git', state: 'complete', missing: [] },
      { id: 'forge', state: 'partial', missing: [missing] },
    ],
    documents: [],
    defaultBranch: 'main',
    commits,
    pulls: landed.pulls,
    issues: landed.issues,
    deployments: deploymentsOf(commits),
    releases: [],
    workflowRuns: [],
    patterns: PATTERNS.map(({ id, title }, at) => ({
      ...{ id, title, category: 'Race Conditions' },
      addedBy: at === 0 ? 'kaia' : 'freya',
      addedAt: at === 0 ? '2026-10-07T10:00:00Z' : '2026-11-18T15:00:00Z',
    })),
    candidates: [],
  };
}

/** Who opens a change when, in the order of time. */
function plannedPulls(chance) {
  const plans = [];
  for (let week = 0; week < WEEKS; week += 1)
    for (const [login, , , care] of ROSTER) {
      if (login === 'ines' && week === WEEKS - 1) continue;
      const count = 1 + Math.floor(chance() * 2.6);
      for (let at = 0; at < count; at += 1) {
        const day = addDays(FIRST_MONDAY, week * 7 + Math.floor(chance() * 5));
        const minute = String(Math.floor(chance() * 60)).padStart(2, '0');
        plans.push({ login, care: (care + week / 4) / 14, day, opened: `${day}T0${7 + at}:${minute}:00Z` });
      }
    }
  return plans.sort((a, b) => (a.opened < b.opened ? -1 : 1));
}

/** One merged pull request with its review, checks and what the rules answered about it. */
function pullOf({ login, care, day, opened }, number, chance) {
  const is = (share) => chance() < share;
  const service = SERVICES[number % SERVICES.length];
  const isDeployed = is(0.4);
  const isRed = is(0.2 * (1 - care));
  const isReviewed = is(0.35);
  const isSelfReviewed = is(0.25 + care / 3);
  const reviewer = ROSTER[(number * 7 + 3) % ROSTER.length][0];
  const [first, second] = [shaOf(number, 1), shaOf(number, 2)];
  const path = isDeployed ? `charts/${service}/values.yaml` : `services/${service}/main.go`;
  const verdict = (rule, share, asked = true) => ({ rule, outcome: is(share) ? 'pass' : 'fail', asked });
  const pull = {
    ...{ number, url: `${URL}/pull/${number}`, author: user(login), createdAt: opened, readyAt: opened },
    ...{ updatedAt: `${day}T16:00:00Z`, mergedAt: `${day}T15:${String(number % 60).padStart(2, '0')}:00Z` },
    ...{ closedAt: `${day}T16:00:00Z`, state: 'merged', isDraft: false, mergedBy: user(login), base: 'main' },
    ...{ head: { ref: `work-${number}`, sha: second }, mergeCommit: shaOf(number, 3), labels: [] },
    ...{
      type: is(0.7) ? 'feat' : 'fix',
      added: 60,
      deleted: 12,
      fileCount: 1,
      commitCount: 2,
      paths: [path],
    },
    commits: [first, second].map((sha, at) => ({
      sha,
      login,
      committedAt: `${day}T${at === 0 ? '06' : '13'}:00:00Z`,
    })),
    labelEvents: [],
    forcePushes: [],
    reviewers: [],
    reviews: [reviewOf(number, reviewer, day)],
    threads: [
      ...(isSelfReviewed ? [threadOf(number, login, path, `${day}T10:30:00Z`)] : []),
      ...(isReviewed ? [threadOf(number, reviewer, path, `${day}T11:30:00Z`)] : []),
    ],
    checks: [
      ...(isRed ? [checkOf(first, 'failure', `${day}T10:10:00Z`)] : []),
      checkOf(isRed ? second : first, 'success', `${day}T${isRed ? '13' : '10'}:10:00Z`),
    ],
    closes: [],
    causes: [],
    verdicts: [
      verdict('documentation-reviewed', 0.8 + care / 5),
      ...(isDeployed ? [verdict('pre-mortem', 0.55 + care / 2)] : []),
      verdict('sources-consulted', 0.8 + care / 5),
      verdict('test-evidence', 0.85 + care / 7),
    ],
    ...{ official: is(0.85 + care / 7), patterns: number % 13 === 0 ? ['two-workers-one-job'] : [] },
    waivers: number === 552 ? [WAIVER] : [],
    ...{ surprises: is(0.05 * (1 - care)) ? 1 : 0, designs: [], readAt: AS_OF, missing: [] },
  };
  const isUntested = pull.verdicts.some(
    ({ rule, outcome }) => FORESEEING.includes(rule) && outcome === 'fail',
  );
  return { ...pull, defect: is(isUntested ? 0.5 : 0.05) };
}

/** What goes without these turns out wrong more often here. */
const FORESEEING = ['pre-mortem', 'test-evidence'];

const WAIVER = {
  rule: 'pre-mortem',
  reason: 'takes back the change of the day before; the runbook was followed',
  approver: 'kaia',
};

/** Some changes turn out wrong: an issue names them, and a later change of the same person repairs them. */
function repaired(pulls, chance) {
  const issues = [];
  const fixes = new Map();
  for (const pull of pulls) {
    if (!pull.defect) continue;
    const found = addDays(pull.mergedAt, 2 + Math.floor(chance() * 4));
    const fix = pulls.find((other) => other.author.login === pull.author.login && other.createdAt > found);
    if (fix === undefined || chance() < 0.3) continue;
    const number = 20 + issues.length;
    const isByDocs = chance() < 0.2;
    const labels = isByDocs ? ['bug', 'cause:docs'] : ['bug', 'cause:other'];
    const at = `${found}T08:00:00Z`;
    issues.push({
      ...{
        number,
        url: `${URL}/issues/${number}`,
        author: user('port-office'),
        createdAt: at,
        updatedAt: fix.mergedAt,
      },
      ...{ closedAt: fix.mergedAt, state: 'closed', isNotPlanned: false, labels },
      labelEvents: labels.map((label) => ({ label, added: true, by: user('kaia'), at })),
      closedBy: { kind: 'pull', number: fix.number },
      causes: [{ rung: 'prose', target: { kind: 'number', number: pull.number } }],
      ...{ readAt: AS_OF, missing: [] },
    });
    const cause = { rung: 'trailer', target: { kind: 'commit', sha: pull.mergeCommit } };
    fixes.set(fix.number, [...(fixes.get(fix.number) ?? []), cause]);
  }
  return {
    issues,
    pulls: pulls.map(({ defect: _, ...pull }) => ({ ...pull, causes: fixes.get(pull.number) ?? [] })),
  };
}

/** The default branch: one squashed commit for each pull request. */
function commitsOf(pulls) {
  const landed = [...pulls].sort((a, b) => (a.mergedAt < b.mergedAt ? -1 : 1));
  return landed.map((pull, at) => ({
    sha: pull.mergeCommit,
    tree: shaOf(pull.number, 4),
    parents: at === 0 ? [] : [landed[at - 1].mergeCommit],
    author: { name: pull.author.login, email: '' },
    committer: { name: 'web-flow', email: '' },
    authoredAt: pull.mergedAt,
    committedAt: pull.mergedAt,
    login: pull.author.login,
    type: pull.type,
    files: pull.paths.map((path) => ({ path, status: 'M', added: pull.added, deleted: pull.deleted })),
  }));
}

/** Each evening what is on the default branch goes to production. */
function deploymentsOf(commits) {
  const lastOfDay = new Map(commits.map((commit) => [commit.committedAt.slice(0, 10), commit]));
  return [...lastOfDay].map(([day, { sha }], at) => ({
    ...{ id: String(1 + at), environment: 'production', sha, ref: 'main', createdAt: `${day}${DEPLOY_HOUR}` },
    ...{ state: 'success', finishedAt: `${day}${DEPLOY_HOUR}`, url: null },
  }));
}

function user(login) {
  return { login, kind: 'user' };
}

function reviewOf(number, reviewer, day) {
  const url = `${URL}/pull/${number}#pullrequestreview-${number}`;
  const submittedAt = `${day}T14:00:00Z`;
  return {
    id: `r${number}`,
    author: user(reviewer),
    state: 'approved',
    submittedAt,
    commit: shaOf(number, 2),
    url,
  };
}

function threadOf(number, login, path, createdAt) {
  const url = `${URL}/pull/${number}#discussion_r${number}`;
  const about = { path, author: user(login), createdAt, commit: shaOf(number, 1) };
  return { id: `t${number}-${login}`, ...about, isResolved: true, isOutdated: true, url };
}

function checkOf(sha, conclusion, completedAt) {
  return { name: 'build', app: 'actions', sha, conclusion, startedAt: completedAt, completedAt };
}

/** A commit id of a number. */
function shaOf(number, salt) {
  const next = chances(number * 8 + salt);
  return Array.from({ length: 40 }, () => Math.floor(next() * 16).toString(16)).join('');
}
