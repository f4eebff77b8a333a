import { readSafeguards } from '@forethought/io/github';
import { describe, expect, test } from '@jest/globals';
import { connections } from './connection.js';

const open = connections();
const WORKFLOW = 'on: pull_request\n';
const STATE = {
  repositories: [
    {
      name: 'octo/demo',
      defaultBranch: 'trunk',
      settings: { squashMessage: 'BLANK' as const },
      commits: [
        {
          message: 'start',
          files: {
            '.github/workflows/gate.yml': WORKFLOW,
            '.github/workflows/README.md': 'x',
            'docs/CODEOWNERS': '* @octo/late\n',
            CODEOWNERS: '/.github/ @octo/owners\n',
          },
        },
      ],
      rulesets: [
        {
          name: 'org',
          source: 'Organization' as const,
          rules: [
            {
              type: 'workflows',
              parameters: {
                workflows: [{ path: '.github/workflows/gate.yml', repository_id: 7, ref: 'refs/heads/main' }],
              },
            },
            {
              type: 'required_status_checks',
              parameters: {
                strict_required_status_checks_policy: true,
                required_status_checks: [{ context: 'gate', integration_id: 15368 }, { context: 'lint' }],
              },
            },
            { type: 'deletion' },
          ],
        },
      ],
      protection: {
        trunk: {
          checks: [{ context: 'gate', app: null }],
          reviews: { count: 2, codeOwners: true, dismissStale: false },
          enforceAdmins: true,
        },
      },
    },
  ],
};

describe('what guards the default branch', () => {
  test('is read whole by an administrator', async () => {
    const { hub } = await open(STATE, { token: 'person-token' });
    expect(await readSafeguards(hub)).toEqual({
      defaultBranch: 'trunk',
      rules: {
        value: {
          kinds: ['workflows', 'required_status_checks', 'deletion'],
          workflows: [
            { path: '.github/workflows/gate.yml', repository: 7, ref: 'refs/heads/main', sha: null },
          ],
          checks: [
            { context: 'gate', app: 15368 },
            { context: 'lint', app: null },
          ],
          reviews: [],
          mergeQueue: false,
        },
      },
      protection: {
        value: {
          checks: [{ context: 'gate', app: null }],
          reviews: { approvals: 2, codeOwners: true, dismissStale: false },
          admins: true,
        },
      },
      codeowners: { value: { path: 'CODEOWNERS', text: '/.github/ @octo/owners\n' } },
      settings: { value: expect.objectContaining({ squashMessage: 'BLANK' }) },
      workflows: { value: [{ path: '.github/workflows/gate.yml', text: WORKFLOW }] },
    });
    expect(hub.requests().rest + hub.requests().graphql).toBeLessThanOrEqual(4);
  });

  test('a part that the token may not read says which permission it takes', async () => {
    const { hub } = await open(STATE);
    const { protection, rules } = await readSafeguards(hub);
    expect(protection).toEqual({ value: null, why: expect.stringMatching(/administration: read/) });
    expect(rules.value?.checks).toHaveLength(2);
  });

  test('what is not there is told apart from what can’t be read', async () => {
    const { hub } = await open({ repositories: [{ name: 'octo/demo' }] }, { token: 'person-token' });
    expect(await readSafeguards(hub)).toMatchObject({
      rules: { value: { kinds: [], workflows: [], checks: [] } },
      protection: { value: 'none' },
      codeowners: { value: 'none' },
      workflows: { value: [] },
    });
  });

  test('without GraphQL the files say so, and the rest is there', async () => {
    const { hub } = await open(STATE, {
      token: 'person-token',
      server: { enterprise: true, without: ['graphql'] },
    });
    const { codeowners, workflows, settings, rules } = await readSafeguards(hub);
    expect([codeowners.value, workflows.value]).toEqual([null, null]);
    expect(workflows.why).toContain('/api/graphql');
    expect(settings.value).toMatchObject({ squashMessage: 'BLANK' });
    expect(rules.value?.kinds).toHaveLength(3);
  });
});
