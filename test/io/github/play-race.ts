import {
  type CommentAnswer,
  type CommentMachine,
  type CommentStep,
  commentSteps,
  type OwnComment,
} from '@forethought/io/github';
import { type Random, random as seeded } from '../../helpers/random.js';

/** How a race is played. `trouble`: replies get lost, creates fail or are stored late, and duplicates may be there before. */
export interface RaceOptions {
  readonly runs: number;
  readonly trouble: boolean;
  /** Every run but the last may be killed at any step, and the last comes when all others are over. */
  readonly killed?: boolean;
  readonly careless?: (body: string) => CommentMachine;
}

/** How it ended: what is there, and the text that reached the store last. */
export interface RaceEnd {
  readonly live: readonly OwnComment[];
  readonly last: string;
  readonly outcomes: readonly string[];
  readonly before: number;
}

interface Store {
  comments: OwnComment[];
  last: string;
  next: number;
  now: number;
}

/** Something that happens at a time of the virtual clock. */
interface Event {
  readonly at: number;
  readonly order: number;
  readonly happen: () => void;
}

/** Plays runs against one store on a virtual clock; the seed decides every delay and every fault. */
export function playRace(seed: number, { runs, trouble, killed = false, careless }: RaceOptions): RaceEnd {
  const random = seeded(seed);
  const store: Store = { comments: [], last: '', next: 1, now: 0 };
  const before = trouble ? random.below(4) : 0;
  for (let at = 0; at < before; at++) create(store, 'from before');
  const events: Event[] = [];
  const schedule = (ms: number, happen: () => void): void => {
    events.push({ at: store.now + ms, order: events.length, happen });
  };
  const outcomes: string[] = [];
  const bodies = Array.from({ length: runs }, (_, at) => `text of run ${at + 1}`);
  for (const [at, body] of bodies.entries()) {
    const isLast = at === runs - 1;
    const machine = careless?.(body) ?? commentSteps({ body, createIfMissing: true });
    const take = (step: IteratorResult<CommentStep, string>): void => {
      if (killed && !isLast && random.chance(0.2)) return;
      if (step.done === true) {
        outcomes.push(step.value);
        return;
      }
      perform(step.value, { store, random, trouble, schedule }, (answer) => take(machine.next(answer)));
    };
    schedule(killed && isLast ? 60_000 : random.below(300), () => take(machine.next()));
  }
  for (let event = pop(events); event !== undefined; event = pop(events)) {
    store.now = event.at;
    event.happen();
  }
  return { live: store.comments, last: store.last, outcomes, before };
}

function pop(events: Event[]): Event | undefined {
  const [first] = [...events].sort((a, b) => a.at - b.at || a.order - b.order);
  if (first !== undefined) events.splice(events.indexOf(first), 1);
  return first;
}

interface Stage {
  readonly store: Store;
  readonly random: Random;
  readonly trouble: boolean;
  readonly schedule: (ms: number, happen: () => void) => void;
}

/** The request reaches the store after a while, and its reply the run after another. */
function perform(step: CommentStep, stage: Stage, reply: (answer: CommentAnswer) => void): void {
  const { store, random, trouble, schedule } = stage;
  if (step.kind === 'pause') {
    schedule(step.ms, () => reply({ kind: 'done' }));
    return;
  }
  const there = random.below(400);
  const back = random.below(400);
  if (trouble && step.kind === 'create' && random.chance(0.4)) {
    // The reply is lost. The comment is never stored, or is stored while the run waits before its next look.
    if (random.chance(0.7)) schedule(there, () => void create(store, step.body));
    schedule(random.below(400), () => reply({ kind: 'unclear' }));
    return;
  }
  schedule(there, () => {
    const answer = effect(store, step);
    schedule(back, () => reply(answer));
  });
}

function effect(store: Store, step: Exclude<CommentStep, { kind: 'pause' }>): CommentAnswer {
  if (step.kind === 'list') return { kind: 'listed', comments: [...store.comments] };
  if (step.kind === 'create') {
    create(store, step.body);
    return { kind: 'done' };
  }
  if (!store.comments.some(({ id }) => id === step.id)) return { kind: 'gone' };
  if (step.kind === 'update') store.last = step.body;
  store.comments =
    step.kind === 'delete'
      ? store.comments.filter(({ id }) => id !== step.id)
      : store.comments.map((one) => (one.id === step.id ? { ...one, body: step.body } : one));
  return { kind: 'done' };
}

/** GitHub's times have whole seconds, so that two comments of one race often have the same. */
function create(store: Store, body: string): void {
  const createdAt = `${new Date(Date.UTC(2026, 10, 22) + store.now).toISOString().slice(0, 19)}Z`;
  store.comments.push({ id: String(store.next), createdAt, body });
  store.next += 1;
  store.last = body;
}
