import { counted, type Finding, type Policy, renderFindings } from '@forethought/core';
import { askGit, type GitPlace, gitText, readCommitBatches, readMailmap } from '@forethought/io';
import { rules } from '@forethought/rules';
import { judgeCommits } from './judge-commits.js';
import { loadPolicies, type PolicySource } from './policy-source.js';
import { EXIT, type World, wantsColor } from './world.js';

/** What a push would change: local and remote object, `0…` for a ref that is created or deleted. */
interface Update {
  readonly local: string;
  readonly remote: string;
}

/** Findings that are printed in full; the rest is counted. */
const SHOWN = 5;
const NOTHING = /^0+$/;

/**
 * Judges the commits that a push would send, as git's pre-push hook gets them on standard input: everything that the named
 * remote does not have, from the adoption of the configuration on. The pusher counts as inside the roster, others by it.
 * https://git-scm.com/docs/githooks#_pre_push
 */
export async function prePush(world: World, repo: GitPlace, remote: string, input: string): Promise<number> {
  const revs = await outgoing(world, repo, remote, input);
  if (revs.length === 0) return EXIT.pass;
  const source = await policies(world, repo);
  const mailmap = await readMailmap(repo);
  const batches = readCommitBatches({ repo, revs, withFiles: 'names', mailmap, signal: world.signal });
  const failing: Finding[] = [];
  let policy: Policy | undefined;
  let judged = 0;
  for await (const commits of judgeCommits(batches, {
    repo,
    source,
    linesRead: false,
    readsMerges: true,
    lands: false,
    signal: world.signal,
  })) {
    judged += commits.length;
    for (const { findings, policy: own } of commits) {
      policy ??= own;
      failing.push(
        ...findings.filter(({ outcome, severity }) => outcome === 'fail' && severity !== 'observe'),
      );
    }
  }
  if (policy === undefined || failing.length === 0) return EXIT.pass;
  return speak(world, failing, judged, policy);
}

/** Names for git log: what goes out, and with `^` what the remote has. Nothing where nothing but deletions goes out. */
async function outgoing(
  world: World,
  repo: GitPlace,
  remote: string,
  input: string,
): Promise<readonly string[]> {
  const updates = updatesIn(input, world.env);
  const locals = updates.map(({ local }) => local).filter((sha) => !NOTHING.test(sha));
  const commits = await existing(repo, updates.length === 0 ? ['HEAD'] : locals);
  if (commits.length === 0) return [];
  const named = await gitText(repo, ['for-each-ref', '--format=%(objectname)', `refs/remotes/${remote}/`]);
  const anywhere =
    named === '' ? await gitText(repo, ['for-each-ref', '--format=%(objectname)', 'refs/remotes/']) : named;
  const remotes = updates.map((update) => update.remote).filter((sha) => !NOTHING.test(sha));
  const known = new Set([
    ...anywhere.split('\n').filter((sha) => sha !== ''),
    ...(await existing(repo, remotes)),
  ]);
  return [...commits, ...[...known].map((sha) => `^${sha}`)];
}

/** Standard input of the hook, or what the pre-commit framework made of it. */
function updatesIn(input: string, env: World['env']): readonly Update[] {
  const from = env['PRE_COMMIT_FROM_REF'];
  const to = env['PRE_COMMIT_TO_REF'];
  if (to !== undefined) return [{ local: to, remote: from ?? '0' }];
  return input
    .split('\n')
    .map((line) => line.split(' '))
    .flatMap(([, local, , remote]) =>
      local === undefined || remote === undefined ? [] : [{ local, remote }],
    );
}

/** Those objects that are commits here, or tags of commits, each once. */
async function existing(repo: GitPlace, names: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const name of new Set(names)) {
    const sha = await askGit(repo, ['rev-parse', '--verify', '-q', '--end-of-options', `${name}^{commit}`]);
    if (sha !== null && sha !== '') found.add(sha);
  }
  return [...found];
}

async function policies(world: World, repo: GitPlace): Promise<PolicySource> {
  const inside = await loadPolicies(world, repo, { local: true });
  const roster = await loadPolicies(world, repo, {});
  const self = (await askGit(repo, ['config', 'user.email'])) ?? '';
  return {
    ...roster,
    policyOf: (author) =>
      (author?.email.toLowerCase() === self.toLowerCase() ? inside : roster).policyOf(author),
  };
}

function speak(world: World, failing: readonly Finding[], judged: number, policy: Policy): number {
  const blocked = new Set(
    failing.filter(({ severity }) => severity === 'block').map(({ subject }) => subject.id),
  );
  const options = { rules, policy, color: wantsColor(world), maxFindings: SHOWN };
  world.err.write(renderFindings(failing, options));
  if (blocked.size === 0) return EXIT.pass;
  // Commits come newest first.
  const oldest = [...blocked].at(-1)?.slice(0, 12);
  world.err.write(
    `\nMore is asked of ${blocked.size} of ${counted(judged, 'outgoing commit')}, so nothing was pushed. To complete the messages:\n` +
      `  git rebase -i ${oldest}^, with reword in front of each\n`,
  );
  return EXIT.violations;
}
