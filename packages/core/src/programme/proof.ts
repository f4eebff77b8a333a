import type { RecordApproval, TrainingFacts } from '../schema/training/facts.js';
import type { Attestation, Enrolment, PersonRecord } from '../schema/training/person.js';
import type { ProfileRecord } from '../schema/training/profile.js';
import { type Asked, isSame } from './asked.js';
import type { ProgrammeWorld } from './world.js';

type Word = Pick<Attestation, 'by' | 'on' | 'pull'>;

/** Why somebody's word does not count: it is the person's own, the role is missing, nobody approved it or not what was merged, or that is not known. */
export type WordState = 'counts' | 'own' | 'role' | 'unapproved' | 'outdated' | 'unknown';

/** Whether a word counts: from somebody else who holds one of the roles, and who approved the pull request that wrote it down. */
export function wordState(word: Word, roles: readonly string[], asked: Asked): WordState {
  if (isSame(word.by, asked.login)) return 'own';
  if (roles.length > 0 && !asked.world.rolesOf(word.by).some((role) => roles.includes(role))) return 'role';
  return approvalState(word, asked);
}

/** What was added after an approval was never approved. */
function approvalState({ by, on, pull }: Word, { login, world }: Asked): WordState {
  const { reviewed } = world;
  const approvals = world.training.approvals ?? reviewed?.approvals ?? [];
  const given = approvals.filter(
    (approval) =>
      isSame(approval.by, by) &&
      !isSame(approval.author, by) &&
      (pull === undefined ? approval.at.slice(0, 10) >= on : approval.pull === pull) &&
      isAboutRecord(approval, login),
  );
  if (given.some(({ seen }) => seen === undefined)) return 'counts';
  if (given.some(({ seen }) => seen === 'unknown')) return 'unknown';
  const isKnown = pull !== undefined && reviewed?.pulls.has(pull) === true;
  if (!isKnown && !isReviewKnown({ pull, on }, world.training)) return 'unknown';
  return given.length > 0 ? 'outdated' : 'unapproved';
}

/** Whether a review of a day, or of a pull request that was named, would have been seen. */
function isReviewKnown(
  { pull, on }: { readonly pull: number | undefined; readonly on: string },
  { approvals, reviewsFrom, unreadPulls = [] }: TrainingFacts,
): boolean {
  if (approvals === undefined) return false;
  return pull === undefined ? reviewsFrom === undefined || on >= reviewsFrom : !unreadPulls.includes(pull);
}

function isAboutRecord({ paths }: RecordApproval, login: string): boolean {
  return paths.some((path) => isSame(path.replace(/^.*\//, '').replace(/\.ya?ml$/i, ''), login));
}

/** Whether what a record names is there: a path of the tree, a merged pull request; of an address nobody asks. null: not looked up. */
export function proofState(
  proof: string,
  { existing, merged, training: { unreadPulls = [] } }: ProgrammeWorld,
): boolean | null {
  if (/^#\d{1,9}$/.test(proof)) {
    const number = Number(proof.slice(1));
    return merged === undefined || unreadPulls.includes(number) ? null : merged.has(number);
  }
  const path = pathOfProof(proof);
  if (path === null) return true;
  return existing === undefined ? null : existing.has(path);
}

/** The path that a proof names, from the root of the repository; null for a pull request and an address. */
export function pathOfProof(proof: string): string | null {
  if (/^#\d{1,9}$/.test(proof) || /^[a-z][a-z0-9+.-]{1,20}:\/\//i.test(proof)) return null;
  const [path = ''] = proof.split('#', 1);
  return path.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
}

/** Whether a document was judged and misses a rule of its kind; a file of no kind has none. */
export function isRefuted(path: string, { documents, artefacts }: ProgrammeWorld): boolean {
  const found = (documents ?? artefacts)?.find((each) => each.path === path && each.removedAt === undefined);
  if (found === undefined || found.kind === '') return false;
  return found.verdicts?.some(({ outcome }) => outcome === 'fail') === true;
}

/** Whether a document was found and passes all of its rules; null where nobody judged it. */
export function documentState(
  path: string,
  kind: string,
  { documents, artefacts }: ProgrammeWorld,
): boolean | null {
  const found = (documents ?? artefacts)?.find((each) => each.path === path && each.removedAt === undefined);
  if (found === undefined) return documents === undefined ? null : false;
  if (found.kind !== kind) return false;
  return found.verdicts === undefined ? null : !found.verdicts.some(({ outcome }) => outcome === 'fail');
}

/** Paths from the root that records name as what shows something, each once. */
export function namedInRecords({
  people,
  profiles,
}: Pick<TrainingFacts, 'people' | 'profiles'>): readonly string[] {
  const proofs = [...people.flatMap(inPerson), ...profiles.flatMap(inProfile)];
  return [...new Set(proofs.flatMap((proof) => (proof === undefined ? [] : (pathOfProof(proof) ?? []))))];
}

/** Numbers of the pull requests that records name: where words were written down, and as what shows something. */
export function pullsInRecords({
  people,
  profiles,
}: Pick<TrainingFacts, 'people' | 'profiles'>): readonly number[] {
  const shown = [...people.flatMap(inPerson), ...profiles.flatMap(inProfile)].flatMap((proof = '') =>
    /^#\d{1,9}$/.test(proof) ? [Number(proof.slice(1))] : [],
  );
  const written = people.flatMap(wordsOf).flatMap(({ pull }) => pull ?? []);
  return [...new Set([...shown, ...written])].filter((number) => number > 0).sort((a, b) => a - b);
}

function wordsOf({
  certificates,
  attestations,
  skills,
  mentored,
}: PersonRecord): readonly { readonly pull?: number | undefined }[] {
  return [
    ...Object.values(certificates).flatMap(({ prerequisites, signOffs, incidents }) => [
      ...Object.values(prerequisites),
      ...signOffs,
      ...incidents.flatMap(({ feedback }) => feedback ?? []),
    ]),
    ...Object.values(attestations),
    ...Object.values(skills),
    ...mentored,
  ];
}

type Proofs = readonly (string | undefined)[];

function inPerson({ certificates, attestations, skills }: PersonRecord): Proofs {
  return [
    ...Object.values(certificates).flatMap(inEnrolment),
    ...Object.values(attestations).map(({ link }) => link),
    ...Object.values(skills).map(({ link }) => link),
  ];
}

function inEnrolment(enrolment: Enrolment): Proofs {
  return [
    ...Object.values(enrolment.prerequisites).map(({ link }) => link),
    ...Object.values(enrolment.modules).flatMap(({ artefacts }) => artefacts),
    ...enrolment.shadowShifts.map(({ notes }) => notes),
    ...enrolment.supervised.map(({ log }) => log),
    ...enrolment.incidents.flatMap(({ incident, written, feedback }) => [incident, written, feedback?.link]),
    ...enrolment.signOffs.map(({ link }) => link),
  ];
}

function inProfile({ marks, topics, reading, projects }: ProfileRecord): Proofs {
  return [
    ...Object.values(marks).map(({ link }) => link),
    ...Object.values(topics).flatMap((items) => Object.values(items)),
    ...Object.values(reading).map(({ notes }) => notes),
    ...Object.values(projects).map(({ document }) => document),
  ];
}
