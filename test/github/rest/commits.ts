import type { CommitObject } from '../git/objects.js';
import { commitShape, fileShape } from '../shapes/commit.js';
import { apiOf, htmlOf } from '../shapes/issue.js';
import { pullShape } from '../shapes/pull.js';
import { headOf } from '../state/heads.js';
import { notFound, Refusal } from '../wire.js';
import { ok, type RepositoryCall, type Route, reads } from './call.js';

const FILES = 300;

/** Commits, their pull requests and the comparison of two revisions. https://docs.github.com/rest/commits/commits */
export const commitRoutes: Readonly<Record<string, Route>> = {
  'repos/list-commits': { need: reads('contents'), answer: listCommits },
  'repos/get-commit': { need: reads('contents'), answer: getCommit },
  'repos/list-pull-requests-associated-with-commit': {
    need: reads('pull-requests'),
    answer: (call) => {
      const commit = revision(call, call.values['commit_sha'] ?? '');
      return ok(pullsOf(call, commit.sha).map((pull) => pullShape(call, pull)));
    },
  },
  'repos/compare-commits-with-basehead': { need: reads('contents'), answer: compare },
};

/** The commit that a revision names; GitHub answers 422 for one that there is not. */
export function revision({ history }: RepositoryCall, rev: string): CommitObject {
  const sha = history.resolve(`${rev}^{commit}`) ?? history.resolve(rev);
  const commit = sha === null ? undefined : history.commit(sha);
  if (commit === undefined) throw new Refusal(422, `No commit found for SHA: ${rev}`);
  return commit;
}

function listCommits(call: RepositoryCall) {
  const rev = call.query.get('sha') ?? call.repository.defaultBranch;
  const path = call.query.get('path');
  const args = (['since', 'until', 'author'] as const).flatMap((name) => {
    const value = call.query.get(name);
    return value === null ? [] : [`--${name}=${value}`];
  });
  if (call.history.resolve(rev) === null) throw notFound();
  const commits = call.history.log(rev, args, path === null ? [] : [path]);
  return ok(commits.map((commit) => commitShape(call, commit)));
}

function getCommit(call: RepositoryCall) {
  const commit = revision(call, call.values['ref'] ?? '');
  const parent = commit.parents[0] ?? call.history.run(['hash-object', '-t', 'tree', '-w', '--stdin']);
  const files = call.history.diff(parent, commit.sha);
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  return ok({
    ...commitShape(call, commit),
    stats: { total: additions + deletions, additions, deletions },
    files: files.slice(0, FILES).map((file) => fileShape(call, file, commit.sha)),
  });
}

/** Pull requests that brought a commit in or hold it: merged ones first, as GitHub lists them. */
export function pullsOf(
  { world, repository, history }: Pick<RepositoryCall, 'world' | 'repository' | 'history'>,
  sha: string,
) {
  const holds = (pull: (typeof repository.pulls)[number]): boolean => {
    if (pull.mergeCommit === sha) return true;
    const head = headOf(world, repository, pull);
    return history.range(pull.base.sha, head).some((commit) => commit.sha === sha);
  };
  const found = repository.pulls.filter(holds);
  return [
    ...found.filter(({ state }) => state === 'merged'),
    ...found.filter(({ state }) => state !== 'merged'),
  ];
}

function compare(call: RepositoryCall) {
  const [baseName = '', headName = ''] = (call.values['basehead'] ?? '').split('...');
  const named = (name: string): string => (name.includes(':') ? name.slice(name.indexOf(':') + 1) : name);
  const find = (name: string): CommitObject => {
    const sha = call.history.resolve(named(name));
    const commit = sha === null ? undefined : call.history.commit(sha);
    if (commit === undefined) throw notFound();
    return commit;
  };
  const base = find(baseName);
  const head = find(headName);
  const mergeBase = call.history.mergeBase(base.sha, head.sha);
  const middle = mergeBase === null ? undefined : call.history.commit(mergeBase);
  if (middle === undefined) throw new Refusal(404, `No common ancestor between ${baseName} and ${headName}.`);
  const ahead = call.history.range(base.sha, head.sha);
  const behind = call.history.range(head.sha, base.sha).length;
  const html = `${htmlOf(call)}/compare/${baseName}...${headName}`;
  return ok(
    {
      url: `${apiOf(call)}/compare/${baseName}...${headName}`,
      html_url: html,
      permalink_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      base_commit: commitShape(call, base),
      merge_base_commit: commitShape(call, middle),
      status:
        behind === 0
          ? ahead.length === 0
            ? 'identical'
            : 'ahead'
          : ahead.length === 0
            ? 'behind'
            : 'diverged',
      ahead_by: ahead.length,
      behind_by: behind,
      total_commits: ahead.length,
      commits: ahead.map((commit) => commitShape(call, commit)),
      files: call.history
        .diff(middle.sha, head.sha)
        .slice(0, FILES)
        .map((file) => fileShape(call, file, head.sha)),
    },
    { list: 'commits' },
  );
}
