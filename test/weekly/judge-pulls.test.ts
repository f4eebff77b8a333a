import { type PullFact, policyFor } from '@forethought/core';
import { gitPlace } from '@forethought/io';
import { builtInPlans, rules } from '@forethought/rules';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeRepository, type TestRepository } from '../helpers/repository.js';

const { judgePulls }: typeof import('../../packages/cli/src/weekly/judge-pulls.js') = await import(
  new URL('../../../packages/cli/dist/weekly/judge-pulls.js', import.meta.url).href
);

const LIBRARY = `# Patterns

## Race Conditions

### Secret mounted before it exists

Problem: a pod mounts a secret that nobody has created yet and hangs.
Prevention: an init container waits for the secret.
`;
const DEPLOYMENT = `kind: Pod
spec:
  volumes:
    - secret: { secretName: redis }
  containers:
    - volumeMounts: [{ mountPath: /etc/secret }]
# the pod mounts the secret, an init container waits for it
`;

const [plan] = builtInPlans;
let repo: TestRepository;
let merge: string;

beforeAll(() => {
  repo = makeRepository();
  repo.commit({ 'COMMON_PATTERNS.md': LIBRARY }, 'docs: first pattern');
  merge = repo.commit({ 'deploy/redis.yaml': DEPLOYMENT }, 'feat: keep sessions in redis (#7)');
});
afterAll(() => repo.cleanup());

function pull(body: string, given: Partial<PullFact> = {}): PullFact {
  const at = '2026-03-03T10:00:00Z';
  return {
    number: 7,
    url: 'https://github.com/example/example/pull/7',
    title: 'Keep sessions in Redis',
    body,
    author: { login: 'ada', kind: 'user' },
    createdAt: at,
    readyAt: at,
    updatedAt: at,
    mergedAt: at,
    closedAt: at,
    state: 'merged',
    isDraft: false,
    mergedBy: null,
    base: 'main',
    head: { ref: 'redis', sha: merge },
    mergeCommit: merge,
    labels: [],
    type: null,
    added: 7,
    deleted: 0,
    fileCount: 1,
    commitCount: 1,
    readAt: at,
    missing: [],
    ...given,
  };
}

async function outcomes(fact: PullFact): Promise<Readonly<Record<string, string>>> {
  if (plan === undefined) throw new Error('there is no built-in plan');
  const policy = policyFor({
    plan,
    plans: builtInPlans,
    config: undefined,
    mode: 'strict',
    rules,
    engineer: null,
    asOf: '2026-03-04T00:00:00Z',
  });
  const source = { policyOf: () => policy, isBeforeAdoption: () => false } as unknown as Parameters<
    typeof judgePulls
  >[1];
  const landed = { bySha: new Map(), exemptionOf: () => undefined };
  const [judged] = await judgePulls(
    gitPlace(repo.path),
    source,
    [fact],
    landed,
    new AbortController().signal,
  );
  return Object.fromEntries((judged?.findings ?? []).map(({ ruleId, outcome }) => [ruleId, outcome]));
}

describe('a merged pull request', () => {
  test('is asked for the patterns that fitted before it landed', async () => {
    expect((await outcomes(pull('Sessions move.')))['pattern-applied']).toBe('fail');
    const named = 'Secret mounted before it exists: an init container waits until the secret can be read.';
    expect((await outcomes(pull(`## Patterns applied\n\n- ${named}\n`)))['pattern-applied']).toBe('pass');
  });

  test('whose merge is not in the clone leaves that unknown', async () => {
    const gone = pull('Sessions move.', { mergeCommit: 'f'.repeat(40), paths: ['deploy/redis.yaml'] });
    expect((await outcomes(gone))['pattern-applied']).toBe('unknown');
  });

  test('is asked for a lesson where it says what it repairs', async () => {
    const repairs = pull('Caused by #4.', { title: 'Fix logins after a restart' });
    expect((await outcomes(repairs))['lesson-recorded']).toBe('fail');
    expect((await outcomes(pull('Sessions move.')))['lesson-recorded']).toBe('not-applicable');
  });
});
