import { type Contribution, mergeTallies, rowsOf, startCounting, type Tally } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

/** One thing that was counted: when, for whom, and what. */
interface Counted {
  readonly day: number;
  readonly engineer: string;
  readonly what: Contribution;
}

const name = fc.constantFrom('ada', 'bob', 'eve');
const id = fc.oneof(
  fc.integer({ min: 1, max: 400 }).map((number) => `#${number}`),
  fc.nat().map((number) => (number * 2_654_435_761).toString(16).padStart(12, '0')),
);
const what: fc.Arbitrary<Contribution> = fc.record(
  {
    hits: fc.integer({ min: 0, max: 3 }),
    of: fc.integer({ min: 0, max: 3 }),
    sample: id,
    miss: id,
    excluded: fc.constantFrom('exempt', 'notApplicable', 'unknown'),
    value: fc.integer({ min: 0, max: 1000 }),
    id,
    candidate: id,
    beside: fc.dictionary(fc.constantFrom('deployed', 'escapes'), fc.integer({ min: 1, max: 5 })),
  },
  { requiredKeys: [] },
);
const counted: fc.Arbitrary<Counted> = fc.record({
  day: fc.integer({ min: 1, max: 28 }),
  engineer: name,
  what,
});

function talliesOf(things: readonly Counted[]): readonly Tally[] {
  const counter = startCounting();
  for (const { day, engineer, what: contribution } of things) {
    const at = `2026-10-${String(day).padStart(2, '0')}T10:00:00Z`;
    counter.add(rowsOf({ groupsOf: () => ['*team'] }, [engineer]), at, contribution);
  }
  return counter.tallies();
}

function merged(...shards: readonly (readonly Tally[])[]): string {
  const parts = shards.map((tallies) => ({ metricId: 'm', tallies, noData: [] }));
  return JSON.stringify(mergeTallies('m', parts));
}

describe('sums of tallies', () => {
  test('shards in any order come to the bytes of one run', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(counted, fc.integer({ min: 0, max: 3 })), { maxLength: 120 }),
        (things) => {
          const whole = merged(talliesOf(things.map(([thing]) => thing)));
          const shards = [2, 0, 3, 1].map((shard) =>
            talliesOf(things.filter(([, own]) => own === shard).map(([thing]) => thing)),
          );
          expect(merged(...shards)).toBe(whole);
          expect(merged(talliesOf([...things].reverse().map(([thing]) => thing)))).toBe(whole);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('many shas come in order of their code units', () => {
    const shas = Array.from({ length: 3000 }, (_, index) =>
      ((index * 2_654_435_761) % 4_294_967_296).toString(16).padStart(8, '0'),
    );
    const [tally] = mergeTallies('m', [
      {
        metricId: 'm',
        noData: [],
        tallies: [
          { engineer: 'ada', week: '2026-W40', numerator: 0, denominator: 0, sample: shas, misses: [] },
        ],
      },
    ]).tallies;
    expect(tally?.sample).toEqual([...shas].sort());
  });

  test('nothing is lost on the way to everybody', () => {
    fc.assert(
      fc.property(fc.array(counted, { maxLength: 60 }), (things) => {
        const sum = (row: (engineer: string) => boolean): number =>
          talliesOf(things)
            .filter(({ engineer }) => row(engineer))
            .reduce((total, { denominator, sample }) => total + denominator + sample.length, 0);
        expect(sum((row) => row === '*')).toBe(sum((row) => !row.startsWith('*')));
        expect(sum((row) => row === '*team')).toBe(sum((row) => row === '*'));
      }),
      { numRuns: 50 },
    );
  });
});
