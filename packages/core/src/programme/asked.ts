import type { Certificate } from '../schema/programme.js';
import type { Criterion } from '../schema/programme-criteria.js';
import type { Enrolment, PersonRecord } from '../schema/training/person.js';
import type { ProgrammeWorld, Standing } from './world.js';

/** Of whom a criterion is asked: for which certificate, if for one, and by what was done until which day. */
export interface Asked {
  readonly login: string;
  readonly world: ProgrammeWorld;
  /** Last day (`yyyy-mm-dd`) of which evidence counts. */
  readonly until: string;
  readonly record: PersonRecord | undefined;
  readonly certificate?: Certificate;
  readonly enrolment?: Enrolment;
  /** Certificates that are being answered already, so that two which need each other end. */
  readonly within: readonly string[];
  readonly answer: (criterion: Criterion, asked: Asked) => Standing;
}

/** What one need comes to. */
export type Answer = Pick<Standing, 'met' | 'have' | 'need' | 'proof' | 'why' | 'opportunity'>;

/** Whether two logins are one; the platform does not tell letter case apart. */
export function isSame(a: string | null | undefined, b: string | null | undefined): boolean {
  return typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase();
}

/** A count against what is asked for: met, or told by how much it falls short. */
export function counted(
  proof: readonly string[],
  need: number,
  rest: { readonly have?: number; readonly why?: string; readonly opportunity?: number } = {},
): Answer {
  const { have = proof.length, why = '', ...more } = rest;
  const met = have >= need && why === '';
  return { met, have, need, proof, why: met || why !== '' ? why : `${have} of ${need}`, ...more };
}

/** Something that could not be found out, with what was missing. */
export function unknown(need: number, why: string, have = 0, proof: readonly string[] = []): Answer {
  return { met: null, have, need, proof, why };
}

/** The days of the calendar from one day to another, both included. */
export function daysIn(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

/** Whole months from one day to another, as birthdays are counted. */
export function monthsBetween(from: string, to: string): number {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number);
  return (toYear - year) * 12 + toMonth - month - (toDay < day ? 1 : 0);
}
