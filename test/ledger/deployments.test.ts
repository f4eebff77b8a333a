import { describe, expect, test } from '@jest/globals';
import { day, landedCommit, landedPull, ledgerIn, lineOf, rollout, sha } from '../helpers/ledger-facts.js';

const pulls = [landedPull(1, 2), landedPull(2, 4), landedPull(3, 6)];
const commits = lineOf(pulls);

describe('the first deployment of a change', () => {
  test('is the first one whose commit contains it', () => {
    const deployments = [rollout('d2', 'a3a', 8), rollout('d1', 'a2a', 5)];
    const { changes, deployments: made, deploymentSource } = ledgerIn({ pulls, commits, deployments });
    expect(changes.map(({ id, deployedAt, deployment }) => [id, deployedAt, deployment])).toEqual([
      ['#1', day(5), 'd1'],
      ['#2', day(5), 'd1'],
      ['#3', day(8), 'd2'],
    ]);
    expect(made.map(({ id, changes: ids, isRollback }) => [id, ids, isRollback])).toEqual([
      ['d1', ['#1', '#2'], false],
      ['d2', ['#3'], false],
    ]);
    expect(deploymentSource).toBe('deployments');
  });

  test('is null while there is none, and undefined where nobody can know', () => {
    const deployments = [rollout('d1', 'a2a', 5)];
    const unknown = landedPull(9, 3, { mergeCommit: sha('9999') });
    const { byId } = ledgerIn({ pulls: [...pulls, unknown], commits, deployments });
    expect(byId.get('#3')?.deployedAt).toBeNull();
    expect(byId.get('#9')?.deployedAt).toBeUndefined();
    expect(ledgerIn({ pulls, commits }).byId.get('#1')?.deployedAt).toBeUndefined();
  });

  test('counts for a commit that was deployed itself, even if Git was not read', () => {
    const { byId } = ledgerIn({ pulls, deployments: [rollout('d1', 'a1a', 3)] });
    expect([byId.get('#1')?.deployedAt, byId.get('#2')?.deployedAt]).toEqual([day(3), undefined]);
  });

  test('follows what a merge brought', () => {
    const merged = landedPull(7, 5, { commits: [{ sha: sha('c1'), login: 'ada', committedAt: day(1) }] });
    const history = [
      landedCommit('b1', 1),
      landedCommit('c1', 2, ['b1']),
      landedCommit('a7a', 5, ['b1', 'c1']),
    ];
    const early = ledgerIn({ pulls: [merged], commits: history, deployments: [rollout('d1', 'c1', 3)] });
    expect(early.byId.get('#7')?.deployedAt).toBe(day(3));
  });
});

