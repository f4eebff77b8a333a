import type { PullFact } from '@forethought/core';
import { member } from '../value.js';
import { askSeveral, type Found } from './ask.js';
import { withChecks } from './checks.js';
import { pullList } from './lists.js';
import { MISSING_WORD, type PullLists, pullFact } from './pull-values.js';
import { BASE_LISTS, DETAIL_LISTS, type PullList, pullBaseQuery, pullDetailQuery } from './queries.js';
import { orUnread, type Reading } from './reading.js';
import { booked, note, type Run, readAt } from './run.js';
import { withThreads } from './threads.js';

/** What was read of some pull requests. `isWhole`: nothing was left out that another reading may bring. */
export interface PullRecords {
  readonly pulls: readonly PullFact[];
  readonly isWhole: boolean;
}

const AT = { aliasOf: (number: number) => number, at: ['repository'] };

/** Reads these pull requests with all that the record has. What can't be read is named, in the record or as a gap. */
export async function readPulls(
  run: Run,
  numbers: readonly number[],
  repository: string,
): Promise<PullRecords> {
  const base = await booked(run, 'base', () => askSeveral(run, numbers, { queryOf: pullBaseQuery, ...AT }));
  const detail = await booked(run, 'talk', () =>
    askSeveral(run, numbers, { queryOf: pullDetailQuery, ...AT }),
  );
  const readings: Reading[] = [];
  let isWhole = true;
  for (const number of numbers) {
    const reading = await readOne(run, number, [base.get(number), detail.get(number)], repository);
    if (reading === undefined) isWhole &&= isLost(base.get(number));
    else readings.push(reading);
  }
  const talked = await booked(run, 'talk', () => withThreads(run, readings));
  const checked = await booked(run, 'checks', () => withChecks(run, talked));
  return {
    pulls: checked.map(({ fact }) => fact),
    isWhole: isWhole && checked.length === readings.length && checked.every((one) => one.isWhole),
  };
}

function passes(found: Found | undefined): boolean {
  return found?.kind === 'lost' && found.passes;
}

/** Whether it is not there, and will not be the next time. */
function isLost(found: Found | undefined): boolean {
  return found?.kind === 'lost' ? !found.passes : found?.node === null;
}

async function readOne(
  run: Run,
  number: number,
  [base, detail]: readonly [Found | undefined, Found | undefined],
  repository: string,
): Promise<Reading | undefined> {
  if (base === undefined || base.kind === 'lost' || base.node === null) {
    note(run, `#${number}`, base?.kind === 'lost' ? base.why : 'the platform does not show it');
    return undefined;
  }
  const missing: PullFact['missing'] = [];
  const lists: Partial<Record<PullList, readonly unknown[]>> = {};
  const first = await readLists(run, base, BASE_LISTS, lists, missing);
  const second = await readLists(run, detail, DETAIL_LISTS, lists, missing);
  if (lists.labels === undefined) {
    note(run, `#${number}`, 'its labels could not be read');
    return undefined;
  }
  const fact = orUnread(run, number, () =>
    pullFact(base.node, lists satisfies PullLists, readAt(run), repository),
  );
  if (fact === undefined) return undefined;
  return { fact: { ...fact, missing }, threads: lists.reviewThreads, isWhole: first && second };
}

/** Reads lists to their ends. False where another reading may bring more. */
async function readLists(
  run: Run,
  found: Found | undefined,
  names: readonly PullList[],
  lists: Partial<Record<PullList, readonly unknown[]>>,
  missing: PullFact['missing'],
): Promise<boolean> {
  let isWhole = true;
  for (const list of names) {
    const { nodes, why, isLasting } = await readList(run, found, list);
    if (nodes !== undefined) lists[list] = nodes;
    if (why === undefined) continue;
    isWhole &&= isLasting;
    if (list !== 'labels') missing.push({ what: MISSING_WORD[list], why });
  }
  return isWhole;
}

interface ListRead {
  readonly nodes?: readonly unknown[];
  readonly why?: string;
  readonly isLasting: boolean;
}

async function readList(run: Run, found: Found | undefined, list: PullList): Promise<ListRead> {
  if (run.without.has(list)) return { why: whyWithout(run, list), isLasting: true };
  if (found === undefined || found.kind === 'lost') {
    return { why: found?.why ?? 'it was not answered', isLasting: !passes(found) };
  }
  const why = found.lost.get(list);
  if (why !== undefined) return { why, isLasting: false };
  if (member(found.node, list) === undefined) return { why: 'the answer does not hold it', isLasting: false };
  const whole = await pullList(run, found.node, list);
  return { nodes: whole.nodes, ...(whole.why === undefined ? {} : { why: whole.why }), isLasting: true };
}

function whyWithout(run: Run, list: PullList): string {
  const word = list === 'labels' ? list : MISSING_WORD[list];
  return run.gaps.find(({ what }) => what === word)?.why ?? `${word} cannot be read here`;
}
