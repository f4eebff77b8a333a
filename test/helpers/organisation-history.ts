import type { PullFact } from '@forethought/core';
import type { ImportCommit } from './fast-import.js';
import { landedPull } from './ledger-facts.js';
import { AS_OF, configText, dayOf, isDeveloper, later, login, MEMBERS, waysOf } from './organisation.js';
import { educationText, rotationText, surveyTexts } from './organisation-education.js';
import { incidentTexts } from './organisation-incidents.js';
import { journalTexts } from './organisation-journals.js';
import { pullOf, recordText, type Texts } from './organisation-records.js';

interface Landing {
  readonly day: string;
  readonly slot: number;
  readonly files: Texts;
}

/** The history of the organisation, the oldest commit first: who writes a record commits it themselves. */
export function organisationCommits(): readonly ImportCommit[] {
  const landings = [
    { day: '2025-11-17', slot: 0, files: beginning() },
    ...MEMBERS.flatMap(({ slot }) => recordLandings(slot)),
    ...weekly(),
  ].filter(({ day }) => day <= AS_OF.slice(0, 10));
  return landings
    .map((landing, at) => ({ ...landing, at }))
    .sort((a, b) => (a.day === b.day ? a.at - b.at : a.day < b.day ? -1 : 1))
    .map(({ day, slot, files }, at) => ({
      message: `docs: records of ${day}\n`,
      author: `${login(slot)} <${login(slot)}@example.org>`,
      seconds: Date.parse(`${day}T08:00:00Z`) / 1000 + at,
      files,
    }));
}

function beginning(): Texts {
  return { 'forethought.yml': configText(), 'training/reviews/2026-q3.md': REVIEW, ...surveyTexts() };
}

/** The record with the start of each way, and whole when the way is over. Ways that were over before are there from the first day. */
function recordLandings(slot: number): readonly Landing[] {
  const path = `training/people/${login(slot)}.yml`;
  const { left } = MEMBERS[slot] ?? {};
  const ways = waysOf(slot);
  const steps = ways.flatMap((way, at) => [
    { day: way.started, files: { [path]: recordText(slot, at) } },
    { day: later(way.started, way.days), files: { [path]: recordText(slot, at + 1), ...filesOf(slot) } },
  ]);
  const gone =
    left === undefined ? [] : [{ day: left, files: { [path]: recordText(slot, ways.length, true) } }];
  return [...steps, ...gone].map(({ day, files }) => ({
    day: day < '2025-11-18' ? '2025-11-18' : day,
    slot,
    files,
  }));
}

/** What a record names: notes with questions, an artefact, and of a developer three documents. */
function filesOf(slot: number): Texts {
  const who = login(slot);
  const own = {
    [`training/shadow/${who}.md`]: NOTES,
    [`training/artefacts/${who}.md`]: `# What ${who} drew and kept\n\nThe orders service asks the stock service for every item.\n`,
  };
  return isDeveloper(slot)
    ? {
        ...own,
        [`slo/${who}.md`]: SLO,
        [`load-tests/${who}.md`]: LOAD_TEST,
        [`runbooks/${who}.md`]: runbook(who),
      }
    : own;
}

/** Each Sunday the week's incidents, what was held, and the files of those who keep weeks and days. */
function weekly(): readonly Landing[] {
  return Array.from({ length: 52 }, (_, week) => [
    {
      day: dayOf(week, 6),
      slot: 0,
      files: { ...incidentTexts(week), ...educationText(week), ...rotationText(week) },
    },
    ...MEMBERS.filter(({ slot }) => isDeveloper(slot)).map(({ slot }) => ({
      ...{ day: dayOf(week, 6), slot, files: journalTexts(slot, week) },
    })),
  ])
    .flat()
    .filter(({ files }) => Object.keys(files).length > 0);
}

/** The merged pull requests that wrote records down by a day, each approved by every senior but its author. */
export function organisationPulls(until: string): readonly PullFact[] {
  return MEMBERS.flatMap(({ slot }) =>
    waysOf(slot).flatMap((way) => {
      const day = later(way.started, way.days);
      if (way.end === 'begun' || day > until) return [];
      const number = pullOf(slot, way);
      const at = `${day}T07:00:00Z`;
      const head = { ref: `record-${number}`, sha: number.toString(16).padStart(40, '0') };
      const reviews = [0, 1, 2, 3, 4, 5]
        .filter((senior) => senior !== slot)
        .map((senior) => ({
          ...{ id: `${number}-${senior}`, author: { login: login(senior), kind: 'user' as const } },
          ...{ state: 'approved' as const, submittedAt: at, commit: head.sha, canPush: true, url: '' },
        }));
      return [
        landedPull(number, 1, {
          ...{
            author: { login: login(slot), kind: 'user' },
            createdAt: at,
            readyAt: at,
            updatedAt: at,
            mergedAt: at,
          },
          ...{ closedAt: at, paths: [`training/people/${login(slot)}.yml`], reviews, head, type: 'docs' },
        }),
      ];
    }),
  );
}

const REVIEW = `---
review: quarterly
date: 2026-09-30
---

# Training in the third quarter

- [x] Completion rates analysed: two are still on the way after more than eight weeks
- [x] Feedback reviewed: the drills are liked, hands-on practice is not enough
- [x] Gaps identified: nobody has practised draining a queue
- [x] Curriculum updated: a workshop on queues was added
`;
const NOTES = `# Shifts and incidents that were shadowed

## Notes

- 09:40: latency of the orders service crossed its alert; the last deployment was ruled out first, as it was a day old.
- 10:05: a slow query after an index was dropped; restored, and the alert closed itself at 10:20.

## Questions

- Why was the deployment looked at first? - Nine of the last ten alerts of this service followed one.
`;
const SLO = `# Indicators of the stock service

## Service level indicator

- Answers without an error within 300 ms, of all answers, measured at the load balancer.

## Service level objective

- 99.9 % over 28 days.

## Error budget

- 40 minutes in 28 days. When it is used up, features wait and repairs go first.
`;
const LOAD_TEST = `# Load test of the stock service

## Workload

- Two hundred requests a second for ten minutes, as on the last Friday in November.

## Measurements

- 99 of 100 answers within 240 ms; 0.02 % errors, all of them timeouts of the database.

## Bottlenecks

- The pool of 40 database connections is used up from 180 requests a second on.
`;

function runbook(who: string): string {
  return `---
owner: ${who}
reviewed: 2026-10-30
---

# The queue of ${who} grows

## Trigger

- The alert \`queue_oldest_age\` fires: the oldest message has waited for more than ten minutes.

## Checks

- \`kubectl get pods -l app=stock-worker\` shows whether workers run at all.

## Mitigation

- Move the message that stops the workers into the dead-letter queue: \`stock-admin dead-letter --first\`.

## Rollback

- If it began with a deployment: \`kubectl rollout undo deployment/stock-worker\`, then check the age again.

## Escalation

- After 20 minutes without improvement: page the incident commander, and tell the support channel.
`;
}