describe('the source of deployments', () => {
  const release = {
    id: 'r1',
    tag: 'v1',
    sha: sha('a2a'),
    isPrerelease: false,
    publishedAt: day(5),
    url: 'https://x',
  };
  const run = {
    id: 'w1',
    workflow: '.github/workflows/deploy.yml',
    event: 'push',
    sha: sha('a1a'),
    branch: 'main',
    attempt: 1,
    conclusion: 'success',
    createdAt: day(3),
    finishedAt: day(3),
    url: 'https://x',
  };

  test('is the first that there is', () => {
    const facts = { pulls, commits, releases: [release], workflowRuns: [run] };
    const deployment = { workflow: 'deploy.yml', onMerge: true };
    const source = (given: object, config = {}) => ledgerIn(given, { deployment: config }).deploymentSource;
    expect(source({ ...facts, deployments: [rollout('d1', 'a1a', 3)] }, deployment)).toBe('deployments');
    expect(source({ ...facts, deployments: [rollout('d1', 'a1a', 3, { environment: 'preview' })] })).toBe(
      'releases',
    );
    expect(source(facts, deployment)).toBe('releases');
    expect(source({ ...facts, releases: [{ ...release, isPrerelease: true }] }, deployment)).toBe('workflow');
    expect(source({ pulls, commits }, deployment)).toBe('merge');
    expect(source({ pulls, commits })).toBeNull();
  });

  test('runs that failed, or tried a pull request out, deploy nothing', () => {
    const runs = [
      { ...run, id: 'w2', conclusion: 'failure', createdAt: day(2), finishedAt: day(2) },
      { ...run, id: 'w3', event: 'pull_request', finishedAt: day(1) },
      { ...run, id: 'w4', workflow: '.github/workflows/ci.yml', finishedAt: day(1) },
      run,
    ];
    const { deployments } = ledgerIn(
      { pulls, commits, workflowRuns: runs },
      { deployment: { workflow: 'deploy.yml' } },
    );
    expect(deployments.map(({ id }) => id)).toEqual(['w1']);
  });

  test('merges are deployments of their own where the team says so', () => {
    const { changes, deployments } = ledgerIn({ pulls, commits }, { deployment: { onMerge: true } });
    expect(changes.every(({ deployedAt, landedAt }) => deployedAt === landedAt)).toBe(true);
    expect(deployments.map(({ changes: ids }) => ids)).toEqual([['#1'], ['#2'], ['#3']]);
  });

  test('environments are globs, letter case aside', () => {
    const deployments = [rollout('d1', 'a1a', 3, { environment: 'Prod-EU' })];
    const made = (environments: string[]) =>
      ledgerIn({ pulls, commits, deployments }, { deployment: { environments } }).deployments.length;
    expect([made(['prod-*']), made(['prod-eu']), made(['prod']), made(['[z-a]'])]).toEqual([1, 1, 0, 0]);
  });

  test('a deployment that failed put nothing into production, and one that is inactive by now did when it was made', () => {
    const deployments = [
      rollout('d1', 'a1a', 3, { state: 'failure' }),
      rollout('d2', 'a1a', 4, { state: 'inactive', finishedAt: day(9) }),
      rollout('d3', 'a3a', 9),
    ];
    expect(ledgerIn({ pulls, commits, deployments }).deployments.map(({ id, at }) => [id, at])).toEqual([
      ['d2', day(4)],
      ['d3', day(9)],
    ]);
  });
});

describe('a rollback', () => {
  const repository = { name: 'example/example', head: sha('a3a') };
  const turns = (deployments: ReturnType<typeof rollout>[], history = commits) =>
    ledgerIn({ pulls, commits: history, deployments, repository }).deployments.map(
      ({ id, isRollback, isRolledBack }) => [id, isRollback, isRolledBack],
    );

  test('is the deployment of an ancestor after a descendant, and takes back what came since', () => {
    const made = [
      rollout('d1', 'a1a', 3),
      rollout('d2', 'a2a', 5),
      rollout('d3', 'a3a', 7),
      rollout('d4', 'a1a', 8),
    ];
    expect(turns(made)).toEqual([
      ['d1', false, false],
      ['d2', false, true],
      ['d3', false, true],
      ['d4', true, false],
    ]);
  });

  test('is none where the same commit is deployed again, or forward once more', () => {
    const made = [
      rollout('d1', 'a2a', 5),
      rollout('d2', 'a2a', 6),
      rollout('d3', 'a1a', 7),
      rollout('d4', 'a2a', 8),
    ];
    expect(turns(made).map(([id, back]) => [id, back])).toEqual([
      ['d1', false],
      ['d2', false],
      ['d3', true],
      ['d4', false],
    ]);
  });

  test('is told apart within an environment: one that lags behind rolls nothing back', () => {
    const east = { environment: 'production' };
    const west = { environment: 'prod' };
    const made = [
      rollout('e1', 'a1a', 3, east),
      rollout('e2', 'a2a', 5, east),
      rollout('w1', 'a1a', 6, west),
      rollout('w2', 'a2a', 7, west),
    ];
    expect(turns(made).some(([, back]) => back)).toBe(false);
  });

  test('is found on a branch that was never merged', () => {
    const hotfix = [...commits, landedCommit('e1', 7, ['a1a']), landedCommit('e2', 8, ['e1'])];
    const made = [rollout('d1', 'e2', 9), rollout('d2', 'e1', 10), rollout('d3', 'a2a', 11)];
    expect(turns(made, hotfix).map(([id, back]) => [id, back])).toEqual([
      ['d1', false],
      ['d2', true],
      ['d3', false],
    ]);
  });
});
