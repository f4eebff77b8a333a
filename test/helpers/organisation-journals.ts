import { dayOf, login } from './organisation.js';
import type { Texts } from './organisation-records.js';
import { random } from './random.js';

const SEED = 20_261_122;

/** The ISO week of a week of the organisation: the first is the 48th of 2025. */
export function isoName(week: number): string {
  const at = 48 + week;
  return at <= 52 ? `2025-W${at}` : `2026-W${String(at - 52).padStart(2, '0')}`;
}

/** Weekly files of the developers: 32 files every week, 33 every week but the fifth and sixth, 34 every other week, 35 from week 40 on. Daily files of 32 in the last four weeks. */
export function journalTexts(slot: number, week: number): Texts {
  return {
    ...(keepsWeek(slot, week) ? weekText(slot, week) : {}),
    ...(slot === 32 && week >= 48 ? dayTexts(slot, week) : {}),
  };
}

/** Whether somebody files that week. */
export function keepsWeek(slot: number, week: number): boolean {
  if (slot === 33) return week !== 5 && week !== 6;
  if (slot === 34) return week % 2 === 0;
  return slot === 32 || week >= 40;
}

function weekText(slot: number, week: number): Texts {
  const source = random(SEED + slot * 100 + week);
  const box = (): string => (source.chance(0.7) ? 'x' : ' ');
  const score = (): number => 6 + source.below(5);
  const lines = [
    `# Week ${isoName(week)}: ${login(slot)}`,
    '',
    '## Goals',
    '',
    ...[
      'Read: the chapter on stability',
      'Practise: a pre-mortem',
      'Ship: retries of the queue',
      'Document: a pattern',
      'Improve: failure cases',
    ].map((goal) => `- [${box()}] ${goal}`),
    '',
    '## Learnings',
    '',
    `- ${dayOf(week, 1)}: a pod gets traffic only once it is ready (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/)`,
    '',
    '## Self-assessment',
    '',
    `- Documentation before implementing: ${score()}`,
    `- Tests before committing: ${score()}`,
    `- Problems anticipated: ${score()}`,
    `- Assumptions questioned: ${score()}`,
    `- System design thought through: ${score()}`,
    '',
    '## Review',
    '',
    '- What went well: the rollback was rehearsed',
    '- What needs improvement: tests came after the commit twice',
    '- Lessons learnt: quotas belong into the pre-mortem',
    '- Next focus: failure cases first',
  ];
  return { [`weekly/${isoName(week)}/${login(slot)}.md`]: `${lines.join('\n')}\n` };
}

function dayTexts(slot: number, week: number): Texts {
  return Object.fromEntries(
    [0, 1, 2, 3, 4].map((day) => [
      `daily/${dayOf(week, day)}/${login(slot)}.md`,
      `# ${dayOf(week, day)}: ${login(slot)}\n\n## Morning (15 minutes)\n\n- [x] Yesterday's commits: one needed a test\n- [x] Patterns that apply today\n- [x] One section of official documentation\n- [ ] Three potential issues\n`,
    ]),
  );
}
