import type { Criterion } from '../schema/programme-criteria.js';
import type { Enrolment, PersonRecord } from '../schema/training/person.js';
import { type Answer, type Asked, counted, isSame } from './asked.js';
import { incidentsAnswer } from './incident-parts.js';
import { allMet, attestedAnswer, moduleParts, moduleStanding, resolvedScenarios } from './module-standing.js';
import {
  documentsAnswer,
  mentoredAnswer,
  shadowHoursAnswer,
  signOffsAnswer,
  supervisedAnswer,
  tenureAnswer,
} from './needs.js';
import type { ProgrammeWorld, Standing } from './world.js';

/** Of whom something is asked, for which certificate if for one. `until`: last day whose evidence counts; default: the world's. */
export interface Question {
  readonly login: string;
  readonly certificate?: string;
  readonly until?: string;
}

/** How a person stands on the way to a certificate. `met` of `of` requirements that are asked for; `unknown` could not be found out. */
export interface CertificateStanding {
  readonly certificate: string;
  readonly title: string;
  readonly enrolment: Enrolment | undefined;
  readonly prerequisites: readonly Standing[];
  readonly modules: readonly Standing[];
  readonly requirements: readonly Standing[];
  readonly met: number;
  readonly of: number;
  readonly unknown: number;
  /** Whether everything but the certificate itself is there: prerequisites, modules and requirements. */
  readonly isEvidenced: boolean | null;
}

/** How one criterion of the programme stands for one person. */
export function criterionStanding(criterion: Criterion, question: Question, world: ProgrammeWorld): Standing {
  return answer(criterion, askedBy(question, world));
}

/** One module of a certificate for one person: what is there of completion, assessment, deliverable and criteria. */
export function standingOfModule(
  module: string,
  question: Question & { readonly certificate: string },
  world: ProgrammeWorld,
): Standing {
  return moduleStanding(module, askedBy(question, world));
}

/** A certificate for one person, with every prerequisite, module and requirement. Undefined: the programme has no such certificate. */
export function certificateStanding(
  login: string,
  certificate: string,
  world: ProgrammeWorld,
  until?: string,
): CertificateStanding | undefined {
  return certificateOf(
    askedBy({ login, certificate, ...(until === undefined ? {} : { until }) }, world),
    certificate,
  );
}

/** The record of a person, letter case of the login aside. */
export function recordOfPerson(login: string, world: ProgrammeWorld): PersonRecord | undefined {
  return world.training.people.find((record) => isSame(record.login, login));
}

/** What engine and checks need to know of whom is asked. */
export function askedBy({ login, certificate, until }: Question, world: ProgrammeWorld): Asked {
  const base: Asked = {
    login,
    world,
    until: until ?? world.asOf.slice(0, 10),
    record: recordOfPerson(login, world),
    within: [],
    answer,
  };
  return certificate === undefined ? base : forCertificate(base, certificate);
}

function forCertificate(asked: Asked, id: string): Asked {
  const { programme } = asked.world;
  const { record, login, world, until } = asked;
  const certificate = Object.hasOwn(programme.certificates, id) ? programme.certificates[id] : undefined;
  const enrolment =
    record !== undefined && Object.hasOwn(record.certificates, id) ? record.certificates[id] : undefined;
  return {
    ...{ login, world, until, record, answer, within: [...asked.within, id] },
    ...(certificate === undefined ? {} : { certificate }),
    ...(enrolment === undefined ? {} : { enrolment }),
  };
}

function certificateOf(asked: Asked, id: string): CertificateStanding | undefined {
  const { certificate, enrolment } = asked;
  if (certificate === undefined) return undefined;
  const waived = waivedOf(asked, id);
  const prerequisites = certificate.prerequisites.map((each) => {
    const standing = answer(each, asked);
    return waived.includes(each.id) ? { ...standing, recommended: true } : standing;
  });
  const modules = certificate.modules.map((module) => moduleStanding(module, asked));
  const requirements = certificate.requirements.map((each) => answer(each, asked));
  const asks = requirements.filter(({ recommended }) => !recommended);
  return {
    certificate: id,
    title: certificate.title,
    enrolment,
    prerequisites,
    modules,
    requirements,
    met: asks.filter(({ met }) => met === true).length,
    of: asks.length,
    unknown: asks.filter(({ met }) => met === null).length,
    isEvidenced: allMet([...prerequisites.filter(({ recommended }) => !recommended), ...modules, ...asks]),
  };
}

