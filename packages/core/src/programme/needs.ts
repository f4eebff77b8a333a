import type { CriterionNeed } from '../schema/programme-criteria.js';
import { type Answer, type Asked, counted, daysIn, isSame, monthsBetween, unknown } from './asked.js';
import { isKnown } from './known.js';
import { documentState, wordState } from './proof.js';

type Need<K extends CriterionNeed['kind']> = Extract<CriterionNeed, { kind: K }>;

/** Months since joining, since the certificate whose holders are on call, or in the field. */
export function tenureAnswer({ months, since }: Need<'tenure'>, asked: Asked): Answer {
  const from = sinceDay(since, asked);
  if (from === undefined) {
    const why = since === 'on-call' ? 'not certified for on-call' : 'the record is missing';
    return { met: false, have: 0, need: months, proof: [], why };
  }
  const left = asked.record?.left;
  const to = left !== undefined && left < asked.until ? left : asked.until;
  const have = Math.max(0, monthsBetween(from, to));
  return {
    ...counted([], months, { have }),
    proof: [from],
    why: have >= months ? '' : `${have} of ${months} months`,
  };
}

function sinceDay(since: Need<'tenure'>['since'], asked: Asked): string | undefined {
  const { record, world } = asked;
  if (since === 'joined') return record?.joined;
  if (since === 'field') return record?.fieldSince ?? record?.joined;
  const onCall = Object.entries(world.programme.certificates)
    .filter(([id, { rotations }]) => rotations.includes('on-call') && isEvidenced(id, asked))
    .flatMap(([id]) => record?.certificates[id]?.certified ?? []);
  return onCall.sort()[0];
}

/** A certificate that its record claims beyond the evidence begins nothing. */
function isEvidenced(certificate: string, asked: Asked): boolean {
  const needs = { kind: 'certificate', certificate } as const;
  return (
    asked.answer({ id: certificate, title: certificate, recommended: false, needs }, asked).met !== false
  );
}

/** Hours of shadowed shifts of others who are known, with so many engineers, at the times of day that are asked for. At most 24 of a day count. */
export function shadowHoursAnswer(need: Need<'shadow-hours'>, asked: Asked): Answer {
  const shifts = (asked.enrolment?.shadowShifts ?? []).filter(
    (shift) =>
      shift.on <= asked.until && !isSame(shift.with, asked.login) && isKnown(shift.with, asked.world),
  );
  const byDay = new Map<string, number>();
  for (const { on, hours } of shifts) byDay.set(on, Math.min(24, (byDay.get(on) ?? 0) + hours));
  const have = [...byDay.values()].reduce((sum, hours) => sum + hours, 0);
  const engineers = new Set(shifts.map((shift) => shift.with.toLowerCase()));
  const missing = need.times.filter((time) => !shifts.some((shift) => shift.time === time));
  const why = [
    have < need.atLeast ? `${have} of ${need.atLeast} hours` : '',
    engineers.size < need.engineers ? `${engineers.size} of ${need.engineers} engineers` : '',
    ...missing.map((time) => (time === 'day' ? 'nothing in daytime' : 'nothing off-hours')),
  ];
  const proof = shifts.flatMap(({ notes }) => notes ?? []);
  return counted(proof, need.atLeast, { have, why: why.filter(Boolean).join('; ') });
}

/** The longest time on call with somebody named behind, all alerts taken and every incident of it debriefed. */
export function supervisedAnswer({ atLeast }: Need<'supervised-days'>, asked: Asked): Answer {
  const weeks = (asked.enrolment?.supervised ?? []).filter(
    ({ to, backup, alerts }) =>
      to <= asked.until && alerts === 'all' && !isSame(backup, asked.login) && isKnown(backup, asked.world),
  );
  const [longest] = [...weeks].sort((a, b) => daysIn(b.from, b.to) - daysIn(a.from, a.to));
  if (longest === undefined) return counted([], atLeast);
  const have = daysIn(longest.from, longest.to);
  const open = (asked.world.incidents ?? []).filter(
    ({ startedAt = '', simulated, debriefed, trainee, commander, responders }) =>
      !simulated &&
      debriefed !== true &&
      startedAt.slice(0, 10) >= longest.from &&
      startedAt.slice(0, 10) <= longest.to &&
      [trainee, commander, ...responders].some((each) => isSame(each, asked.login)),
  );
  const why = [
    have < atLeast ? `${have} of ${atLeast} days` : '',
    ...open.map(({ path }) => `no debrief of ${path}`),
  ];
  const proof = longest.log === undefined ? [] : [longest.log];
  return counted(proof, atLeast, { have, why: why.filter(Boolean).join('; ') });
}

