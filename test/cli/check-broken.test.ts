import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeRepository, type TestRepository } from '../helpers/repository.js';
import { forethought } from './cli.js';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
  repository.commit(
    {
      'forethought.yml': 'extends: devops-elite\n',
      'services.yml':
        'services:\n  checkout:\n    titel: Checkout\n    owner: ada\n  mail:\n    title: Mail\n',
      'incidents/1.md':
        '---\nkind: incident\nstarted: [broken\n---\n\n# Cards fail\n\nBanks did not answer.\n',
    },
    'docs: broken files',
  );
});
afterEach(() => repository.cleanup());

/** Rules that find something, with code and line. */
function found(path: string): readonly string[] {
  const { stdout } = forethought(repository, ['check', path, '--format', 'json']);
  const { findings } = JSON.parse(stdout) as {
    readonly findings: readonly {
      readonly ruleId: string;
      readonly outcome: string;
      readonly problem?: { readonly code: string; readonly place?: { readonly line: number } };
    }[];
  };
  return findings
    .filter(({ outcome }) => outcome === 'fail')
    .map(({ ruleId, problem }) => `${ruleId}/${problem?.code} ${problem?.place?.line}`);
}

test('a list of services is judged, whatever week of the plan it is', () => {
  expect(found('services.yml')).toEqual(['service-readiness/unreadable 3', 'service-readiness/unreadable 6']);
});

test.each(['sre-training', './own.yml'])(
  'nor does it matter whether the plan %s has a rule for it',
  (plan) => {
    repository.write({
      'forethought.yml': `extends: ${plan}\n`,
      'own.yml': 'schema: 1\nplan: own\ntitle: Own\nphases: []\n',
    });
    expect(found('services.yml')).toEqual([
      'service-readiness/unreadable 3',
      'service-readiness/unreadable 6',
    ]);
    expect(found('incidents/1.md')).toEqual(['required-sections/front-matter 3']);
  },
);

test('front matter that can not be read is told once, with its line', () => {
  expect(found('incidents/1.md')).toEqual(['required-sections/front-matter 3']);
});
