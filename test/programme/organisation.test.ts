import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Facts, Measure, PersonOverview, ProgrammeView } from '@forethought/core';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { forethought } from '../cli/cli.js';
import { AS_OF, MEMBERS } from '../helpers/organisation.js';
import { factsAt, factsFile, makeOrganisation } from '../helpers/organisation-facts.js';
import type { TestRepository } from '../helpers/repository.js';

let repository: TestRepository;
let facts: Facts;
let file: string;
let view: ProgrammeView | undefined;

beforeAll(async () => {
  repository = await makeOrganisation();
  facts = factsAt(repository, AS_OF);
  file = factsFile(facts);
}, 120_000);

afterAll(() => {
  repository.cleanup();
  rmSync(dirname(file), { recursive: true, force: true });
});

function report(...args: readonly string[]): string {
  const run = forethought(repository, ['report', '--programme', '--facts', file, ...args]);
  if (run.code !== 0) throw new Error(run.stderr);
  return run.stdout;
}

/** The values of the report, read once. */
function viewOf(): ProgrammeView {
  view ??= JSON.parse(report('--format', 'json')) as ProgrammeView;
  return view;
}

/** Everybody's row of a metric. */
function everybody({ measures }: ProgrammeView, id: string): Partial<Measure> {
  const found = measures.find(({ metricId, engineer }) => metricId === id && engineer === '*');
  const { state, numerator, denominator, value, beside } = found ?? {};
  return { state, numerator, denominator, value, beside } as Partial<Measure>;
}

describe('the programme of forty people after a year', () => {
  // Counted by hand from the choices in helpers/organisation.ts.
  test('completed: 20 of 23 ways that began at least twice their time ago, four apart', () => {
    // On-call, slots 6 to 27: 14 in 21 days and 2 in 39 hold it, 7 and 15 do not, 6, 14, 22 gave up and 23 left. Developers 32, 33
    // and 34 hold theirs, of the commanders 36 does and 37 does not.
    expect(everybody(viewOf(), 'completion-rate')).toMatchObject({
      ...{ state: 'missed', numerator: 20, denominator: 23, beside: { withdrawn: 4 } },
    });
  });

  test('in time: 22 of 29 ways of two years, four apart, half of them within 21 days', () => {
    // 15 of slots 6 to 29 and 36 to 39 in 21 days, developers 32 and 33 in 20 and 28, commander 36 in 50. At 21 days 30 have not
    // ended or given up before, of which 1 and then 19 end: 29/30 × 10/29 is below one half. Of 33 ways 6, 14, 22 and 23 are apart.
    expect(everybody(viewOf(), 'time-to-proficiency')).toMatchObject({
      ...{ state: 'missed', numerator: 22, denominator: 29, beside: { 'median days': 21, withdrawn: 4 } },
    });
  });

  test('stayed: 3 of 4, which is too few to tell; and newcomers take a tenth longer', () => {
    expect(everybody(viewOf(), 'retention')).toMatchObject({
      state: 'insufficient',
      numerator: 3,
      denominator: 4,
    });
    // Three of 66 minutes against 60, two of 132 against 120.
    const mttr = everybody(viewOf(), 'trainee-mttr');
    expect(mttr).toMatchObject({ state: 'met', denominator: 5 });
    expect(mttr.value).toBeCloseTo(1.1);
  });

  test('under way: 12 of 41 modules, 4 of 34 requirements, 8 hours in the middle', () => {
    // 7 and 15 have 6 of 8 modules and 2 of 6 requirements; 30 and 31 none of 8 and 6, 35 none of 5 and 4, 37 none of 4 and 6.
    const told = viewOf();
    expect(everybody(told, 'module-completion')).toMatchObject({ numerator: 12, denominator: 41 });
    expect(everybody(told, 'certification-progress')).toMatchObject({ numerator: 4, denominator: 34 });
    expect(everybody(told, 'shadow-hours')).toMatchObject({ value: 8, denominator: 4 });
  });

  test('education: 77 of 189 places in the quarter, 6 of 10 shared', () => {
    // Sessions of 39, 38 and 37 people with 20, 19 and 19; workshops of 38 and 37 with 10 and 9.
    const told = viewOf();
    expect(everybody(told, 'education-attendance')).toMatchObject({ numerator: 77, denominator: 189 });
    expect(everybody(told, 'share-outs-done')).toMatchObject({ numerator: 6, denominator: 10 });
    expect(told.education?.budget).toEqual({ year: '2026', each: 2000, currency: 'USD', spent: 5000 });
    expect(told.education?.held.map(({ times }) => times)).toEqual([7, 4, 4]);
  });

  test('surveys: eight and six answers are told, four are not', () => {
    expect(
      viewOf().surveys.map(({ quarter, answers, means }) => [
        quarter,
        answers,
        means?.map(({ mean }) => mean),
      ]),
    ).toEqual([
      ['2026-Q3', 8, [4, 5, 3]],
      ['2026-Q2', 4, undefined],
      ['2026-Q1', 6, [4, 4, 4]],
    ]);
  });

  test('heads: 26 hold the first certificate, 4 are on the way, 3 gave it up and 3 left', () => {
    const told = viewOf();
    const counts = told.certificates.map(({ id, ...one }) => [
      id,
      ...[one.held, one.open, one.withdrawn, one.left].map(({ shown }) => shown),
    ]);
    expect(counts).toEqual([
      ['on-call', 26, 4, 3, 3],
      ['incident-commander', 1, 1, 0, 0],
      ['developer', 3, 1, 0, 0],
    ]);
    expect(told.reviews.map(({ state, last }) => [state, last])).toEqual([
      ['done', '2026-09-30'],
      ['due', null],
    ]);
  });
});

