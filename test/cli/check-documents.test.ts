import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeRepository, type TestRepository } from '../helpers/repository.js';
import { forethought } from './cli.js';

const CONFIG = `extends: devops-elite
mode: standard
rules:
  required-sections: block
  design-document: block
  document-freshness: block
`;

const DESIGN = `# Sessions

## Architecture

![gateway and store](img/sessions.png)

## Data flow

The gateway reads the session with every request.

## Failure modes

- the store is away: the gateway answers 503

## Rollback

The flag goes back to memory, and everybody signs in again.
`;

describe('documents of a kind', () => {
  let repo: TestRepository;

  beforeEach(() => {
    repo = makeRepository();
    repo.commit({ 'forethought.yml': CONFIG, 'docs/designs/sessions.md': DESIGN }, 'docs: sessions');
  });
  afterEach(() => repo.cleanup());

  const write = (path: string, text: string) => {
    const file = join(repo.path, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };

  /** `rule/code at line` of what fails, or `rule outcome` of what is unknown. */
  const found = (...args: string[]) => {
    const { code, stdout } = forethought(repo, ['check', ...args, '--format', 'json']);
    const findings: readonly {
      readonly ruleId: string;
      readonly outcome: string;
      readonly problem?: { readonly code: string; readonly place?: { readonly line: number } };
    }[] = JSON.parse(stdout).findings;
    const told = findings.flatMap(({ ruleId, outcome, problem }) => {
      if (outcome === 'unknown') return [`${ruleId} unknown`];
      return outcome === 'fail' ? [`${ruleId}/${problem?.code} at ${problem?.place?.line}`] : [];
    });
    return { code, told };
  };

  test('a picture is looked for where the document is: in the work tree, and in what is staged', () => {
    const missing = { code: 1, told: ['design-document/missing-image at 5'] };
    expect(found('docs/designs/sessions.md')).toEqual(missing);
    write('docs/designs/img/sessions.png', 'x');
    expect(found('docs')).toEqual({ code: 0, told: [] });
    write('docs/designs/sessions.md', `${DESIGN}\nSee also the accounts.\n`);
    repo.git('add', 'docs/designs/sessions.md');
    expect(found('--staged')).toEqual(missing);
    repo.git('add', 'docs/designs/img/sessions.png');
    expect(found('--staged')).toEqual({ code: 0, told: [] });
  });

  test('front matter names the kind, and broken front matter is one finding with its line', () => {
    write('page.md', '---\nkind: gitops\n---\n\n# Delivery\n\nOf everything.\n');
    const { code, told } = found('page.md');
    expect({ code, missing: told.length }).toEqual({ code: 1, missing: 4 });
    write(
      'page.md',
      '---\nkind: gitops\nno key\n---\n\n# Delivery\n\n## Rollback\n\nNone is needed, since it mends itself.\n',
    );
    expect(found('page.md').told).toContain('required-sections/front-matter at 3');
  });

  test('the age of a page comes from its history, unless it says so itself', () => {
    const path = 'docs/runbooks/queue.md';
    write(path, '# The queue grows\n\nScale the workers.\n');
    expect(found(path)).toEqual({ code: 0, told: ['document-freshness unknown'] });
    repo.git('add', path);
    repo.git('commit', '-qm', 'docs: runbook');
    expect(found(path)).toEqual({ code: 0, told: [] });
    expect(found(path, '--as-of', '2099-01-01').told).toEqual(['document-freshness/stale at undefined']);
    write(path, '---\nreviewed: 2098-12-01\n---\n\n# The queue grows\n\nScale the workers.\n');
    expect(found(path, '--as-of', '2099-01-01')).toEqual({ code: 0, told: [] });
  });
});
