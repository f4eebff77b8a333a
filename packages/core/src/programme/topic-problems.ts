import { nearest } from '../nearest.js';
import type { Problem } from '../schema/finding.js';
import type { Programme } from '../schema/programme.js';
import type { ProfileRecord } from '../schema/training/profile.js';
import { pathOfProof, proofState } from './proof.js';
import type { RecordOf } from './record.js';
import type { ProgrammeWorld } from './world.js';

/** What is wrong with the topics of a profile: how many there are, and what shows their items. `complete`: every item is asked for. */
export function topicProblems(
  { value, placeOf }: RecordOf<'profile'> & { readonly value: ProfileRecord },
  world: ProgrammeWorld,
  complete: boolean,
): readonly Problem[] {
  const { topics, topicsToPick } = world.programme;
  const chosen = topics.filter(({ id }) => Object.hasOwn(value.topics, id));
  return [
    ...countProblems(Object.keys(value.topics).length, topicsToPick, topics, placeOf(['topics'], 'key')),
    ...chosen.flatMap((topic) => itemProblems(topic, { value, placeOf, world }, complete)),
  ];
}

type Topic = Programme['topics'][number];

interface Asked extends Pick<RecordOf<'profile'>, 'placeOf'> {
  readonly value: ProfileRecord;
  readonly world: ProgrammeWorld;
}

function countProblems(
  count: number,
  [least, most]: readonly [number, number] = [1, Number.POSITIVE_INFINITY],
  topics: readonly Topic[],
  place: Problem['place'],
): readonly Problem[] {
  if (count >= least && count <= most) return [];
  const data = { count, least, most, known: topics.map(({ id }) => id).join(', ') };
  const paste =
    count < least
      ? { paste: ['topics:', ...topics.flatMap((topic) => `  ${topic.id}: ${itemsLine(topic.items)}`)] }
      : {};
  return [
    {
      code: count < least ? 'too-few' : 'too-many',
      data: { ...data, ...paste },
      ...(place === undefined ? {} : { place }),
    },
  ];
}

function itemsLine(items: Topic['items']): string {
  return `{ ${items.map(({ id }) => `${id}: <path>`).join(', ')} }`;
}

function itemProblems(
  { id, title, items }: Topic,
  { value, placeOf, world }: Asked,
  complete: boolean,
): readonly Problem[] {
  const shown = value.topics[id] ?? {};
  const open = items.filter((item) => !Object.hasOwn(shown, item.id));
  const named = Object.entries(shown).flatMap(([item, proof]): Problem[] => {
    const known = items.find((each) => each.id === item);
    const place = placeOf(['topics', id, item], known === undefined ? 'key' : 'value');
    if (known === undefined) {
      const ids = items.map((each) => each.id);
      const near = nearest(item, ids) ?? `<${ids.join(' or ')}>`;
      const data = { topic: title, item, known: ids.join(', '), paste: [`${near}: ${proof}`] };
      return [{ code: 'unknown-item', data, place }];
    }
    const found = documentProblem(proof, known.document, world);
    return found === undefined ? [] : [{ ...found, place }];
  });
  if (!complete || open.length === 0) return named;
  const data = {
    topic: title,
    items: open.map((item) => item.title).join(', '),
    paste: open.map((item) => `${item.id}: <path>`),
  };
  return [...named, { code: 'missing-items', data, place: placeOf(['topics', id], 'key') }];
}

/** What keeps a document from being evidence: it is not there, of another kind, or does not pass. */
function documentProblem(
  proof: string,
  kind: string | undefined,
  world: ProgrammeWorld,
): Omit<Problem, 'place'> | undefined {
  const path = pathOfProof(proof);
  const isThere = proofState(proof, world);
  if (isThere === false) return { code: 'missing-document', data: { path: proof, kind: kind ?? 'document' } };
  const document = (world.documents ?? world.artefacts)?.find(
    (each) => each.path === path && each.removedAt === undefined,
  );
  if (path === null || kind === undefined || document === undefined) return undefined;
  if (document.kind === '') return { code: 'no-kind', data: { path, kind, paste: [`kind: ${kind}`] } };
  if (document.kind !== kind)
    return { code: 'other-kind', data: { path, found: document.kind, kind, paste: [`kind: ${kind}`] } };
  const failing = (document.verdicts ?? [])
    .filter(({ outcome }) => outcome === 'fail')
    .map(({ rule }) => rule);
  if (failing.length === 0) return undefined;
  return { code: 'failing-document', data: { path, rules: failing.join(', ') } };
}
