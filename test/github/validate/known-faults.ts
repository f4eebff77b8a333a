/** One place where the published description is wrong about what GitHub really sends. */
export interface KnownFault {
  readonly name: string;
  readonly operations: readonly string[];
  /** The start of the fault's line: the path in the value, `*` for any number. */
  readonly at: string;
  readonly because: string;
}

/** Faults of the published description that are no faults of the emulator. Each is named, and each is used by some test. */
export const knownFaults: readonly KnownFault[] = [
  {
    name: 'deleted-fork',
    operations: ['pulls/get'],
    at: '/head/repo must be object',
    because: 'the repository of a head is null once the fork is deleted; the description has no null',
  },
  {
    name: 'deleted-fork-in-a-list',
    operations: ['pulls/list', 'repos/list-pull-requests-associated-with-commit'],
    at: '/*/head/repo must be object',
    because: 'the same in lists',
  },
  {
    name: 'label-without-description',
    operations: ['pulls/list', 'repos/list-pull-requests-associated-with-commit'],
    at: '/*/labels/*/description must be string',
    because: 'a label without a description has null there, as in a pull request by itself',
  },
  {
    name: 'version-of-an-enterprise-server',
    operations: ['meta/get'],
    at: 'unknown property installed_version',
    because: 'the description is that of github.com; an Enterprise Server tells its version there',
  },
  ...(['author', 'committer'] as const).map((role) => ({
    name: `address-of-a-bot-as-${role}`,
    operations: ['actions/list-workflow-runs-for-repo'],
    at: `/workflow_runs/*/head_commit/${role}/email must match format "email"`,
    because: 'the address that GitHub gives to bots holds brackets, as in dependabot[bot]',
  })),
];

/** The same for requests. */
export const knownRequestFaults: readonly KnownFault[] = [
  {
    name: 'window-of-time',
    operations: ['actions/list-workflow-runs-for-repo', 'actions/list-workflow-runs'],
    at: 'query created: /value must match format "date-time"',
    because: 'the description calls it an instant, and its own words allow the windows of a search',
  },
];

/** Whether a fault that the description finds is one that is known to be wrong. */
export function isKnownFault(known: readonly KnownFault[], operation: string, fault: string): boolean {
  const line = fault.replace(/\/\d+/g, '/*');
  return known.some(({ operations, at }) => operations.includes(operation) && line.startsWith(at));
}
