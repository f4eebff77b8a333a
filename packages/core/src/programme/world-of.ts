import { stoodAt } from '../documents-at.js';
import { rosterEntry } from '../people.js';
import type { RosterEntry } from '../schema/config.js';
import type { Facts } from '../schema/facts.js';
import type { Programme } from '../schema/programme.js';
import type { TrainingFacts } from '../schema/training/facts.js';
import type { ProgrammeWorld } from './world.js';

/** What a world is made by, beside the facts. */
export interface WorldSource {
  readonly programme: Programme;
  readonly roster: readonly RosterEntry[];
  /** Day or instant as of which is judged. */
  readonly asOf: string;
  /** Login behind an address, where somebody found out more than the roster says. */
  readonly loginOf?: (key: string) => string | undefined;
}

/** What of the facts a world takes. With `sources` an empty list of documents is told from one that nobody read. */
export type WorldFacts = {
  readonly [K in 'training' | 'incidents' | 'pulls' | 'documents' | 'sources']?: Facts[K] | undefined;
};

/** No records at all. */
export const NO_TRAINING: TrainingFacts = {
  people: [],
  profiles: [],
  weeks: [],
  days: [],
  surveys: [],
  unread: [],
};

/** Everything that records are held against, from facts: what nobody collected stays unknown. */
export function worldOf(
  facts: WorldFacts,
  { programme, roster, asOf, loginOf }: WorldSource,
): ProgrammeWorld {
  const { training = NO_TRAINING, incidents, pulls } = facts;
  const documents = documentsIn(facts);
  return {
    programme,
    asOf: asOf.slice(0, 10),
    training,
    roster: roster.map((entry) => entry.login),
    rolesOf: (login) => rosterEntry(roster, login)?.roles ?? [],
    loginOf: (key) => loginOf?.(key) ?? rosterEntry(roster, key)?.login,
    ...(incidents === undefined ? {} : { incidents }),
    ...(documents === undefined ? {} : { documents }),
    ...(training.existing === undefined ? {} : { existing: new Set(training.existing) }),
    ...(pulls === undefined
      ? {}
      : {
          merged: new Set([
            ...pulls.filter(({ state }) => state === 'merged').map(({ number }) => number),
            ...(training.mergedPulls ?? []),
          ]),
        }),
  };
}

function documentsIn({ documents, sources }: WorldFacts): Facts['documents'] | undefined {
  if (documents === undefined || sources === undefined) return documents;
  const source = sources.find(({ id }) => id === 'documents');
  const isRead =
    source === undefined
      ? documents.some(({ verdicts }) => verdicts !== undefined)
      : source.state !== 'missing';
  return isRead ? documents : undefined;
}

/** The records of people as they stood when a day was over, with what they were held against then; or why nobody knows them. */
export type PastRecords = { readonly day: string } & (
  | { readonly training: TrainingFacts; readonly programme: Programme }
  | { readonly why: string }
);

/**
 * A world as it was when a day was over. Weekly and daily files, approvals and incidents are those that are known by now: each has a day
 * of its own, and what is written down on a Monday may be about the week before.
 */
export function worldThen(world: ProgrammeWorld, past: PastRecords): ProgrammeWorld {
  const { weeks, days, approvals } = world.training;
  const end = `${past.day}T23:59:59Z`;
  const documents = world.documents
    ?.filter((document) => stoodAt(document, end))
    .map(({ removedAt: _, ...document }) => document);
  const then = { ...world, asOf: past.day, ...(documents === undefined ? {} : { documents }) };
  if ('why' in past) return { ...then, training: { ...NO_TRAINING, weeks, days }, untold: past.why };
  const { existing } = past.training;
  return {
    ...then,
    programme: past.programme,
    training: { ...past.training, weeks, days, ...(approvals === undefined ? {} : { approvals }) },
    ...(existing === undefined ? {} : { existing: new Set(existing) }),
  };
}
