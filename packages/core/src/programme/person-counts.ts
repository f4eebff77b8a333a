import type { TallyInput } from '../define-metric.js';
import type { Certificate } from '../schema/programme.js';
import type { Enrolment, PersonRecord } from '../schema/training/person.js';
import { addDays } from '../week.js';
import { daysIn } from './asked.js';
import { rowsOfLogin, toldOn } from './habit-counts.js';
import { certificateStanding } from './standing.js';
import type { ProgrammeWorld } from './world.js';

/** A person's record on a day on which it is told, with the rows that it counts in. */
export interface ToldPerson {
  readonly person: PersonRecord;
  readonly rows: readonly string[];
  readonly day: string;
}

/** Records of people who had joined and are still there, on each day on which a state is told. */
export function toldPeople(input: TallyInput, { training, asOf }: ProgrammeWorld): readonly ToldPerson[] {
  return toldOn(asOf).flatMap((day) =>
    training.people.flatMap((person) => {
      const rows = person.joined > day ? [] : rowsOfLogin(input, person.login, day);
      return rows.length === 0 ? [] : [{ person, rows, day }];
    }),
  );
}

/** The way of one person to one certificate that the programme knows. */
export interface CertificateWay {
  readonly login: string;
  readonly id: string;
  readonly certificate: Certificate;
  readonly enrolment: Enrolment;
  /** First day that is too late, counted from day 1; absent where the programme sets no time. */
  readonly late?: string;
}

/** Every way to a certificate that a person has begun. */
export function waysOf(
  { login, certificates }: PersonRecord,
  world: ProgrammeWorld,
): readonly CertificateWay[] {
  return Object.entries(certificates).flatMap(([id, enrolment]) => {
    const known = world.programme.certificates;
    const certificate = Object.hasOwn(known, id) ? known[id] : undefined;
    if (certificate === undefined) return [];
    const { withinDays } = certificate;
    if (withinDays === undefined) return [{ login, id, certificate, enrolment }];
    const late = addDays(enrolment.started, withinDays.days + (withinDays.strictly ? 0 : 1));
    return [{ login, id, certificate, enrolment, late }];
  });
}

/** Ways on which somebody was on a day: begun, not given up, and the certificate not yet held. */
export function openWays(
  person: PersonRecord,
  world: ProgrammeWorld,
  day: string,
): readonly CertificateWay[] {
  return waysOf(person, world).filter(
    ({ enrolment: { started, withdrawn, certified } }) =>
      started <= day && (withdrawn ?? '9') > day && (certified ?? '9') > day,
  );
}

/**
 * Whether somebody held a certificate on a day: the record says so, and its evidence does not refute it. Null where that could not be
 * found out, as where nobody looked up the reviews.
 */
export function holdsCertificate(
  { login, id, enrolment: { certified } }: CertificateWay,
  world: ProgrammeWorld,
  day: string,
): boolean | null {
  if (certified === undefined || certified > day) return false;
  return certificateStanding(login, id, world, certified)?.isEvidenced ?? null;
}

/** Whole days from one day to a later one; the day after is 1. */
export function daysAfter(from: string, to: string): number {
  return daysIn(from, to) - 1;
}
