import {
  defineRule,
  doubleFaults,
  exampleDoubledWorld,
  exampleParts,
  exampleRecordWorld,
  impersonal,
  type ProgrammeWorld,
  examplePerson as person,
  personClaims,
  personFaults,
  programmeFaults,
  RECORD_WORDS,
  type ReadRecord,
  type RecordFault,
  recordProblems,
} from '@forethought/core';

const { FOUNDATIONS, ARCHITECTURE, SHIFTS, SIMULATION, SIGNED } = exampleParts;

/** What a record says of somebody's training is held against what others can see of it. */
export default defineRule({
  id: 'training-record',
  lifecycle: 'experimental',
  question: 'What does each step of this record rest on?',
  summary:
    'The record names what the programme knows, in days and hours that can be, and says no more than its evidence shows.',
  why: 'A certificate is trusted at night by people who were not there when it was earned.',
  appliesTo: ['document'],
  needs: ['record'],
  sections: [],
  options: {
    evidence: {
      type: 'boolean',
      default: true,
      words: 'Whether what the record says is held against its evidence.',
    },
  },
  problems: {
    ...RECORD_WORDS,
    'other-login': {
      actual: 'the record is that of {login}, and its path says {expected}',
      expected: 'one login in both',
      fix: 'Correct the login, or rename the file.',
    },
    'second-record': {
      actual: 'another record names {login} too: {others}',
      expected: 'one record for each person; of several only {first} counts',
      fix: 'Move everything into one of them and delete the other.',
    },
    'too-many-hours': {
      actual: '{hours} hours for {when}',
      expected: 'at most {atMost}',
      fix: 'Correct the hours or the day.',
    },
    'without-role': {
      actual: '{what} is by {by}, who does not hold the role',
      expected: 'somebody whose roles in the roster have {roles}',
      fix: 'Ask somebody who holds it; `roles:` of the roster in forethought.yml say who does.',
    },
    'unknown-person': {
      actual: '{what} is by {named}, whom neither the roster nor a record knows',
      expected: 'the login of somebody in the roster or with a record of their own',
      fix: 'Correct the login, or add the person to `roster:` in forethought.yml.',
    },
    'not-there': {
      actual: '{proof} is not there, or is empty',
      expected:
        'a path of this repository with something in it, a merged pull request as `#12`, or an address',
      fix: 'Restore it, or name what shows the work today.',
    },
    'no-incident': {
      actual: '{incident} is no incident record',
      expected: 'the path of the incident’s own record',
      fix: 'Correct the path, or write the record of the incident.',
    },
    'not-in-incident': {
      actual: 'the record of {incident} does not name {login} as {as}',
      expected: 'the same part in both',
      fix: 'Correct the part here, or the people in the incident’s record.',
    },
    'module-unproven': {
      actual: '“{title}” is called completed; missing: {why}',
      expected: 'its assessment and what it leaves behind',
      fix: 'Add what shows it, or take `completed:` out until it is there.',
    },
    'before-prerequisites': {
      actual: '{title} on {certified}, before its prerequisites: {missing}',
      expected: 'every required prerequisite first',
      fix: 'Write down what shows them, or take `certified:` out until they are met.',
    },
    'certified-without': {
      actual: '{title} on {certified} without {count} of {of} requirements: {missing}',
      expected: 'every requirement with its evidence',
      fix: 'Add what is missing, or take `certified:` out until it is there.',
    },
    'level-unproven': {
      actual: 'level {level}, with {count} of {of} criteria open: {missing}',
      expected: 'evidence for each criterion, or an attestation under {level} by whoever recognised it',
      fix: 'Add what is missing, name the level that is evidenced, or write the attestation.',
    },
  },
  check(_, { evidence }, { record, programme, asOf, documentPath }) {
    if (record?.form === 'curriculum')
      return { problems: recordProblems(record, curriculumFaults(record, programme)) };
    if (record?.form !== 'person') return { notAsked: 'the file is no record of somebody’s training' };
    if (record.value === null) return { problems: recordProblems(record, []) };
    const context = { login: record.login, programme: programme?.programme, asOf };
    const { login } = record.value;
    const doubles =
      programme === undefined ? [] : doubleFaults({ form: 'person', login, path: documentPath }, programme);
    const claims = programme === undefined || !evidence ? [] : personClaims(record.value, programme);
    const faults = [...personFaults(record.value, context), ...doubles, ...claims];
    return { problems: recordProblems(record, faults) };
  },
  examples: [
    example(
      'somebody in the middle of the training',
      person({ modules: FOUNDATIONS, shadowShifts: SHIFTS.slice(0, 1) }),
      'pass',
    ),
    example('somebody who is certified', certified('2025-06-02'), 'pass'),
    example('somebody who has just begun', 'login: ada\njoined: 2025-06-02\n', 'pass'),
    {
      ...example(
        'a curriculum of the team',
        'skills: [{ id: queues, title: Queues, group: technical }]\n',
        'pass',
      ),
      documentKind: 'curriculum-record',
      path: 'training/curriculum.yml',
    },
    {
      ...example(
        'a certificate with a module that nobody has',
        'certificates:\n  storage: { title: Storage, modules: [archtecture] }\n',
        ['unreadable'],
      ),
      documentKind: 'curriculum-record',
      path: 'training/curriculum.yml',
    },
    example('a key that is misspelt', 'login: ada\njoind: 2025-06-02\n', ['unreadable']),
    example('the record of somebody else', 'login: grace\njoined: 2025-06-02\n', ['other-login']),
    {
      ...example('two records of one person', 'login: ada\njoined: 2025-06-02\n', ['second-record']),
      programme: exampleDoubledWorld,
    },
    example(
      'completed before it was started',
      person({
        modules: [
          'foundations: { started: 2026-01-08, completed: 2026-01-06, assessment: { result: passed, on: 2026-01-08, by: grace } }',
        ],
      }),
      ['backwards'],
    ),
    example(
      'a shift of next year',
      person({ shadowShifts: ['- { on: 2027-01-12, hours: 8, with: grace, time: day }'] }),
      ['future'],
    ),
    example(
      'thirty hours of shifts on one day',
      person({
        shadowShifts: [
          '- { on: 2026-01-12, hours: 15, with: grace, time: day }',
          '- { on: 2026-01-12, hours: 15, with: alan, time: off-hours }',
        ],
      }),
      ['too-many-hours'],
    ),
    example('a module that nobody teaches', person({ modules: ['fundations: { started: 2026-01-05 }'] }), [
      'unknown-id',
    ]),
    example('signed by the trainee', person({ signOffs: ['- { as: sign-off, by: ada, on: 2026-02-02 }'] }), [
      'own-word',
    ]),
    example(
      'signed by somebody who is no senior',
      person({ signOffs: ['- { as: sign-off, by: edsger, on: 2026-02-02 }'] }),
      ['without-role'],
    ),
    example(
      'shadowed somebody whom nobody knows',
      person({ shadowShifts: ['- { on: 2026-01-12, hours: 8, with: grce, time: day }'] }),
      ['unknown-person'],
    ),
    example(
      'a deliverable that was deleted',
      person({
        shadowShifts: ['- { on: 2026-01-12, hours: 8, with: grace, time: day, notes: notes/gone.md }'],
      }),
      ['not-there'],
    ),
    example(
      'an incident that nobody recorded',
      person({ incidents: ['- { incident: incidents/none.md, as: shadow }'] }),
      ['no-incident'],
    ),
    example(
      'another part than the incident says',
      person({ incidents: ['- { incident: incidents/payments.md, as: commander }'] }),
      ['not-in-incident'],
    ),
    example(
      'a module without its diagram',
      person({
        modules: [
          'architecture: { completed: 2026-01-06, assessment: { result: passed, on: 2026-01-06, by: grace } }',
        ],
      }),
      ['module-unproven'],
    ),
    example('certified in the second month', certified('2025-12-01'), ['before-prerequisites']),
    example(
      'certified with one signature of two',
      certified('2025-06-02').replace(/\n.*by: alan, on: 2026-02-02, pull: 7.*/, ''),
      ['certified-without'],
    ),
    example('a level beyond its evidence', 'login: ada\njoined: 2025-06-02\nlevel: L2\n', ['level-unproven']),
    { name: 'a page', kind: 'document', text: '# Training\n\nFive days.\n', expect: 'not-applicable' },
  ],
});

function curriculumFaults(
  record: Extract<ReadRecord, { form: 'curriculum' }>,
  world: ProgrammeWorld | undefined,
): readonly RecordFault[] {
  if (record.value === null) return [];
  return programmeFaults(record.value, [], world?.programme).map(({ path, part, message }): RecordFault => {
    const [what = '', ...valid] = impersonal(message).split('; ');
    return { code: 'unreadable', path, part, data: { what, valid: valid.join('; ') } };
  });
}

/** An example whose world holds a review by two seniors, one incident and one file. */
function example(name: string, text: string, expect: 'pass' | readonly string[]) {
  const record = {
    kind: 'document',
    documentKind: 'person-record',
    path: 'training/people/ada.yml',
  } as const;
  return { name, ...record, text, asOf: '2026-11-22', programme: exampleRecordWorld, expect };
}

/** Everything that the certificate asks for, of somebody who joined on a day. */
function certified(joined: string): string {
  const done = { modules: [...FOUNDATIONS, ...ARCHITECTURE], shadowShifts: SHIFTS, simulations: SIMULATION };
  return person({ ...done, signOffs: SIGNED, certified: '2026-02-02' }, joined);
}
