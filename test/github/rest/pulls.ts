import { commitShape, fileShape } from '../shapes/commit.js';
import { fullPullShape, pullShape } from '../shapes/pull.js';
import { commitsOf, headOf } from '../state/heads.js';
import { ok, pullOf, type RepositoryCall, type Route, reads } from './call.js';

const COMMITS = 250;
const FILES = 3000;

/** Pull requests with their commits and files, capped as GitHub caps them. https://docs.github.com/rest/pulls/pulls */
export const pullRoutes: Readonly<Record<string, Route>> = {
  'pulls/list': { need: reads('pull-requests'), answer: listPulls },
  'pulls/get': { need: reads('pull-requests'), answer: (call) => ok(fullPullShape(call, pullOf(call))) },
  'pulls/list-commits': {
    need: reads('pull-requests'),
    answer: (call) => {
      const commits = commitsOf(call.world, call.repository, pullOf(call));
      return ok(commits.slice(0, COMMITS).map((commit) => commitShape(call, commit)));
    },
  },
  'pulls/list-files': { need: reads('pull-requests'), answer: listFiles },
};

function listPulls(call: RepositoryCall) {
  const state = call.query.get('state') ?? 'open';
  const base = call.query.get('base');
  const head = call.query.get('head');
  const label = (pull: (typeof call.repository.pulls)[number]): string =>
    `${pull.head.repository?.split('/')[0] ?? ''}:${pull.head.ref}`;
  const pulls = call.repository.pulls.filter(
    (pull) =>
      (state === 'all' || (pull.state === 'open' ? 'open' : 'closed') === state) &&
      (base === null || pull.base.ref === base) &&
      (head === null || label(pull) === head),
  );
  const key = call.query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const isRising = call.query.get('direction') === 'asc';
  const sorted = [...pulls].sort(
    (one, other) => one[key].localeCompare(other[key]) || one.number - other.number,
  );
  return ok((isRising ? sorted : sorted.reverse()).map((pull) => pullShape(call, pull)));
}

function listFiles(call: RepositoryCall) {
  const pull = pullOf(call);
  const head = headOf(call.world, call.repository, pull);
  const base = call.history.mergeBase(pull.base.sha, head) ?? pull.base.sha;
  const files = call.history.diff(base, head).slice(0, FILES);
  return ok(files.map((file) => fileShape(call, file, head)));
}
