import type { PersonRecord } from '../schema/training/person.js';
import { daysIn, isSame } from './asked.js';
import { levelStanding, skillStandings } from './level-standing.js';
import { type CertificateWay, waysOf } from './person-counts.js';
import { type CertificateStanding, certificateStanding, standingOfModule } from './standing.js';
import type { ProgrammeWorld, Standing } from './world.js';

/** What is missing of a requirement. `known: false`: it could not be found out. `why` may name other people. */
export interface MissingPart {
  readonly title: string;
  readonly have: number;
  readonly need: number;
  readonly known: boolean;
  readonly why: string;
}

/** Where somebody is on the way to one certificate. `day` is the day of the way, from 1; `within` the days that it should take. */
export interface WayOverview {
  readonly certificate: string;
  readonly title: string;
  /** `claimed`: the record says that it was given, and the evidence refutes that. */
  readonly state: 'held' | 'claimed' | 'open' | 'withdrawn' | 'left';
  readonly started: string;
  readonly day: number;
  readonly within: number | null;
  readonly certified: string | null;
  /** Of a certificate that is held or claimed: whether its evidence holds; null, it could not be found out. */
  readonly isEvidenced: boolean | null;
  readonly met: number;
  readonly of: number;
  readonly unknown: number;
  readonly modules: { readonly met: number; readonly of: number };
  readonly missing: readonly MissingPart[];
  /** What the track has for this week. */
  readonly unit: string | null;
}

/** One person in the programme. */
export interface PersonOverview {
  readonly login: string;
  /** Day of leaving, where that is over. */
  readonly left: string | null;
  readonly track: string | null;
  readonly level: string | null;
  readonly ways: readonly WayOverview[];
  /** The next level of the ladder: criteria evidenced, asked for, not known. */
  readonly next: {
    readonly id: string;
    readonly title: string;
    readonly met: number;
    readonly of: number;
    readonly unknown: number;
    readonly missing: readonly MissingPart[];
  } | null;
  /** Skills of the matrix that somebody attested, at any level. */
  readonly attested: number;
  /** Skills of the programme that completed modules serve, by id. */
  readonly skills: readonly string[];
}

/** Everybody with a record who had joined by a day, alphabetical, with where each stands by the evidence known then. */
export function peopleOverview(world: ProgrammeWorld, until: string): readonly PersonOverview[] {
  return world.training.people
    .filter(({ joined }) => joined <= until)
    .map((person) => personOverview(person, world, until))
    .sort((a, b) => (a.login.toLowerCase() < b.login.toLowerCase() ? -1 : 1));
}

/** Where one person stands; undefined without a record. */
export function overviewOf(login: string, world: ProgrammeWorld, until: string): PersonOverview | undefined {
  const person = world.training.people.find((each) => isSame(each.login, login) && each.joined <= until);
  return person === undefined ? undefined : personOverview(person, world, until);
}

function personOverview(person: PersonRecord, world: ProgrammeWorld, until: string): PersonOverview {
  const { login, left, track, level } = person;
  const { next, criteria, met, of, unknown } = levelStanding(login, world, until);
  const tracks = world.programme.tracks;
  const skills = waysOf(person, world).flatMap((way) => skillsOf(way, world, until));
  return {
    login,
    left: left !== undefined && left <= until ? left : null,
    track: track !== undefined && Object.hasOwn(tracks, track) ? (tracks[track]?.title ?? null) : null,
    level: level ?? null,
    ways: waysOf(person, world)
      .filter(({ enrolment }) => enrolment.started <= until)
      .flatMap((way) => wayOverview(way, person, world, until)),
    next:
      next === null
        ? null
        : { id: next.id, title: next.title, met, of, unknown, missing: missingOf(criteria) },
    attested: skillStandings(login, world, until).filter((skill) => skill.met === true).length,
    skills: [...new Set(skills)].sort(),
  };
}

function wayOverview(
  { login, id, certificate, enrolment }: CertificateWay,
  person: PersonRecord,
  world: ProgrammeWorld,
  until: string,
): readonly WayOverview[] {
  const { started, certified, withdrawn } = enrolment;
  const held = certified !== undefined && certified <= until ? certified : null;
  const gone = person.left !== undefined && person.left <= until ? 'left' : 'open';
  const standing = certificateStanding(login, id, world, held ?? until);
  if (standing === undefined) return [];
  const { met, of, unknown, modules, isEvidenced } = standing;
  const heldState = isEvidenced === false ? 'claimed' : 'held';
  return [
    {
      certificate: id,
      title: certificate.title,
      state: held !== null ? heldState : withdrawn !== undefined && withdrawn <= until ? 'withdrawn' : gone,
      ...{ started, day: daysIn(started, until), within: certificate.withinDays?.days ?? null },
      ...{ certified: held, isEvidenced: held === null ? null : isEvidenced, met, of, unknown },
      modules: { met: modules.filter((module) => module.met === true).length, of: modules.length },
      missing: missingIn(standing),
      unit: unitOf(person, id, world, daysIn(started, until)),
    },
  ];
}

function missingIn({ prerequisites, requirements }: CertificateStanding): readonly MissingPart[] {
  return missingOf([...prerequisites, ...requirements]);
}

function missingOf(standings: readonly Standing[]): readonly MissingPart[] {
  return standings
    .filter(({ met, recommended }) => met !== true && !recommended)
    .map(({ title, have, need, met, why }) => ({ title, have, need, known: met !== null, why }));
}

/** The part of the person's track that the day lies in; after the last one, and on a track to something else, none. */
function unitOf(
  { track = '' }: PersonRecord,
  certificate: string,
  { programme: { tracks } }: ProgrammeWorld,
  day: number,
): string | null {
  const own = Object.hasOwn(tracks, track) ? tracks[track] : undefined;
  if (own?.certificate !== certificate) return null;
  const week = Math.ceil(day / 7);
  return own.weeks.find(({ weeks }) => weeks[0] <= week && week <= weeks[1])?.title ?? null;
}

function skillsOf(
  { login, id, certificate }: CertificateWay,
  world: ProgrammeWorld,
  until: string,
): readonly string[] {
  const { modules } = world.programme;
  return certificate.modules
    .filter((module) => standingOfModule(module, { login, certificate: id, until }, world).met === true)
    .flatMap((module) => (Object.hasOwn(modules, module) ? (modules[module]?.skills ?? []) : []));
}

/** The quarter of a day, as surveys write it: `2026-Q3`. */
export function quarterName(day: string): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}
