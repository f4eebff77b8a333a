import { checkSafeguards, type Safeguards } from '@forethought/core';

/** The Action by a full sha. */
export const PIN = 'example/forethought@0123456789012345678901234567890123456789';
/** The types that the gate needs. */
export const TYPES = 'types: [opened, edited, synchronize, reopened, ready_for_review, labeled, unlabeled]';
/** A workflow of the gate in which nothing is open. */
export const GATE = `on:
  pull_request:
    ${TYPES}
permissions: {}
concurrency: { group: gate, cancel-in-progress: false }
jobs:
  gate:
    runs-on: ubuntu-24.04
    permissions: { contents: read, pull-requests: read }
    steps:
      - uses: ${PIN}
`;
/** Owners of policy and workflows. */
export const OWNERS = '/forethought.yml @octo/policy\n/.github/ @octo/policy\n';
/** Rules of a branch that let nothing by. */
export const RULES = {
  kinds: ['required_status_checks', 'pull_request'],
  workflows: [],
  checks: [{ context: 'gate', app: 15368 }],
  reviews: [{ approvals: 1, codeOwners: true, dismissStale: true }],
  mergeQueue: false,
};

/** A repository whose settings let nothing by, with what a test makes of them. */
export function guarded(changes: Partial<Safeguards> = {}, gate = GATE): Safeguards {
  return {
    defaultBranch: 'main',
    rules: { value: RULES },
    protection: { value: 'none' },
    codeowners: { value: { path: '.github/CODEOWNERS', text: OWNERS } },
    settings: {
      value: { squash: true, merge: false, rebase: false, squashTitle: 'PR_TITLE', squashMessage: 'PR_BODY' },
    },
    workflows: { value: [{ path: '.github/workflows/gate.yml', text: gate }] },
    ...changes,
  };
}

/** What else a question holds. */
export interface Asked {
  readonly check?: string;
  readonly policyPath?: string | null;
}

/** `level code` of each gap, without the advice that every workflow under pull_request gets. */
export function gapsOf(
  safeguards: Safeguards,
  { check, policyPath = 'forethought.yml' }: Asked = {},
): readonly string[] {
  const { gaps } = checkSafeguards({ safeguards, repository: 'demo', policyPath, check });
  return gaps
    .map(({ level, code }) => `${level} ${code}`)
    .filter((each) => each !== 'advice editable-workflow');
}

/** The gate's workflow with one part replaced. */
export const edited = (from: string, to: string): string => GATE.replace(from, to);
