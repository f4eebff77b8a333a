import type { Incident } from '../schema/incident.js';
import type { CriterionNeed } from '../schema/programme-criteria.js';
import { type Answer, type Asked, counted, isSame, unknown } from './asked.js';
import { proofState, wordState } from './proof.js';

type IncidentsNeed = Extract<CriterionNeed, { kind: 'incidents' }>;
export type IncidentPart = IncidentsNeed['as'];

/** Whether an incident's own record gives somebody this part. A trainee who is named beside a supervisor led it, unless somebody else commanded. */
export function hadPart(incident: Incident, login: string, part: IncidentPart): boolean {
  const { commander, responders, shadows, trainee, supervisor } = incident;
  const isTrainee = isSame(trainee, login);
  switch (part) {
    case 'shadow':
      return shadows.some((each) => isSame(each, login));
    case 'commander':
      return isSame(commander, login) || (isTrainee && commander === undefined && supervisor !== undefined);
    case 'responder':
      return isTrainee || isSame(commander, login) || responders.some((each) => isSame(each, login));
  }
}

/** Real incidents in a part, counted from their records: with the reflection, the supervisor and the severities that are asked for. */
export function incidentsAnswer(need: IncidentsNeed, asked: Asked): Answer {
  const { incidents } = asked.world;
  if (incidents === undefined) return unknown(need.atLeast, 'the incident records were not read');
  const real = incidents.filter(({ simulated, startedAt }) => !simulated && isUntil(startedAt, asked.until));
  const mine = real.filter(
    (incident) =>
      hadPart(incident, asked.login, need.as) &&
      (need.severity === undefined || incident.severity === need.severity),
  );
  const judged = mine.map((incident) => ({ incident, state: partState(incident, need, asked) }));
  const good = judged.filter(({ state }) => state === true).map(({ incident }) => incident);
  const open = judged.filter(({ state }) => state === null).length;
  const opportunity = need.supervised ? undefined : onShift(real, asked);
  const reasons = judged.flatMap(({ incident, state }) =>
    typeof state === 'string' ? [`${incident.path}: ${state}`] : [],
  );
  const lack = severitiesLack(good, need.distinctSeverities);
  const more = opportunity === undefined ? {} : { opportunity };
  const proof = good.map(({ path }) => path);
  if (open > 0 && (good.length < need.atLeast || lack !== '') && good.length + open >= need.atLeast) {
    return { ...unknown(need.atLeast, 'nobody looked up the reviews', good.length, proof), ...more };
  }
  const short = good.length < need.atLeast ? `${good.length} of ${need.atLeast}` : '';
  const why = [short, lack, ...(short === '' && lack === '' ? [] : reasons.slice(0, 3))]
    .filter(Boolean)
    .join('; ');
  return counted(proof, need.atLeast, { why, ...more });
}

/** Whether an incident counts as what is asked for; a text is why not, null that it is not known. */
function partState(incident: Incident, need: IncidentsNeed, asked: Asked): true | null | string {
  if (need.as === 'commander' && incident.resolvedAt === undefined) return 'not resolved';
  const own = asked.enrolment?.incidents.find(
    (each) => each.incident === incident.path && each.as === need.as,
  );
  if (need.written) {
    if (own?.written === undefined) return 'nothing was written about it';
    const state = proofState(own.written, asked.world);
    if (state !== true) return state === null ? null : `${own.written} is not there`;
  }
  if (!need.supervised) return true;
  if (incident.supervisor === undefined || isSame(incident.supervisor, asked.login)) return 'no supervisor';
  if (incident.intervened === true) return 'the supervisor took over';
  if (incident.debriefed !== true) return 'no debrief';
  return feedbackState(own?.feedback, incident.supervisor, asked);
}

function feedbackState(
  feedback: { readonly by: string; readonly on: string; readonly positive: boolean } | undefined,
  supervisor: string,
  asked: Asked,
): true | null | string {
  if (feedback === undefined || !isSame(feedback.by, supervisor)) return 'no feedback of the supervisor';
  if (!feedback.positive) return 'the feedback asks for more practice';
  const state = wordState(feedback, [], asked);
  if (state === 'unknown') return null;
  if (state === 'outdated') return 'the supervisor approved before the last commit of the pull request';
  return state === 'counts' ? true : 'the supervisor did not approve the feedback';
}

function severitiesLack(incidents: readonly Incident[], distinct: number | undefined): string {
  const found = new Set(incidents.flatMap(({ severity }) => severity ?? []));
  return distinct === undefined || found.size >= distinct ? '' : `${found.size} of ${distinct} severities`;
}

/** Incidents that began while the person was on a rotation: who had no chance was not slow. */
function onShift(incidents: readonly Incident[], { login, world }: Asked): number | undefined {
  const { rotation } = world.training;
  if (rotation === undefined) return undefined;
  const shifts = Object.values(rotation.rotations)
    .flatMap(({ members }) => members)
    .filter((member) => isSame(member.login, login));
  return incidents.filter(({ startedAt = '' }) =>
    shifts.some(
      ({ from, to }) => startedAt.slice(0, 10) >= from && (to === undefined || startedAt.slice(0, 10) <= to),
    ),
  ).length;
}

function isUntil(instant: string | undefined, day: string): boolean {
  return instant === undefined || instant.slice(0, 10) <= day;
}
