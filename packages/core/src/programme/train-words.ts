import type { RosterEntry } from '../schema/config.js';
import type { Criterion } from '../schema/programme-criteria.js';
import { levelStanding, skillStandings } from './level-standing.js';
import { type CertificateStanding, certificateStanding, recordOfPerson } from './standing.js';
import type { ProgrammeWorld, Standing } from './world.js';

/** Where a person stands in the training, as lines of text: track, certificates with what is missing and who can sign, level, skills, and whom to ask. */
export function trainWords(
  login: string,
  world: ProgrammeWorld,
  roster: readonly RosterEntry[],
): readonly string[] {
  const record = recordOfPerson(login, world);
  if (record === undefined) return [`${login} has no record of training yet`, ...offered(world)];
  const { certificates, tracks } = world.programme;
  const track = record.track === undefined ? undefined : tracks[record.track];
  const ways = Object.keys(record.certificates).filter((id) => Object.hasOwn(certificates, id));
  return [
    `${record.login}, here since ${record.joined}${record.left === undefined ? '' : ` until ${record.left}`}`,
    ...(track === undefined ? [] : trackLines(track, record.certificates[track.certificate]?.started, world)),
    ...(ways.length === 0 ? offered(world) : []),
    ...ways.flatMap((id) => ['', ...certificateLines(login, id, world, roster)]),
    ...levelLines(login, world),
  ];
}

function offered({ programme }: ProgrammeWorld): readonly string[] {
  const ids = Object.entries(programme.certificates).map(([id, { title }]) => `  ${id}: ${title}`);
  return ids.length === 0 ? [] : ['Certificates that can be begun, by forethought train start:', ...ids];
}

type Track = ProgrammeWorld['programme']['tracks'][string];

function trackLines(track: Track, started: string | undefined, { asOf }: ProgrammeWorld): readonly string[] {
  if (started === undefined) return [`Track: ${track.title}, not begun`];
  const week = Math.floor((Date.parse(asOf) - Date.parse(started)) / 604_800_000) + 1;
  const now = track.weeks.find(({ weeks: [from, to] }) => week >= from && week <= to);
  const where = now === undefined ? '' : `: ${now.title}`;
  return [
    `Track: ${track.title}, week ${week}${where}`,
    ...track.support.map((words) => `  Support: ${words}`),
  ];
}

/** The lines of one certificate: what is there of each list, and what is missing with why. */
export function certificateLines(
  login: string,
  id: string,
  world: ProgrammeWorld,
  roster: readonly RosterEntry[],
): readonly string[] {
  const standing = certificateStanding(login, id, world);
  if (standing === undefined) return [];
  const certificate = world.programme.certificates[id];
  const titles = new Map(Object.entries(world.programme.modules).map(([name, { title }]) => [name, title]));
  return [
    `${standing.title} (${id}): ${stateOf(standing)}`,
    `  ${standing.met} of ${standing.of} requirements evidenced${standing.unknown === 0 ? '' : `, ${standing.unknown} not known here`}`,
    ...listed('Prerequisites', standing.prerequisites),
    ...listed('Modules', standing.modules, (each) => titles.get(each.id) ?? each.title),
    ...listed('Requirements', standing.requirements.map(withoutParts(certificate?.requirements ?? []))),
    ...signerLines(certificate?.requirements ?? [], standing, login, roster),
  ];
}

/** What is missing in modules stands with the modules. */
function withoutParts(requirements: readonly Criterion[]): (standing: Standing) => Standing {
  const made = new Set(
    requirements
      .filter(({ needs }) => ['modules', 'assessments', 'deliverables'].includes(needs.kind))
      .map(({ id }) => id),
  );
  return (standing) => (made.has(standing.id) && standing.met !== null ? { ...standing, why: '' } : standing);
}

function stateOf({ enrolment, isEvidenced }: CertificateStanding): string {
  if (enrolment === undefined) return 'not begun';
  const { started, certified, withdrawn } = enrolment;
  if (certified !== undefined) {
    const proof = isEvidenced === false ? ', which the evidence does not carry' : '';
    return `certified on ${certified}${proof}`;
  }
  return withdrawn === undefined ? `begun on ${started}` : `left on ${withdrawn}`;
}

function listed(
  name: string,
  standings: readonly Standing[],
  titleOf = ({ title }: Standing): string => title,
): readonly string[] {
  const asked = standings.filter(({ recommended }) => !recommended);
  if (asked.length === 0) return [];
  const open = asked.filter(({ met }) => met !== true);
  return [
    `  ${name}: ${asked.length - open.length} of ${asked.length}`,
    ...open.map((each) => {
      const why = each.why === '' ? `${each.have} of ${each.need}` : each.why;
      return `    ${each.met === null ? '?' : '-'} ${titleOf(each)} (${each.id}): ${why}`;
    }),
  ];
}

/** Who holds the role that an open signature asks for, by the roster; never the person. */
export function signersOf(
  requirements: readonly Criterion[],
  login: string,
  roster: readonly RosterEntry[],
): readonly {
  readonly id: string;
  readonly as: string;
  readonly role: string;
  readonly atLeast: number;
  readonly logins: readonly string[];
}[] {
  return requirements.flatMap(({ id, needs }) => {
    if (needs.kind !== 'sign-offs') return [];
    const logins = roster
      .filter(
        (entry) => entry.roles?.includes(needs.role) && entry.login.toLowerCase() !== login.toLowerCase(),
      )
      .map((entry) => entry.login);
    return [{ id, as: needs.as, role: needs.role, atLeast: needs.atLeast, logins }];
  });
}

function signerLines(
  requirements: readonly Criterion[],
  { requirements: standings }: CertificateStanding,
  login: string,
  roster: readonly RosterEntry[],
): readonly string[] {
  return signersOf(requirements, login, roster).flatMap(({ id, as, role, atLeast, logins }) => {
    if (standings.find((each) => each.id === id)?.met === true) return [];
    const who = logins.length === 0 ? `nobody in the roster has the role ${role}` : logins.join(', ');
    return [`  Who can give a ${as} (${atLeast} of ${role}): ${who}`];
  });
}

function levelLines(login: string, world: ProgrammeWorld): readonly string[] {
  const { level, next, criteria, met, of } = levelStanding(login, world);
  const skills = skillStandings(login, world).filter((skill) => skill.level !== null);
  return [
    ...(level === null ? [] : ['', `Level: ${level}`]),
    ...(next === null || level === null
      ? []
      : [
          `  ${met} of ${of} criteria of ${next.id} (${next.title}) evidenced; who decides on the step are people`,
        ]),
    ...(level === null ? [] : listed('Criteria', criteria)),
    ...skills.map(
      ({ title, level: attested, means }) => `  ${title}: ${attested}${means === null ? '' : `, ${means}`}`,
    ),
  ];
}

/** Where to read on and whom to ask. */
export function resourceLines({ programme }: ProgrammeWorld): readonly string[] {
  const { resources, contacts } = programme;
  return [
    ...resources.flatMap(({ title, items }) => [
      `${title}:`,
      ...items.map((item) => `  ${item.title}${item.url === undefined ? '' : ` ${item.url}`}`),
    ]),
    ...(contacts.length === 0 ? [] : ['Whom to ask:', ...contacts.map((contact) => `  ${contact}`)]),
  ];
}
