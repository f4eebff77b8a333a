import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

// The folder lies inside the project, so that the linters find the packages as they do where they are installed.
const parent = resolve('test/.build');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(parent, 'linters-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly code: number | null;
  readonly said: string;
}

/** Runs a linter's own command in the folder. */
function run(script: string, args: readonly string[], input = ''): Run {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', NODE_OPTIONS: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('node_modules', script), ...args], {
    cwd: folder,
    encoding: 'utf8',
    input,
    env,
  });
  return { code: status, said: stdout + stderr };
}

function write(name: string, text: string): void {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}

const SOURCES =
  'Sources Consulted:\n- https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3: what Retry-After promises\n';
const TESTS =
  'Test Evidence:\n- Isolation: npm test -- retry - 4 passed\n- Integration: npm run e2e - 12 passed\n- Failure cases: server answers 429 for ever - gives up after three\n';
const BARE = 'feat: retry when the server answers 429\n\nThe client waits as long as the header says.\n';
const DOCUMENTED = `${BARE}\n${SOURCES}\n${TESTS}`;

describe('commitlint 20 on files', () => {
  const commitlint = (...args: readonly string[]) => run('@commitlint/cli/cli.js', args);
  const edit = (name: string, text: string) => {
    write(name, text);
    return commitlint('--edit', join(folder, name));
  };

  beforeAll(() => {
    write(
      'commitlint.config.mjs',
      "export default { extends: ['@commitlint/config-conventional', '@forethought/rules/commitlint'] };\n",
    );
  });

  test('a message without evidence fails, and is told what is missing', () => {
    const { code, said } = edit('bare', BARE);
    expect(code).toBe(1);
    expect(said).toContain('[forethought/sources-consulted]');
    expect(said).toContain('[forethought/test-evidence]');
    expect(said).toContain('Sources Consulted:');
    expect(said).toContain('Get help:');
  });

  test('a documented message passes, its long lines and issue references included', () => {
    const { code, said } = edit(
      'documented',
      `${DOCUMENTED}- npm run soak: ran for an hour, ${'no request was lost, '.repeat(6)}and the last one as fast as the first\n- npm run e2e: as in #12\n`,
    );
    expect(said).not.toContain('✖');
    expect(said).not.toContain('body-max-line-length');
    expect(code).toBe(0);
  });

  test('what git is going to delete is no evidence', () => {
    const text = DOCUMENTED.replace('Sources Consulted:', '## Sources Consulted');
    const { code, said } = edit(
      'editor',
      `${text}\n# Please enter the commit message for your changes.\n#\n# On branch main\n`,
    );
    expect(code).toBe(1);
    expect(said).toContain('[forethought/sources-consulted]');
    expect(said).not.toContain('[forethought/test-evidence]');
  });

  test.each(['Merge branch "my thing" into main', 'Revert "feat: retry"', '1.2.3'])(
    'the words “%s” turn no rule off',
    (subject) => {
      expect(edit('subject', `${subject}\n\n${BARE}`).said).toContain('[forethought/sources-consulted]');
    },
  );

  test('a rule that breaks down fails and leaves the other results standing', () => {
    write(
      'broken.config.mjs',
      "export default { extends: ['@forethought/rules/commitlint'], rules: { 'forethought/test-evidence': [2, 'always', { atleast: 1 }] } };\n",
    );
    write('broken', BARE);
    const { code, said } = commitlint(
      '--edit',
      join(folder, 'broken'),
      '--config',
      join(folder, 'broken.config.mjs'),
    );
    expect(code).toBe(1);
    expect(said).toContain('could not be judged');
    expect(said).toContain('[sources-consulted/');
  });
});

describe('remark-cli on files', () => {
  const remark = (...args: readonly string[]) =>
    run('remark-cli/cli.js', ['--no-stdout', '--no-color', '--frail', ...args]);

  beforeAll(() => {
    write('remark/.remarkrc', JSON.stringify({ plugins: ['@forethought/rules/remark'] }));
    write(
      'remark/good.md',
      '# Runbook\n\n## Rollback\n\nRevert the release and wait for the health check.\n',
    );
    write('remark/bad.md', '# Runbook\n\n## Test Evidence\n\nTODO\n');
  });

  test('a finished page passes', () => {
    expect(remark('remark/good.md')).toMatchObject({
      code: 0,
      said: expect.stringContaining('no issues found'),
    });
  });

  test('an unfinished page fails with place, rule and text', () => {
    const { code, said } = remark('remark/bad.md');
    expect(code).toBe(1);
    expect(said).toMatch(/\b3:4\b.*\berror\b/);
    expect(said).toContain('forethought/no-placeholder');
    expect(said).toContain('[no-placeholder/');
  });

  test('a pull-request body is judged with its kind, and an option that is unknown is an error', () => {
    const rule = (settings: object) => ({ plugins: ['./rule.mjs', ['./rule.mjs', ['warn', settings]]] });
    write(
      'remark/pr/rule.mjs',
      "import { remarkRule } from '@forethought/rules/remark';\nexport default remarkRule('test-evidence');\n",
    );
    write('remark/pr/body.md', 'It retries.\n');
    write('remark/pr/.remarkrc', JSON.stringify(rule({ kind: 'pull-request' })));
    const asked = remark('remark/pr/body.md');
    expect(asked.said).toContain('[test-evidence/');
    expect(asked.said).toMatch(/\bwarning\b/);
    write('remark/pr/.remarkrc', JSON.stringify(rule({ kinds: 'pull-request' })));
    const broken = remark('remark/pr/body.md');
    expect(broken.code).toBe(1);
    expect(broken.said).toMatch(/\berror\b.*no option "kinds"/);
  });
});

describe('markdownlint-cli2 on files', () => {
  const markdownlint = (...args: readonly string[]) =>
    run('markdownlint-cli2/markdownlint-cli2-bin.mjs', args);

  beforeAll(() => {
    write(
      '.markdownlint-cli2.mjs',
      "import customRules from '@forethought/rules/markdownlint';\nexport default { customRules, config: { default: false, forethought: true } };\n",
    );
    write('docs/good.md', '# Runbook\n\n## Rollback\n\nRevert the release and wait for the health check.\n');
    write('docs/bad.md', '---\nowner: platform\n---\n\n# Runbook\n\n## Test Evidence\n\nTBD\n');
  });

  test('a finished page passes', () => {
    expect(markdownlint('docs/good.md')).toMatchObject({
      code: 0,
      said: expect.stringContaining('Summary: 0 error(s)'),
    });
  });

  test('an unfinished page fails with place, rule and text', () => {
    const { code, said } = markdownlint('docs/bad.md');
    expect(code).toBe(1);
    expect(said).toMatch(/docs\/bad\.md:7:4 error forethought\/no-placeholder/);
    expect(said).toContain('[no-placeholder/');
  });

  test('an option that is unknown is an error', () => {
    write(
      'wrong/.markdownlint-cli2.mjs',
      "import customRules from '@forethought/rules/markdownlint';\nexport default { customRules, config: { default: false, 'forethought/no-placeholder': { words: [] } } };\n",
    );
    write('wrong/page.md', '# Page\n\nText.\n');
    const { code, said } = markdownlint('wrong/page.md');
    expect(code).toBe(1);
    expect(said).toContain('no option "words"');
  });
});
