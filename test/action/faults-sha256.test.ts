/** Row 21: a repository whose names are 64 digits long, with a checkout and without one. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BODY, CONFIG, DOCUMENTED, type Gate, makeGate, SOURCE } from '../helpers/gate-run.js';
import { blockedTitles } from '../helpers/gates.js';
import { makeRepository, type TestRepository } from '../helpers/repository.js';

let origin: TestRepository;

beforeAll(() => {
  origin = makeRepository({ objectFormat: 'sha256' });
  origin.commit({ 'forethought.yml': CONFIG }, 'chore: adopt forethought');
  origin.git('checkout', '-q', '-b', 'topic');
  origin.commit({ 'src/late.ts': SOURCE }, 'feat: late');
  const head = origin.commit({ 'src/values.ts': SOURCE }, DOCUMENTED);
  origin.git('update-ref', 'refs/pull/1/head', head);
  origin.git('checkout', '-q', 'main');
});
afterAll(() => origin.cleanup());

describe('a SHA-256 repository', () => {
  it.each(['full', 'none'] as const)('fault 21: is judged whole with checkout %s', async (checkout) => {
    const pulls = [{ title: 'feat: values', body: BODY, author: 'ada', head: { ref: 'topic' } }];
    const gate: Gate = await makeGate({ checkout, repository: { git: origin.path, pulls, commits: [] } });
    try {
      const run = await gate.start();
      expect({ verdict: run.verdict, stdout: run.stdout }).toMatchObject({ verdict: 'fail' });
      expect(blockedTitles(run)).toEqual(['feat: late']);
      expect(gate.head).toHaveLength(64);
      expect(gate.github.violations()).toEqual([]);
    } finally {
      await gate.stop();
    }
  });
});
