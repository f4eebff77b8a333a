import { readFileSync } from 'node:fs';
import {
  type Incident,
  type PersonRecord,
  type ProgrammeWorld,
  programmeOf,
  type RecordApproval,
  readRecord,
  worldOf,
} from '@forethought/core';
import { builtInPlans } from '@forethought/rules';

/** The SRE programme as it ships. */
export const programme = programmeOf(builtInPlans.filter(({ plan }) => plan === 'sre-training'));
/** A person's record of the example organisation. */
export const person = (login: string): PersonRecord => {
  const text = readFileSync(`docs/examples/training/people/${login}.yml`, 'utf8');
  const { value } = readRecord('person', text);
  if (value === null) throw new Error(`${login} can not be read`);
  return value;
};
/** Ada is certified for on-call since 25 March 2026. */
export const ada = person('ada');
/** Grace and Alan are seniors. */
export const roster = [
  { login: 'grace', emails: ['grace@example.org'], roles: ['senior', 'senior-ic'], away: [], named: false },
  { login: 'alan', emails: [], roles: ['senior', 'sre-lead'], away: [], named: false },
];
/** An approving review of a pull request that changed Ada's record. */
export const approval = (by: string, pull: number, more: Partial<RecordApproval> = {}): RecordApproval => ({
  pull,
  by,
  author: 'ada',
  at: '2026-03-25T10:00:00Z',
  paths: ['training/people/ada.yml'],
  ...more,
});
/** Everything that Ada's record names was approved. */
export const APPROVALS = [
  approval('grace', 38),
  approval('alan', 38),
  approval('grace', 44),
  approval('alan', 44),
];
/** Files that Ada's record names. */
export const EXISTING = [
  'docs/examples/training/artefacts/ada-architecture.md',
  'docs/examples/training/artefacts/ada-dashboard.json',
  'docs/examples/training/shadow/ada-2026-03-09.md',
  'docs/examples/training/artefacts/ada-supervised-week.md',
];
/** The document of a kind that it names. */
export const DOCUMENTS = [
  { path: 'docs/examples/training/shadow/ada-2026-03-09.md', kind: 'shadow-notes', verdicts: [] },
];

/** What a world is made of beside the programme; Ada alone where nobody is named. */
export interface Parts {
  readonly people?: readonly PersonRecord[];
  readonly approvals?: readonly RecordApproval[];
  readonly incidents?: readonly Incident[];
  readonly documents?: Parameters<typeof worldOf>[0]['documents'];
  readonly rotation?: ProgrammeWorld['training']['rotation'];
  readonly asOf?: string;
}

/** The world in April 2026, where nobody says otherwise. */
export function world({
  people = [ada],
  approvals,
  incidents = [],
  documents = DOCUMENTS,
  rotation,
  asOf = '2026-04-15',
}: Parts): ProgrammeWorld {
  const training = {
    ...{
      people: [...people],
      profiles: [],
      weeks: [],
      days: [],
      surveys: [],
      unread: [],
      existing: EXISTING,
    },
    ...(approvals === undefined ? {} : { approvals: [...approvals] }),
    ...(rotation === undefined ? {} : { rotation }),
  };
  return worldOf({ training, incidents: [...incidents], documents }, { programme, roster, asOf });
}

/** An incident of an hour, with what a test needs of it. */
export const incident = (more: Partial<Incident>): Incident => ({
  path: 'incidents/a.md',
  startedAt: '2026-05-01T10:00:00Z',
  resolvedAt: '2026-05-01T11:00:00Z',
  severity: 'SEV-3',
  responders: [],
  shadows: [],
  simulated: false,
  services: [],
  ...more,
});
