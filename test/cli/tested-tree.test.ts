import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeRepository, type TestRepository } from '../helpers/repository.js';
import { forethought, STANDARD, sourceLines } from './cli.js';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
  repository.commit({ 'forethought.yml': STANDARD, 'src/a.ts': sourceLines(20) }, 'chore: begin\n');
});
afterEach(() => repository.cleanup());

const EVIDENCE = [
  'Sources Consulted:',
  '- https://nodejs.org/api/esm.html: named exports of modules',
  '',
  'Test Evidence:',
  '- Isolation: `npm test -- esm` - passed, exit code 0 after 2.1 s',
].join('\n');

/** The tree that the next commit of these files is going to have. */
function treeWith(files: Readonly<Record<string, string>>): string {
  repository.write(files);
  repository.git('add', '.');
  return repository.git('write-tree');
}

const NEXT = { 'src/b.ts': sourceLines(20) };

describe('a stored commit is compared with its trailer', () => {
  test('its own tree, whole or by its beginning, passes', () => {
    const tree = treeWith(NEXT);
    for (const named of [tree, tree.slice(0, 12), tree.toUpperCase()]) {
      repository.commit(NEXT, `feat: values\n\n${EVIDENCE}\n\nTested-Tree: ${named}\n`);
      expect(forethought(repository, ['check', '--commit', 'HEAD']).code).toBe(0);
      expect(forethought(repository, ['why', 'HEAD']).stdout).toContain('tests recorded on this very tree');
      repository.git('reset', '-q', '--soft', 'HEAD^');
    }
  });

  test.each([
    ['another tree', 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'],
    ['too little of it', 'e69de2'],
    ['no tree', 'yes'],
  ])('%s does not, and the words say what to run again', (_, named) => {
    const tree = treeWith(NEXT);
    repository.commit(NEXT, `feat: values\n\n${EVIDENCE}\n\nTested-Tree: ${named}\n`);
    const checked = forethought(repository, ['check', '--commit', 'HEAD']);
    expect(checked.code).toBe(1);
    expect(checked.stdout).toContain(`the run was recorded on tree ${named.slice(0, 12)}`);
    expect(checked.stdout).toContain(tree.slice(0, 12));
    expect(checked.stdout).toContain('      forethought test --stage isolation -- npm test -- esm\n');
  });

  test('a squash of the platform repeats the trees of its commits, and is not compared', () => {
    const committer = 'GitHub <noreply@github.com>';
    const trees = ['e69de29bb2d1d6434b8b29ae775ad8c2e48c5391', 'd670460b4b4aece5915caf5c68d12f560a9fe3e4'];
    const parts = trees.map((tree, at) => `* feat: part ${at}\n\n${EVIDENCE}\n\nTested-Tree: ${tree}\n`);
    repository.commit(NEXT, `feat: values (#12)\n\n${parts.join('\n')}`, { committer });
    expect(forethought(repository, ['check', '--commit', 'HEAD']).code).toBe(0);
    expect(forethought(repository, ['why', 'HEAD']).stdout).toContain(
      "tests recorded on trees of the pull request's commits: e69de29bb2d1, d670460b4b4a",
    );
    repository.commit({ 'src/c.ts': sourceLines(20) }, `feat: values (#13)\n\n${parts.join('\n')}`);
    expect(forethought(repository, ['check', '--commit', 'HEAD']).code).toBe(1);
  });

  test('a small change is asked for nothing, whatever it says', () => {
    repository.commit(
      { 'src/b.ts': sourceLines(3) },
      'feat: a value\n\nTested-Tree: e69de29bb2d1d6434b8b29ae775ad8c2e48c5391\n',
    );
    expect(forethought(repository, ['check', '--commit', 'HEAD']).code).toBe(0);
  });

  test('a message alone has no tree, and nothing is compared', () => {
    const input = `feat: values\n\n${EVIDENCE}\n\nTested-Tree: e69de29bb2d1d6434b8b29ae775ad8c2e48c5391\n`;
    expect(forethought(repository, ['check', '--message', '-'], { input }).code).toBe(0);
  });
});

describe('with `recorded: true`', () => {
  beforeEach(() => {
    const config = `${STANDARD}rules:\n  test-evidence: { options: { recorded: true } }\n`;
    repository.commit({ 'forethought.yml': config }, 'chore: ask for recorded runs\n');
  });

  test('a commit without the trailer is shown the command to run', () => {
    repository.commit(NEXT, `feat: values\n\n${EVIDENCE}\n`);
    const checked = forethought(repository, ['check', '--commit', 'HEAD']);
    expect(checked.code).toBe(1);
    expect(checked.stdout).toContain('no run is recorded on this tree');
    expect(checked.stdout).toContain('      forethought test --stage isolation -- npm test -- esm\n');
  });

  test('a reason why nothing was run is taken, and a trailer of its own tree', () => {
    const sources = EVIDENCE.split('\n\n')[0];
    repository.commit(
      NEXT,
      `feat: values\n\n${sources}\n\nTest Evidence: N/A: only constants that nothing reads yet\n`,
    );
    expect(forethought(repository, ['check', '--commit', 'HEAD']).code).toBe(0);
    const more = { 'src/c.ts': sourceLines(20) };
    repository.commit(more, `feat: more\n\n${EVIDENCE}\n\nTested-Tree: ${treeWith(more)}\n`);
    expect(forethought(repository, ['check', '--commit', 'HEAD']).code).toBe(0);
  });

  test('a change that lacks nothing but the record counts as tested, and the share says how many were recorded', () => {
    for (let at = 0; at < 6; at += 1) {
      const files = { [`src/made-${at}.ts`]: sourceLines(20) };
      const trailer = at < 4 ? `\nTested-Tree: ${treeWith(files)}\n` : '';
      repository.commit(files, `feat: values ${at}\n\n${EVIDENCE}\n${trailer}`);
    }
    const report = forethought(repository, [
      'report',
      '--since',
      '2026-01-01',
      '--until',
      '2026-02-01',
      '--format',
      'json',
    ]);
    const { measures } = JSON.parse(report.stdout) as {
      readonly measures: readonly {
        readonly metricId: string;
        readonly engineer: string;
        readonly numerator: number;
        readonly denominator: number;
      }[];
    };
    const team = measures.filter(({ engineer }) => engineer === '*');
    expect(team.find(({ metricId }) => metricId === 'test-evidence-coverage')).toMatchObject({
      numerator: 6,
      denominator: 6,
    });
    expect(team.find(({ metricId }) => metricId === 'recorded-evidence-share')).toMatchObject({
      numerator: 4,
      denominator: 6,
    });
  });
});