describe('five people of them', () => {
  const of = (slot: number): PersonOverview => {
    const found = viewOf().people.find(({ login }) => login === MEMBERS[slot]?.login);
    if (found === undefined) throw new Error(`nobody in slot ${slot}`);
    return found;
  };

  test('hana, in slot 7, has been on the way since 8 December without a signature', () => {
    const [way] = of(7).ways;
    // 8 December to 22 November, both included: 350 days.
    expect(way).toMatchObject({
      state: 'open',
      started: '2025-12-08',
      day: 350,
      within: 28,
      met: 2,
      of: 6,
      unknown: 0,
    });
    expect(way?.modules).toEqual({ met: 6, of: 8 });
    expect(way?.missing.map(({ title, have, need }) => [title, have, need])).toEqual([
      ['All modules', 6, 8],
      ['At least 24 hours of shadowing', 16, 24],
      ['Supervised week', 0, 7],
      ['Signed off by 2 seniors', 0, 2],
    ]);
  });

  test('mina, in slot 12, was certified on 9 March and left on 1 September', () => {
    const { left, ways } = of(12);
    expect(left).toBe('2026-09-01');
    expect(ways).toEqual([
      expect.objectContaining({ state: 'held', certified: '2026-03-09', isEvidenced: true, met: 6 }),
    ]);
  });

  test('noel, in slot 13, took 39 days', () => {
    expect(of(13).ways).toEqual([
      expect.objectContaining({
        started: '2026-03-02',
        certified: '2026-04-10',
        isEvidenced: true,
        missing: [],
      }),
    ]);
  });

  test('iris, in slot 33, was certified on the last day that counts', () => {
    expect(of(33).ways).toEqual([
      expect.objectContaining({
        certificate: 'developer',
        started: '2026-04-13',
        certified: '2026-05-11',
        met: 4,
        of: 4,
      }),
    ]);
  });

  test('lena, in slot 36, holds both certificates with everything behind them, and stands before the second level', () => {
    const { ways, next, level } = of(36);
    expect(
      ways.map(({ certificate, certified, isEvidenced, met, of: all }) => [
        certificate,
        certified,
        isEvidenced,
        met,
        all,
      ]),
    ).toEqual([
      ['on-call', '2025-01-20', true, 6, 6],
      ['incident-commander', '2026-08-11', true, 6, 6],
    ]);
    // A year on call and the commanders' training are there; 7 of 20 incidents, no runbook, 2 of 3 led, nobody mentored.
    expect([level, next?.id, next?.met, next?.of]).toEqual(['L1', 'L2', 2, 6]);
    expect(next?.missing.map(({ have, need }) => [have, need])).toEqual([
      [7, 20],
      [0, 5],
      [2, 3],
      [0, 1],
    ]);
  });
});
