import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  certificateStanding,
  type Enrolment,
  holdsNothing,
  overviewOf,
  type PersonRecord,
  personClaims,
  worldOf,
} from '@forethought/core';
import { afterEach, describe, expect, test } from '@jest/globals';
import { forethought } from '../cli/cli.js';
import { APPROVALS, ada, programme, roster, world } from '../helpers/programme-world.js';
import { makeRepository, type TestRepository } from '../helpers/repository.js';

const UNTIL = '2026-04-15';
const adaWith = (more: Partial<Enrolment>): readonly PersonRecord[] => {
  const enrolment = ada.certificates['on-call'];
  return enrolment === undefined ? [] : [{ ...ada, certificates: { 'on-call': { ...enrolment, ...more } } }];
};
const shift = { on: '2026-03-09', hours: 8, time: 'day' as const };

describe('a name that nobody knows', () => {
  const lacksOf = (people: readonly PersonRecord[]) => {
    const standing = certificateStanding('ada', 'on-call', world({ people, approvals: APPROVALS }));
    return (standing?.requirements ?? []).flatMap(({ id, met, why }) =>
      met === true ? [] : [`${id} ${why}`],
    );
  };
  const claimsOf = (people: readonly PersonRecord[]) =>
    people.flatMap((record) => personClaims(record, world({ people, approvals: APPROVALS })));

  test('adds no hours of shifts', () => {
    const people = adaWith({
      shadowShifts: [
        { ...shift, with: 'eve' },
        { ...shift, with: 'grace' },
      ],
    });
    expect(lacksOf(people)).toContain('shadowed 8 of 24 hours; 1 of 2 engineers; nothing off-hours');
  });

  test('stands behind nobody on call', () => {
    const log = 'docs/examples/training/artefacts/ada-supervised-week.md';
    const week = { from: '2026-03-16', to: '2026-03-22', alerts: 'all' as const, log };
    expect(lacksOf(adaWith({ supervised: [{ ...week, backup: 'eve' }] }))).toContain(
      'supervised-shift 0 of 7',
    );
    expect(lacksOf(adaWith({ supervised: [{ ...week, backup: 'Alan' }] }))).toEqual([]);
  });

  test('assesses no module', () => {
    const modules = ada.certificates['on-call']?.modules ?? {};
    const first = modules['sre-foundations'];
    if (first === undefined) throw new Error('Ada took the first module');
    const assessment = { result: 'passed' as const, on: '2026-03-02', by: 'eve' };
    const people = adaWith({ modules: { ...modules, 'sre-foundations': { ...first, assessment } } });
    expect(lacksOf(people).join()).toContain('nobody knows eve, who assessed it');
  });

  test('is told with the one that is near', () => {
    const told = claimsOf(adaWith({ shadowShifts: [{ ...shift, with: 'grce' }] }));
    expect(told).toContainEqual(
      expect.objectContaining({
        code: 'unknown-person',
        path: ['certificates', 'on-call', 'shadowShifts', 0, 'with'],
        data: { what: 'the shadowed shift', named: 'grce (perhaps `grace`?)' },
      }),
    );
    expect(claimsOf(adaWith({})).filter(({ code }) => code === 'unknown-person')).toEqual([]);
  });

  test('attests no skill and was mentored by nobody, unless a review of theirs is known', () => {
    const word = { level: 'L1', on: '2026-03-24', pull: 44 };
    const people: readonly PersonRecord[] = [
      {
        ...{ ...ada, certificates: {}, skills: { monitoring: { ...word, by: 'grce' } } },
        mentored: [{ mentee: 'nobody-here', from: '2026-03-02' }],
      },
    ];
    const told = claimsOf(people).filter(({ code }) => code === 'unknown-person');
    expect(told).toEqual([
      {
        ...{ code: 'unknown-person', path: ['skills', 'monitoring', 'by'] },
        data: { what: 'the level in monitoring', named: 'grce (perhaps `grace`?)' },
      },
      {
        ...{ code: 'unknown-person', path: ['mentored', 0, 'mentee'] },
        data: { what: 'the word for the mentoring', named: 'nobody-here' },
      },
    ]);
    const approval = {
      pull: 44,
      author: 'ada',
      at: '2026-03-24T10:00:00Z',
      paths: ['training/people/ada.yml'],
    };
    const approvals = ['grce', 'Nobody-here'].map((by) => ({ ...approval, by }));
    const seen = personClaims(people[0] ?? ada, world({ people, approvals }));
    expect(seen.filter(({ code }) => code === 'unknown-person')).toEqual([]);
  });

  test('is known by a record of their own as by the roster', () => {
    const eve: PersonRecord = { ...ada, login: 'Eve', certificates: {} };
    const people = [...adaWith({ shadowShifts: [{ ...shift, with: 'eve' }] }), eve];
    expect(lacksOf(people)).toContain('shadowed 8 of 24 hours; 1 of 2 engineers; nothing off-hours');
  });
});

