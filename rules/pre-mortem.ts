import {
  defineRule,
  type PremortemItem,
  type Problem,
  premortemItems,
  sectionOf,
  shortfallOf,
  tellsRisk,
} from '@forethought/core';

const SECTION = 'pre-mortem';
const TITLES = {
  failures: 'ways to fail',
  dependencies: 'dependencies that might not exist',
  races: 'race conditions',
};

const LISTS =
  '{failures} ways to fail, {dependencies} dependencies that might not exist, {races} race conditions';

/** Every deployment is imagined to have failed before it happens, and each item says how it was validated. */
export default defineRule({
  id: 'pre-mortem',
  lifecycle: 'stable',
  question: 'What could go wrong when this is deployed?',
  summary: 'The change lists ways to fail, missing dependencies and races, each with its validation.',
  why: 'A failure imagined before the deployment costs a line; afterwards it costs an incident.',
  appliesTo: ['commit', 'pull-request'],
  sections: [SECTION],
  options: {
    failures: { type: 'number', default: 5, words: 'How many ways to fail are needed.' },
    dependencies: { type: 'number', default: 3, words: 'How many missing dependencies are needed.' },
    races: { type: 'number', default: 2, words: 'How many race conditions are needed.' },
  },
  problems: {
    missing: {
      actual: 'no pre-mortem',
      expected: LISTS,
      fix: 'Add the section with the three lists, or `N/A:` with the reason.',
    },
    unfilled: {
      actual: 'under “{title}” stands {content}',
      expected: LISTS,
      fix: 'Imagine that the deployment failed, and write down what happened, one item a line.',
    },
    'too-few': {
      actual: '{count} {part}',
      expected: 'at least {atLeast}',
      fix: 'Add what else could happen under the name of that list.',
    },
    'not-validated': {
      actual: '{count} without validation, the first being “{item}”',
      expected: 'each item with how it was validated',
      fix: 'Write `->` after the item and what was run, read or built in against it.',
    },
    hollow: {
      actual: '“{item}” names nothing that could go wrong',
      expected: 'what fails, what is missing, what comes too early or too late',
      fix: 'Name it, so that somebody who did not write it can watch for it.',
    },
    'same-validation': {
      actual: '{count} of {all} items have one validation, “{text}”',
      expected: 'each item with how it was validated',
      fix: 'Write behind each what was run, read or built in against it alone.',
    },
    repeated: {
      actual: '“{item}” stands there more than once',
      expected: 'different items',
      fix: 'Replace the repetition by something else that could go wrong.',
    },
  },
  check(evidence, options) {
    const lack = shortfallOf(evidence, SECTION);
    if (lack !== undefined) {
      if ('notApplicable' in lack) return lack;
      return { problems: [{ ...lack.problem, data: { ...lack.problem.data, ...options } }] };
    }
    const section = sectionOf(evidence, SECTION);
    if (section === undefined) return { problems: [] };
    const items = premortemItems(section.entries);
    const { title, place, entries } = section;
    if (items.length === 0 && !tellsRisk(entries)) {
      const found = { section: SECTION, title, content: 'only a level', ...options };
      return { problems: [{ code: 'unfilled', data: found, place }] };
    }
    const data = { section: SECTION };
    const problems: Problem[] = [];
    for (const part of ['failures', 'dependencies', 'races'] as const) {
      const count = new Set(items.filter((item) => item.part === part).map((item) => item.key)).size;
      if (count >= options[part]) continue;
      const found = { ...data, part: TITLES[part], count, atLeast: options[part] };
      problems.push({ code: 'too-few', data: found, place: section.place });
    }
    const open = items.filter((item) => !item.validated);
    if (open[0] !== undefined) {
      const found = { ...data, count: open.length, item: open[0].text };
      problems.push({ code: 'not-validated', data: found, place: open[0].place });
    }
    const hollow = items.find((item) => item.hollow);
    if (hollow !== undefined) {
      problems.push({ code: 'hollow', data: { ...data, item: hollow.text }, place: hollow.place });
    }
    const shared = sharedValidation(items);
    if (shared !== undefined) problems.push({ ...shared, data: { ...data, ...shared.data } });
    const again = items.find((item, index) => items.findIndex(({ key }) => key === item.key) < index);
    if (again !== undefined) {
      problems.push({ code: 'repeated', data: { ...data, item: again.text }, place: again.place });
    }
    return { problems };
  },
  examples: [
    {
      name: 'a commit with the three lists',
      kind: 'commit',
      text: 'feat: move sessions to Redis\n\nPre-mortem:\n\nWays this could fail:\n- the pool runs empty -> ran with maxclients 10, requests wait\n- keys never expire -> `redis-cli ttl` shows 3600\n- failover loses writes -> killed the primary, two logins repeated\n- the image is too old -> pinned 7.2 and read its changelog\n- memory runs out -> set maxmemory and saw evictions, no errors\n\nDependencies that might not exist:\n- the secret -> `kubectl get secret redis` in both clusters\n- the DNS name -> resolved from a pod\n- the network rule -> opened a socket from a pod\n\nRace conditions:\n- a pod starts before Redis -> init container waits, tested by scaling it to 0\n- two logins of one person -> covered by session_race_test\n',
      expect: 'pass',
    },
    {
      name: 'a pull request with smaller lists in tables and nested items',
      kind: 'pull-request',
      text: '## Pre-mortem\n\n### Ways this could fail\n\n| What | Validated by |\n|---|---|\n| the chart needs a newer cluster | `helm lint --kube-version 1.27` passed |\n\n### Dependencies that might not exist\n\n- the issuer of the certificate\n  - `kubectl get clusterissuer` in staging\n\n### Race conditions\n\n- the hook runs before the secret → an init container waits for it\n',
      options: { failures: 1, dependencies: 1, races: 1 },
      expect: 'pass',
    },
    {
      name: 'a pull request with tables that are named by their own heads or rows',
      kind: 'pull-request',
      text: '## Pre-mortem\n\n| # | Ways this could fail | Validated by |\n|---|---|---|\n| 1 | the pool runs empty | ran with 10 connections |\n\n| Kind | Risk | Validation |\n|---|---|---|\n| Dependency | the secret | `kubectl get secret redis` in both clusters |\n| Race | two logins of one person | covered by session_race_test |\n',
      options: { failures: 1, dependencies: 1, races: 1 },
      expect: 'pass',
    },
    {
      name: 'a commit that deploys without a pre-mortem',
      kind: 'commit',
      text: 'feat: move sessions to Redis\n',
      files: ['deploy/k8s/redis.yaml'],
      expect: ['missing'],
    },
    {
      name: 'a pull request with only the name of the section',
      kind: 'pull-request',
      text: '## Pre-mortem\n\n<!-- five ways this could fail -->\n',
      expect: ['unfilled'],
    },
    {
      name: 'a commit that says how high the risk is, and nothing of it',
      kind: 'commit',
      text: 'feat: move sessions to Redis\n\nRisk Level: low\n',
      expect: ['unfilled'],
    },
    {
      name: 'a pull request with one list of three',
      kind: 'pull-request',
      text: '## Pre-mortem\n\n### Ways this could fail\n\n- the pool runs empty -> ran with 10 connections\n',
      options: { failures: 1, dependencies: 1, races: 0 },
      expect: ['too-few'],
    },
    {
      name: 'a commit whose items say nothing of validation',
      kind: 'commit',
      text: 'feat: move sessions to Redis\n\nPre-mortem:\n\nWays this could fail:\n- the pool runs empty\n- keys never expire -> TODO\n',
      options: { failures: 2, dependencies: 0, races: 0 },
      expect: ['not-validated'],
    },
    {
      name: 'a commit that says the same thing twice',
      kind: 'commit',
      text: 'feat: move sessions to Redis\n\nPre-mortem:\n\nWays this could fail:\n- the pool runs empty -> ran with 10 connections\n- The pool runs empty. -> watched the dashboard\n',
      options: { failures: 1, dependencies: 0, races: 0 },
      expect: ['repeated'],
    },
    {
      name: 'a commit whose validations would fit every item',
      kind: 'commit',
      text: 'feat: move sessions to Redis\n\nPre-mortem:\n\nWays this could fail:\n- the pool runs empty -> checked\n- keys never expire -> ok\n',
      options: { failures: 2, dependencies: 0, races: 0 },
      expect: ['not-validated'],
    },
    {
      name: 'a commit whose items only say that there is something',
      kind: 'commit',
      text: 'feat: move sessions to Redis\n\nPre-mortem:\n\nWays this could fail:\n- way 1 -> ran with 10 connections\n- the pool runs empty -> ran with 20 connections\n',
      options: { failures: 2, dependencies: 0, races: 0 },
      expect: ['hollow'],
    },
    {
      name: 'a commit with one validation for everything',
      kind: 'commit',
      text: 'feat: move sessions to Redis\n\nPre-mortem:\n\nWays this could fail:\n- the pool runs empty -> ran it in staging\n- keys never expire -> ran it in staging\n- failover loses writes -> ran it in staging\n',
      options: { failures: 3, dependencies: 0, races: 0 },
      expect: ['same-validation'],
    },
    {
      name: 'a pull request with ticked boxes that say what was seen',
      kind: 'pull-request',
      text: '## Pre-mortem\n\n### Dependencies that might not exist\n\n- [x] Metrics server: kubectl top answered\n- [x] The secret: it is in both clusters\n',
      options: { failures: 0, dependencies: 2, races: 0 },
      expect: 'pass',
    },
    {
      name: 'a pull request that says why nothing can go wrong at deployment',
      kind: 'pull-request',
      text: '## Pre-mortem\n\nN/A: the manifest only gains a comment\n',
      expect: 'not-applicable',
    },
  ],
});

/** From so many items on, one validation for more than half of them validates none. */
const LEAST_SHARED = 3;

function sharedValidation(items: readonly PremortemItem[]): Problem | undefined {
  for (const { validated, validation, place } of items) {
    const count = items.filter((item) => item.validated && item.validation === validation).length;
    if (!validated || validation === '' || count < LEAST_SHARED || count * 2 <= items.length) continue;
    return { code: 'same-validation', data: { count, all: items.length, text: validation }, place };
  }
  return undefined;
}
