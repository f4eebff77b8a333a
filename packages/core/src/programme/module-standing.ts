import type { Module } from '../schema/programme.js';
import { type Answer, type Asked, isSame } from './asked.js';
import { isKnown } from './known.js';
import { documentState, isRefuted, pathOfProof, proofState, wordState } from './proof.js';
import type { Standing } from './world.js';

/** One thing that a module asks for. `why` says what is missing. */
export interface ModulePart {
  readonly part: 'completed' | 'assessment' | 'deliverable' | 'criterion';
  readonly title: string;
  readonly met: boolean | null;
  readonly why: string;
  readonly proof: readonly string[];
}

/** What was done of a module of the certificate that is asked for: completed, assessed by somebody else, with what it leaves behind. */
export function moduleStanding(id: string, asked: Asked): Standing {
  const module = moduleOf(id, asked);
  if (module === undefined) {
    return {
      id,
      title: id,
      met: false,
      recommended: false,
      have: 0,
      need: 1,
      proof: [],
      why: 'no such module',
    };
  }
  const parts = moduleParts(id, module, asked);
  return {
    id,
    title: module.title,
    recommended: false,
    met: allMet(parts),
    have: parts.filter(({ met }) => met === true).length,
    need: parts.length,
    proof: [...new Set(parts.flatMap(({ proof }) => proof))],
    why: parts.flatMap(({ met, why }) => (met === true ? [] : [why])).join('; '),
  };
}

/** The parts of a module one by one. */
export function moduleParts(id: string, module: Module, asked: Asked): readonly ModulePart[] {
  const { assessment, deliverable, criteria, form } = module;
  const leavesFile = deliverable !== undefined || assessment?.form === 'file';
  return [
    ...(form === 'course' ? [completedPart(id, module, asked)] : []),
    ...(assessment === undefined && module.passMark === undefined ? [] : [assessmentPart(id, module, asked)]),
    ...(leavesFile ? [deliverablePart(id, module, asked)] : []),
    ...criteria
      .filter(({ recommended }) => !recommended)
      .map((criterion): ModulePart => ({ part: 'criterion', ...asked.answer(criterion, asked) })),
  ];
}

/** Whether all of them are met; null where one is unknown and none is missing. */
export function allMet(list: readonly { readonly met: boolean | null }[]): boolean | null {
  if (list.some(({ met }) => met === false)) return false;
  return list.some(({ met }) => met === null) ? null : true;
}

function moduleOf(id: string, { world: { programme } }: Asked): Module | undefined {
  return Object.hasOwn(programme.modules, id) ? programme.modules[id] : undefined;
}

function recordOf(id: string, { enrolment }: Asked) {
  const modules = enrolment?.modules ?? {};
  return Object.hasOwn(modules, id) ? modules[id] : undefined;
}

function completedPart(id: string, { title, hours }: Module, asked: Asked): ModulePart {
  const own = recordOf(id, asked);
  const isDone = own?.completed !== undefined && own.completed <= asked.until;
  const short = hours !== undefined && own?.hours !== undefined && own.hours < hours;
  const why = isDone ? `${own.hours} of ${hours} hours` : 'not completed';
  return { part: 'completed', title, met: isDone && !short, why: isDone && !short ? '' : why, proof: [] };
}

function assessmentPart(id: string, module: Module, asked: Asked): ModulePart {
  const title = module.assessment?.title ?? module.title;
  const part = 'assessment';
  const why =
    module.form === 'simulations' ? simulationsLack(id, module, asked) : resultLack(id, module, asked);
  return { part, title, met: why === '', why, proof: [] };
}

function resultLack(id: string, { assessment }: Module, asked: Asked): string {
  const own = recordOf(id, asked)?.assessment;
  if (own === undefined || own.on > asked.until) return 'not assessed';
  if (own.result === 'failed') return 'the assessment was not passed';
  if (isSame(own.by, asked.login)) return 'assessed by the trainee';
  if (own.by !== undefined && !isKnown(own.by, asked.world)) return `nobody knows ${own.by}, who assessed it`;
  const role = assessment?.evaluatedBy;
  if (role === undefined) return '';
  if (own.by === undefined) return `nobody with the role ${role} assessed it`;
  return asked.world.rolesOf(own.by).includes(role) ? '' : `${own.by} does not hold the role ${role}`;
}

/** What is missing of the simulated incidents: so many different ones resolved, before somebody else with the role that is named. */
function simulationsLack(id: string, module: Module, asked: Asked): string {
  const need = module.passMark ?? module.scenarios.length;
  const resolved = resolvedScenarios(id, asked, module.assessment?.evaluatedBy);
  return resolved.length >= need ? '' : `${resolved.length} of ${need} simulated incidents resolved`;
}