/** Different people with the role who signed: by an approving review of the record's pull request, and never the trainee. */
export function signOffsAnswer(need: Need<'sign-offs'>, asked: Asked): Answer {
  const words = (asked.enrolment?.signOffs ?? []).filter((word) => word.as === need.as);
  const states = words.map((word) => ({ word, state: wordState(word, [need.role], asked) }));
  const by = (state: string): readonly string[] => [
    ...new Set(states.filter((each) => each.state === state).map(({ word }) => word.by.toLowerCase())),
  ];
  const counts = by('counts');
  if (counts.length >= need.atLeast) return counted(counts, need.atLeast);
  const open = by('unknown');
  if (counts.length + open.length >= need.atLeast) {
    return unknown(need.atLeast, 'nobody looked up the reviews', counts.length, counts);
  }
  const reasons = states.flatMap(({ word, state }) =>
    Object.hasOwn(NO_SIGNATURE, state) ? [`${word.by} ${NO_SIGNATURE[state] ?? ''}`] : [],
  );
  const have = counts.length + open.length;
  const why = [`${have} of ${need.atLeast}`, ...reasons].join('; ').replaceAll('{role}', need.role);
  return counted(counts, need.atLeast, { why });
}

const NO_SIGNATURE: Readonly<Record<string, string>> = {
  own: 'is the trainee',
  role: 'does not hold the role {role}',
  unapproved: 'has not approved the pull request',
  outdated: 'approved the pull request before its last commit',
};

/** Documents of a kind that the person added first, that are still there and pass their rules. */
export function documentsAnswer(need: Need<'documents'>, asked: Asked): Answer {
  const { documents, loginOf, training } = asked.world;
  if (documents === undefined) return unknown(need.atLeast, 'the documents were not read');
  const own = documents.filter(
    ({ kind, removedAt, addedAt, addedBy }) =>
      kind === need.document &&
      removedAt === undefined &&
      addedBy !== undefined &&
      (addedAt === undefined || addedAt.slice(0, 10) <= asked.until) &&
      isSame(loginOf(addedBy) ?? addedBy, asked.login),
  );
  const states = own.map(({ path, addedAt }) => {
    const passes = documentState(path, need.document, asked.world);
    const role = need.approvedBy;
    if (passes !== true || role === undefined) return passes;
    if (training.approvals === undefined) return null;
    const given = training.approvals.filter(
      ({ paths, by }) =>
        paths.includes(path) && !isSame(by, asked.login) && asked.world.rolesOf(by).includes(role),
    );
    const isApproved = given.some(({ seen }) => seen === undefined);
    if (!isApproved && given.some(({ seen }) => seen === 'unknown')) return null;
    const isOlder = (addedAt ?? '9').slice(0, 10) < (training.reviewsFrom ?? '');
    return !isApproved && isOlder ? null : isApproved;
  });
  const good = own.filter((_, at) => states[at] === true).map(({ path }) => path);
  const unowned = documents.filter(({ kind, addedBy }) => kind === need.document && addedBy === undefined);
  const open = states.filter((state) => state === null).length + unowned.length;
  if (good.length < need.atLeast && good.length + open >= need.atLeast) {
    return unknown(
      need.atLeast,
      'of some it is not known who wrote them or whether they pass',
      good.length,
      good,
    );
  }
  return counted(good, need.atLeast);
}

/** People who were mentored and said so themselves. */
export function mentoredAnswer({ atLeast }: Need<'mentored'>, asked: Asked): Answer {
  const entries = (asked.record?.mentored ?? []).filter(({ from }) => from <= asked.until);
  const states = entries.map(({ mentee, from, to, pull }) => ({
    mentee: mentee.toLowerCase(),
    state: wordState({ by: mentee, on: to ?? from, ...(pull === undefined ? {} : { pull }) }, [], asked),
  }));
  const of = (state: string): readonly string[] => [
    ...new Set(states.filter((each) => each.state === state).map(({ mentee }) => mentee)),
  ];
  const [good, open] = [of('counts'), of('unknown')];
  if (good.length < atLeast && good.length + open.length >= atLeast) {
    return unknown(atLeast, 'nobody looked up the reviews', good.length, good);
  }
  return counted(good, atLeast);
}
