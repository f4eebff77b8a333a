import { passingWords } from '../gate-pages.js';
import { type WholeList, wholeList } from '../pages.js';
import { countAt, idAt, member, shaAt, textAt } from '../value.js';
import { askPage } from './ask.js';
import { type PullList, pullListQuery } from './queries.js';
import type { Run } from './run.js';

/** Timeline entries have no name of their own; labels and references cannot come twice in one place. */
const KEYS: Readonly<Record<PullList, ((node: unknown) => string) | undefined>> = {
  labels: undefined,
  reviews: (node) => idAt(node, 'id'),
  commits: (node) => shaAt(node, 'commit', 'oid'),
  files: (node) => textAt(node, 'path'),
  timelineItems: undefined,
  reviewThreads: (node) => idAt(node, 'id'),
  closingIssuesReferences: (node) =>
    `${textAt(node, 'repository', 'nameWithOwner')}#${countAt(node, 'number')}`,
};

/** Lists for which null means that there is nothing. */
const MAY_BE_NULL: ReadonlySet<PullList> = new Set(['labels', 'closingIssuesReferences']);
const NO_LIST = 'GitHub gives no list here, and no reason';

/** One list of a pull request to its end, whose first page stands in `node`. */
export async function pullList(run: Run, node: unknown, list: PullList): Promise<WholeList> {
  const number = countAt(node, 'number');
  const keyOf = KEYS[list];
  const first = member(node, list);
  if (first === null) return { kind: 'list', nodes: [], ...(MAY_BE_NULL.has(list) ? {} : { why: NO_LIST }) };
  const whole = await wholeList(first, {
    ...(keyOf === undefined ? {} : { keyOf }),
    words: passingWords,
    next: async (after) => {
      const { data } = await askPage(run, (wish) => pullListQuery(list, wish), { number, after });
      return member(data, 'repository', 'pullRequest', list);
    },
  });
  return whole.kind === 'list' ? whole : { kind: 'list', nodes: [], why: 'it moved' };
}
