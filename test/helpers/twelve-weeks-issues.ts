import { when } from './twelve-weeks-people.js';
import type { Known, PlannedIssue } from './twelve-weeks-plan.js';

interface Incident {
  readonly of: string;
  readonly at: string;
  readonly closedAt: string;
  readonly cause: string | null;
}

/** Six incidents of three deployments: three of the first, two of the second and one of the third. */
const INCIDENTS: readonly Incident[] = [
  { of: '1/1', at: when(1, 3, '18:00'), closedAt: when(2, 0, '15:30'), cause: 'cause:untested' },
  { of: '1/1', at: when(1, 4, '09:00'), closedAt: when(2, 0, '15:30'), cause: null },
  { of: '1/1', at: when(1, 4, '10:30'), closedAt: when(2, 0, '15:30'), cause: 'cause:untested' },
  { of: '4/12', at: when(4, 1, '19:00'), closedAt: when(5, 0, '15:30'), cause: 'cause:untested' },
  { of: '4/12', at: when(4, 2, '08:00'), closedAt: when(5, 0, '15:30'), cause: 'cause:dependency' },
  { of: '6/10', at: when(6, 3, '20:00'), closedAt: when(7, 0, '15:30'), cause: 'cause:docs' },
];

const incidents = INCIDENTS.map(
  ({ of, at, closedAt, cause }, index): PlannedIssue => ({
    key: `incident-${index + 1}`,
    title: `Orders fail (${index + 1})`,
    createdAt: at,
    closedAt,
    labels: ['incident'],
    triage: cause === null ? [] : [cause],
    body: ({ numberOf }: Known) => `Every third order fails. This was caused by #${numberOf(of)}.`,
  }),
);

/** Incidents, a defect that staging showed, one that is denied to have a cause, and a wish. */
export const PLANNED_ISSUES: readonly PlannedIssue[] = [
  ...incidents,
  {
    key: 'staging',
    title: 'The total is wrong in staging',
    createdAt: when(3, 1, '13:00'),
    closedAt: when(3, 2, '10:00'),
    labels: ['bug'],
    triage: ['found-in:staging', 'cause:untested'],
    body: ({ numberOf }) => `Caused by #${numberOf('3/4')}, and seen before it went further.`,
  },
  {
    key: 'denied',
    title: 'Timeouts at night',
    createdAt: when(5, 3, '08:00'),
    closedAt: null,
    labels: ['bug'],
    triage: [],
    body: ({ numberOf }) => `The network was down. This was not caused by #${numberOf('1/1')}.`,
  },
  {
    key: 'wish',
    title: 'Say which case was taken',
    createdAt: when(0, 0, '08:00'),
    closedAt: null,
    labels: ['enhancement'],
    triage: [],
    body: () => 'It would help to see which case was taken.',
  },
];
