import { type CommentMachine, commentSteps } from '@forethought/io/github';
import { describe, expect, test } from '@jest/globals';
import { playRace, type RaceEnd } from './play-race.js';

const isOnly = ({ live }: RaceEnd, body: string) => live.length === 1 && live[0]?.body === body;

describe('fault 13: two runs at once', () => {
  test('10,000 random schedules leave one comment, with the text that was written last', () => {
    const kinds = new Map<string, number>();
    const wrong: number[] = [];
    for (let seed = 1; seed <= 10_000; seed++) {
      const end = playRace(seed, { runs: 2, trouble: false });
      if (!isOnly(end, end.last)) wrong.push(seed);
      for (const outcome of end.outcomes) kinds.set(outcome, (kinds.get(outcome) ?? 0) + 1);
    }
    expect(wrong).toEqual([]);
    // The schedules meet: some runs find the other's comment, some make their own.
    for (const kind of ['created', 'updated']) expect(kinds.get(kind) ?? 0).toBeGreaterThan(500);
  });

  test('10,000 with lost replies and requests that fail, three runs and duplicates from before', () => {
    let healed = 0;
    const wrong: number[] = [];
    for (let seed = 1; seed <= 10_000; seed++) {
      const end = playRace(seed, { runs: 3, trouble: true });
      if (!isOnly(end, end.last)) wrong.push(seed);
      healed += end.before > 1 ? 1 : 0;
    }
    expect(wrong).toEqual([]);
    expect(healed).toBeGreaterThan(1000);
  });

  test('fault 28: whatever step runs are killed at, the next one leaves its own text alone', () => {
    const seeds = Array.from({ length: 5000 }, (_, seed) => seed + 1);
    const end = (seed: number) => playRace(seed, { runs: 4, trouble: true, killed: true });
    expect(seeds.filter((seed) => !isOnly(end(seed), 'text of run 4'))).toEqual([]);
  });

  test('the schedules would show a run that does not look again after a create', () => {
    const careless = (body: string): CommentMachine => {
      const steps = commentSteps({ body, createIfMissing: true });
      return (function* () {
        let step = steps.next();
        while (step.done !== true) {
          const answer = yield step.value;
          if (step.value.kind === 'create' && answer.kind === 'done') return 'created';
          step = steps.next(answer);
        }
        return step.value;
      })();
    };
    const ends = Array.from({ length: 500 }, (_, seed) =>
      playRace(seed + 1, { runs: 2, trouble: false, careless }),
    );
    expect(ends.filter(({ live }) => live.length > 1).length).toBeGreaterThan(20);
  });
});

describe('one run alone', () => {
  const listed = (...bodies: readonly string[]) => ({
    kind: 'listed' as const,
    comments: bodies.map((body, at) => ({ id: String(at + 1), createdAt: `2026-11-22T10:0${at}:00Z`, body })),
  });

  test('equal text writes nothing', () => {
    const steps = commentSteps({ body: 'same\n', createIfMissing: true });
    expect(steps.next().value).toEqual({ kind: 'list' });
    expect(steps.next(listed('same\r\n'))).toEqual({ done: true, value: 'unchanged' });
  });

  test('nothing to say: duplicates go, nothing is written', () => {
    const steps = commentSteps({ body: null, createIfMissing: false });
    steps.next();
    expect(steps.next(listed('a', 'b')).value).toEqual({ kind: 'delete', id: '2' });
    expect(steps.next({ kind: 'done' })).toEqual({ done: true, value: 'unchanged' });
    const none = commentSteps({ body: 'text', createIfMissing: false });
    none.next();
    expect(none.next(listed())).toEqual({ done: true, value: 'none' });
  });

  test('a server that always loses the create ends the run after a few, each after a look', () => {
    const steps = commentSteps({ body: 'text', createIfMissing: true });
    const kinds: string[] = [];
    let step = steps.next();
    while (step.done !== true) {
      kinds.push(step.value.kind);
      step = steps.next(step.value.kind === 'list' ? listed() : { kind: 'unclear' });
    }
    expect(step.value).toBe('unclear');
    expect(kinds).toEqual([...Array(3).fill(['list', 'create', 'pause']).flat(), 'list']);
  });
});
