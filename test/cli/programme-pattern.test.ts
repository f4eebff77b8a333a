import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { repositories } from '../helpers/made.js';
import type { Outcome, TestRepository } from '../helpers/repository.js';
import { forethought, STANDARD } from './cli.js';

const make = repositories();
const LIBRARY = [
  '# Common patterns\r',
  '\r',
  '## Race Conditions\r',
  '\r',
  '### Secret mounted before it exists\r',
  '\r',
  '- Problem: a pod mounts a secret that a controller creates later\r',
  '- Prevention: an init container that waits for the secret with `kubectl wait`\r',
  '\r',
  '## Configuration Drift\r',
  '\r',
  '### One setting kept of two\r',
  '\r',
  '- Problem: the second use of a function replaces the first\r',
  '- Prevention: make a fresh function for every use\r',
  '',
].join('\n');

describe('forethought pattern', () => {
  let repo: TestRepository;
  const run = (...args: readonly string[]): Outcome => forethought(repo, ['pattern', ...args]);
  const library = (): string => readFileSync(join(repo.path, 'COMMON_PATTERNS.md'), 'utf8');
  beforeEach(() => {
    repo = make();
    repo.commit({ 'forethought.yml': STANDARD, 'COMMON_PATTERNS.md': LIBRARY }, 'chore: set up\n');
  });

  test('lists entries by category', () => {
    const { code, stdout } = run('list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Race Conditions\n {2}race-conditions\/secret-mounted-before-it-exists\n/);
    expect(JSON.parse(run('list', '--format', 'json').stdout)).toHaveLength(2);
  });

  test('offers what staged changes and a branch call for', () => {
    repo.write({
      'deploy/pod.yaml': '# mounts a secret that the controller creates; init container: kubectl wait\n',
    });
    expect(run('match').stdout).toContain('nothing is staged');
    repo.git('add', '.');
    expect(run('match').stdout).toContain('race-conditions/secret-mounted-before-it-exists');
    repo.git('commit', '-qm', 'feat: pod');
    expect(run('match', '--from', 'HEAD~1').stdout).toContain('race-conditions/secret-mounted');
    expect(run('match', '--to', 'HEAD').code).toBe(2);
  });

  test('adds an entry in its category, with every other byte kept, and the rule passes it', () => {
    const sha = repo.git('rev-parse', 'HEAD');
    const { code, stdout } = run(
      ...['add', '--category', 'race conditions', '--change', 'HEAD', '--change', '#12'],
      ...['--problem', 'A job resolves a name before DNS answers. It gives up.'],
      ...['--prevention', 'wait for the pods of CoreDNS', '--applies-to', 'deploy/**'],
    );
    expect(code).toBe(0);
    expect(stdout).toContain('race-conditions/a-job-resolves-a-name-before-dns-answers');
    const entry = [
      '### A job resolves a name before DNS answers',
      '',
      `- Problem: A job resolves a name before DNS answers. It gives up. (learnt from ${sha.slice(0, 12)}, #12)`,
      '- Prevention: wait for the pods of CoreDNS',
      '- Applies to: `deploy/**`',
      '',
      '',
    ].join('\r\n');
    expect(library()).toBe(LIBRARY.replace('## Configuration', `${entry}## Configuration`));
    const check = forethought(repo, ['check', 'COMMON_PATTERNS.md']);
    expect(check.stdout).toContain('forethought pass');
    expect(check.stdout).not.toContain('Worth acting on');
  });

  test('refuses what stands there already with its id', () => {
    const again = [
      '--problem',
      'The second use of a function replaces the first!',
      '--prevention',
      'look twice',
    ];
    const { code, stderr } = run('add', '--category', 'Other', ...again);
    expect(code).toBe(2);
    expect(stderr).toContain('configuration-drift/one-setting-kept-of-two says that already');
    expect(library()).toBe(LIBRARY);
  });

  test('begins with a finding, and what somebody says goes first', () => {
    expect(run('add', '--from-finding', 'test-evidence', '--category', 'Testing').code).toBe(0);
    expect(library()).toContain('## Testing\r\n\r\n### Found by test-evidence\r\n\r\n- Problem: ');
    const { stderr } = run('add', '--from-finding', 'test-evidenc');
    expect(stderr).toContain('did you mean test-evidence?');
  });

  test('begins with the cause and the first action of a postmortem', () => {
    const path = 'docs/postmortems/late.md';
    repo.write({
      [path]:
        '# The late orders\n\n## Cause\n\n- The queue had no limit, so memory ran out\n\n## Actions\n\n- Set a limit on each queue (@ada, by 2026-12-01)\n',
    });
    expect(run('add', '--from', path, '--category', 'Resources').code).toBe(0);
    expect(library()).toContain(`- Problem: The queue had no limit, so memory ran out (${path})\r\n`);
    expect(library()).toContain('- Prevention: Set a limit on each queue\r\n');
    repo.write({ 'empty.md': '# Nothing\n' });
    expect(run('add', '--from', 'empty.md').stderr).toContain('neither a cause nor an action');
  });

  test('asks for what is missing, and says what lacks where nobody answers', () => {
    expect(run('add', '--problem', 'a quota was hit').stderr).toContain('lacks --category, --prevention');
    const input = 'Resources\nread the quota before the limit is set\n';
    const args = ['pattern', 'add', '--ask', '--problem', 'a quota was hit'];
    expect(forethought(repo, args, { input }).code).toBe(0);
    expect(library()).toContain('- Prevention: read the quota before the limit is set\r\n');
  });

  test('keeps what was answered where no entry can be made of it, as the command to go on with', () => {
    const args = ['pattern', 'add', '--ask', '--change', '#12'];
    const { code, stdout } = forethought(repo, args, { input: 'Race\nlong problem text\n' });
    expect(code).toBe(2);
    expect(stdout).toContain(
      "forethought pattern add --category Race --problem 'long problem text' --prevention '…' --change '#12'\n",
    );
    expect(library()).toBe(LIBRARY);
  });

  test.each([
    ['TODO', 'wait for it', 'its problem is “TODO”'],
    ['the name came before DNS', '…', 'its prevention is “…”'],
  ])('refuses placeholders: %s → %s', (problem, prevention, words) => {
    const { code, stderr } = run('add', '--category', 'A', '--problem', problem, '--prevention', prevention);
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
    expect(library()).toBe(LIBRARY);
  });

  test('a miss named by its commit brings its subject and what was found, and a second one joins it', () => {
    const lines = (word: string) =>
      Array.from({ length: 20 }, (_, at) => `export const ${word}${at} = ${at};\n`).join('');
    const first = repo.commit({ 'src/a.ts': lines('a') }, 'fix: retry the upload\n');
    const second = repo.commit({ 'src/b.ts': lines('b') }, 'feat: count the uploads\n');
    const miss = (sha: string) => run('add', '--from-finding', 'test-evidence', '--change', sha);
    expect(miss(first).code).toBe(0);
    expect(library()).toMatch(
      new RegExp(
        `- Problem: “fix: retry the upload”: nothing says what was tested\\. .* \\(learnt from ${first.slice(0, 12)}\\)\r\n`,
      ),
    );
    expect(miss(second).code).toBe(0);
    expect(library()).toContain(`- Learnt from: ${second.slice(0, 12)} (“feat: count the uploads”: `);
    expect(run('list', '--format', 'json').stdout.match(/"Found by test-evidence"/g)).toHaveLength(1);
  });

  test('makes the library where there is none', () => {
    repo.write({ 'COMMON_PATTERNS.md': null });
    expect(run().stdout).toContain('forethought pattern add writes the first one');
    expect(run('add', '--category', 'A', '--problem', 'b is late', '--prevention', 'wait for b').code).toBe(
      0,
    );
    expect(library()).toMatch(/^# Common patterns\n\n## A\n\n### B is late\n\n- Problem: b is late\n/);
  });

  test('an open block of code is left alone', () => {
    repo.write({ 'COMMON_PATTERNS.md': `${LIBRARY}\n\`\`\`\nnever closed\n` });
    const { code, stderr } = run('add', '--category', 'A', '--problem', 'b is late', '--prevention', 'wait');
    expect(code).toBe(2);
    expect(stderr).toContain('changed by hand only');
  });
});