describe('a file', () => {
  test.each([
    ['without a byte', 'a.json', '', true],
    ['of white space', 'a.txt', ' \n\t\n', true],
    ['that is a form', 'a.md', '# Week\n\n<!-- What happened? -->\n\n## Alerts\n\n- [ ]\n', true],
    [
      'with a sentence',
      'a.md',
      '# Week\n\nThe queue stood on Tuesday until its consumer was restarted.\n',
      false,
    ],
    ['with a picture', 'a.md', '# Architecture\n\n![](system.png)\n', false],
    ['with a drawing', 'a.md', '# Architecture\n\n```mermaid\ngraph TD\n  a --> b\n```\n', false],
    ['of another form', 'a.json', '{}\n', false],
  ])('%s', (_, path, text, nothing) => {
    expect(holdsNothing(path, text)).toBe(nothing);
  });
});

describe('a certificate that its evidence refutes', () => {
  const stateOf = (people: readonly PersonRecord[], approvals?: typeof APPROVALS) => {
    const [way] = overviewOf('ada', world({ people, ...(approvals && { approvals }) }), UNTIL)?.ways ?? [];
    return [way?.state, way?.isEvidenced];
  };

  test('is claimed; one that nobody could look up is held, and not known', () => {
    expect(stateOf([ada], APPROVALS)).toEqual(['held', true]);
    expect(stateOf([ada])).toEqual(['held', null]);
    expect(stateOf(adaWith({ supervised: [] }), APPROVALS)).toEqual(['claimed', false]);
  });

  test('by a document that misses a rule of its kind, where any file would do', () => {
    const path = 'docs/examples/training/artefacts/ada-architecture.md';
    const made = world({ approvals: APPROVALS });
    const verdicts = [{ rule: 'required-sections', outcome: 'fail' as const, asked: true }];
    const documents = [...(made.documents ?? []), { path, kind: 'design', verdicts }];
    const judged = { ...made, documents };
    expect(certificateStanding('ada', 'on-call', made)?.isEvidenced).toBe(true);
    expect(certificateStanding('ada', 'on-call', judged)?.isEvidenced).toBe(false);
  });
});

interface Told {
  readonly problem?: {
    readonly code: string;
    readonly data: { readonly proof?: string; readonly others?: readonly string[] };
  };
}

describe('in a repository', () => {
  let repo: TestRepository | undefined;
  afterEach(() => repo?.cleanup());
  const FOLDER = 'docs/examples/training';
  const made = (files: Readonly<Record<string, string>> = {}): TestRepository => {
    repo = makeRepository();
    const own = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, readFileSync(path, 'utf8')] as const);
    const config = readFileSync(join(FOLDER, 'forethought.yml'), 'utf8');
    repo.commit({ ...Object.fromEntries(own), 'forethought.yml': config, ...files }, 'chore: begin\n');
    return repo;
  };
  const placesOf = (json: string): readonly string[] => {
    const { findings } = JSON.parse(json);
    return findings.flatMap(({ problem }: Told) =>
      problem !== undefined && ['not-there', 'second-record'].includes(problem.code)
        ? [problem.data.proof ?? String(problem.data.others)]
        : [],
    );
  };
  const checked = (repository: TestRepository) =>
    placesOf(forethought(repository, ['check', `${FOLDER}/people/ada.yml`, '--format', 'json']).stdout);

  test('files without a byte show nothing, committed or not', () => {
    expect(checked(made())).toEqual([]);
    repo?.cleanup();
    const [one, two] = ['ada-architecture.md', 'ada-dashboard.json'].map(
      (name) => `${FOLDER}/artefacts/${name}`,
    );
    const empty = made({ [one ?? '']: '', [two ?? '']: '' });
    const told = checked(empty);
    expect(told).toEqual(expect.arrayContaining([one, two]));
    const report = forethought(empty, ['report', '--programme']).stdout.replace(/\s+/g, ' ');
    expect(report).toMatch(/1 claimed beyond the evidence/);
    expect(report).toMatch(/claimed since 25 March\s+2026/);
    expect(report).not.toContain('ada (2026-03-25');
  });

  test('two records of one person are both told, each with the other path', () => {
    const repository = made();
    const [one, two] = [`${FOLDER}/people/grace.yml`, 'team2/training/people/Grace.yml'];
    repository.commit({ [two]: readFileSync(one, 'utf8') }, 'docs: a second record\n');
    const told = placesOf(forethought(repository, ['check', one, two, '--format', 'json']).stdout);
    expect([...told].sort()).toEqual([one, two]);
    expect(forethought(repository, ['report', '--programme']).stdout.replace(/\s+/g, ' ')).toContain(
      'Of 1 person there are several records, of which the first counts',
    );
  });
});

test('a world knows its roster', () => {
  expect(worldOf({}, { programme, roster, asOf: UNTIL }).roster).toEqual(['grace', 'alan']);
});