/** The track's schedule stands above the general one. */
function waivedOf({ record, world }: Asked, certificate: string): readonly string[] {
  const { tracks } = world.programme;
  const name = record?.track ?? '';
  const track = Object.hasOwn(tracks, name) ? tracks[name] : undefined;
  return track?.certificate === certificate ? track.waives : [];
}

function answer({ id, title, recommended, needs }: Criterion, asked: Asked): Standing {
  return { id, title, recommended, ...answerOf(id, needs, asked) };
}

function answerOf(id: string, need: Criterion['needs'], asked: Asked): Answer {
  switch (need.kind) {
    case 'tenure':
      return tenureAnswer(need, asked);
    case 'attested':
      return attestedAnswer(id, need.by, asked);
    case 'training':
      return certificateAnswer(need.certificate, false, asked);
    case 'certificate':
      return certificateAnswer(need.certificate, true, asked);
    case 'incidents':
      return incidentsAnswer(need, asked);
    case 'shadow-hours':
      return shadowHoursAnswer(need, asked);
    case 'simulations':
      return counted(resolvedScenarios(need.module, asked, evaluatorOf(need.module, asked)), need.atLeast);
    case 'supervised-days':
      return supervisedAnswer(need, asked);
    case 'modules':
      return together((asked.certificate?.modules ?? []).map((module) => moduleStanding(module, asked)));
    case 'assessments':
      return together(assessmentsOf(asked));
    case 'sign-offs':
      return signOffsAnswer(need, asked);
    case 'documents':
      return documentsAnswer(need, asked);
    case 'mentored':
      return mentoredAnswer(need, asked);
    case 'deliverables':
      return together(deliverablesOf(need.modules, asked));
  }
}

function evaluatorOf(id: string, { world: { programme } }: Asked): string | undefined {
  return Object.hasOwn(programme.modules, id) ? programme.modules[id]?.assessment?.evaluatedBy : undefined;
}

type Part = Pick<Standing, 'title' | 'met' | 'why' | 'proof'>;

function assessmentsOf(asked: Asked): readonly Part[] {
  return partsOf(asked.certificate?.modules ?? [], 'assessment', asked);
}

function deliverablesOf(modules: readonly string[], asked: Asked): readonly Part[] {
  return partsOf(modules, 'deliverable', asked);
}

function partsOf(modules: readonly string[], wanted: string, asked: Asked): readonly Part[] {
  const { programme } = asked.world;
  return modules.flatMap((id) => {
    const module = Object.hasOwn(programme.modules, id) ? programme.modules[id] : undefined;
    if (module === undefined) return [];
    return moduleParts(id, module, asked).filter(({ part }) => part === wanted);
  });
}

function together(parts: readonly Part[]): Answer {
  const good = parts.filter(({ met }) => met === true);
  const open = parts.filter(({ met }) => met !== true);
  const why = open.map((part) => `${part.title}: ${part.why}`).join('; ');
  return {
    met: allMet(parts),
    have: good.length,
    need: parts.length,
    proof: [...new Set(good.flatMap(({ proof }) => proof))],
    why,
  };
}

/** Another certificate: held, or only its training done. What it says of itself counts as far as its evidence reaches. */
function certificateAnswer(id: string, isHeld: boolean, asked: Asked): Answer {
  const none = (why: string): Answer => ({ met: false, have: 0, need: 1, proof: [], why });
  if (asked.within.includes(id)) return none('the certificates need each other');
  const there = forCertificate(asked, id);
  const day = there.enrolment?.certified;
  if (isHeld && (day === undefined || day > asked.until)) return none('not certified');
  const until = isHeld && day !== undefined ? day : asked.until;
  const standing = certificateOf({ ...there, until }, id);
  if (standing === undefined) return none('no such certificate');
  const { modules, met, of, isEvidenced } = standing;
  if (!isHeld) return together(modules);
  if (isEvidenced === false) return { ...none(`${met} of ${of} requirements are evidenced`), have: 0 };
  return {
    met: isEvidenced,
    have: isEvidenced ? 1 : 0,
    need: 1,
    proof: day === undefined ? [] : [day],
    why: isEvidenced ? '' : 'nobody looked up the reviews',
  };
}