/** Ids of the scenarios of a module that were resolved before somebody who may say so. */
export function resolvedScenarios(id: string, asked: Asked, role?: string): readonly string[] {
  const known = moduleOf(id, asked)?.scenarios.map((scenario) => scenario.id) ?? [];
  const good = (asked.enrolment?.simulations ?? []).filter(
    ({ module, scenario, on, resolved, evaluatedBy }) =>
      module === id &&
      known.includes(scenario) &&
      resolved &&
      on <= asked.until &&
      !isSame(evaluatedBy, asked.login) &&
      (evaluatedBy === undefined || isKnown(evaluatedBy, asked.world)) &&
      (role === undefined || (evaluatedBy !== undefined && asked.world.rolesOf(evaluatedBy).includes(role))),
  );
  return [...new Set(good.map(({ scenario }) => scenario))];
}

function deliverablePart(id: string, module: Module, asked: Asked): ModulePart {
  const { deliverable } = module;
  const title = deliverable?.title ?? module.assessment?.title ?? module.title;
  const artefacts = artefactsOf(id, module, asked);
  const kind = deliverable?.document;
  const states = artefacts.map((proof) => artefactState(proof, kind, asked));
  const proof = artefacts.filter((_, at) => states[at] === true);
  const part = { part: 'deliverable', title, proof } as const;
  if (states.includes(true)) return { ...part, met: true, why: '' };
  if (states.includes(null)) return { ...part, met: null, why: `nobody looked at ${artefacts.join(', ')}` };
  const why =
    artefacts.length === 0
      ? 'nothing to show is named'
      : `${artefacts.join(', ')} ${kind === undefined ? 'is not there' : `is no ${kind} that passes its rules`}`;
  return { ...part, met: false, why };
}

/** What a module left behind, wherever the record names it: with the module, a shift, a supervised week or an incident. */
export function artefactsOf(id: string, { form }: Module, asked: Asked): readonly string[] {
  const { enrolment } = asked;
  const own = recordOf(id, asked)?.artefacts ?? [];
  if (form === 'shadow-shifts')
    return [...own, ...(enrolment?.shadowShifts ?? []).flatMap(({ notes }) => notes ?? [])];
  if (form === 'supervised')
    return [...own, ...(enrolment?.supervised ?? []).flatMap(({ log }) => log ?? [])];
  const part = form === 'shadow-incidents' ? 'shadow' : form === 'led-incidents' ? 'commander' : undefined;
  if (part === undefined) return own;
  const written = (enrolment?.incidents ?? []).filter((each) => each.as === part);
  return [...own, ...written.flatMap((each) => each.written ?? [])];
}

/** A merged pull request and an address show a deliverable as they are; a document must pass the rules of its kind, and be of the one that is asked for. */
function artefactState(proof: string, kind: string | undefined, { world }: Asked): boolean | null {
  const there = proofState(proof, world);
  const path = pathOfProof(proof);
  if (there !== true || path === null) return there;
  return kind === undefined ? !isRefuted(path, world) : documentState(path, kind, world);
}

/** A word that was given, but not by the day on which it had to be there. */
export function lateWords(on: string, { until }: Asked): string {
  return `attested on ${on}, later than ${until}`;
}

/** How an attested prerequisite or criterion stands. */
export function attestedAnswer(id: string, roles: readonly string[], asked: Asked): Answer {
  const words = asked.enrolment?.prerequisites ?? asked.record?.attestations ?? {};
  const word = Object.hasOwn(words, id) ? words[id] : undefined;
  const none = (why: string): Answer => ({ met: false, have: 0, need: 1, proof: [], why });
  if (word === undefined) return none('nobody has attested it');
  if (word.on > asked.until) return none(lateWords(word.on, asked));
  const proof = [word.link, word.pull === undefined ? undefined : `#${word.pull}`].flatMap(
    (each) => each ?? [],
  );
  const gone = proof.find((each) => proofState(each, asked.world) === false);
  if (gone !== undefined) return none(`${gone} is not there`);
  switch (wordState(word, roles, asked)) {
    case 'counts':
      return { met: true, have: 1, need: 1, proof: [...proof, word.by], why: '' };
    case 'own':
      return none('attested by the person alone');
    case 'role':
      return none(`${word.by} holds none of the roles ${roles.join(', ')}`);
    case 'unapproved':
      return none(`${word.by} has not approved it`);
    case 'outdated':
      return none(`${word.by} approved the pull request before its last commit`);
    case 'unknown':
      return { met: null, have: 0, need: 1, proof, why: 'nobody looked up the reviews' };
  }
}
