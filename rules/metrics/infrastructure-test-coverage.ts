import {
  type CheckFact,
  checksRead,
  defineMetric,
  ledgerWith,
  outcomeRows,
  type PullFact,
  pullsById,
  startCounting,
  type TallyInput,
} from '@forethought/core';

/** Words of a check's name that say that infrastructure itself is tested: plans, policies, schemas, charts and clusters. */
const TOOLS: ReadonlySet<string> = new Set([
  ...['terraform', 'opentofu', 'tofu', 'terragrunt', 'tflint', 'tfsec', 'terratest', 'pulumi', 'bicep'],
  ...['helm', 'chart', 'charts', 'ct', 'kubeconform', 'kubeval', 'kubescape', 'kustomize', 'kind', 'k3d'],
  ...['conftest', 'opa', 'checkov', 'trivy', 'kics', 'datree', 'polaris', 'molecule', 'ansible', 'hadolint'],
  ...['goss', 'infratest', 'infrastructure', 'infra', 'plan', 'smoke', 'e2e'],
]);

/** Share of changes to infrastructure whose merged head passed a check of that infrastructure. */
export default defineMetric({
  id: 'infrastructure-test-coverage',
  summary: 'Every change to infrastructure passes a test of the infrastructure, not of units alone.',
  why: 'A chart that renders and a plan that applies are found out by running them, not by reading them.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E1',
  formula:
    'landed pull requests that touch deployment paths with a successful check on their merged head whose name names a tool or test of infrastructure ÷ landed pull requests that touch deployment paths',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 5, team: 5 },
  noData: 'no change in this window touched a deployment path',
  gaming: 'A job of that name that tests nothing.',
  counterMeasure:
    'The checks that counted stand on the linked pull request, and the workflows themselves belong to code owners where doctor finds the gate complete.',
  tally,
  examples: [
    {
      name: 'four of five were tested as infrastructure',
      ledger: {
        changes: [1, 2, 3, 4, 5].map((number) => ({ id: `#${number}`, paths: ['charts/app/values.yaml'] })),
        pulls: [1, 2, 3, 4, 5].map((number) => ({
          number,
          checks: [passed(number, number === 5 ? 'unit tests' : 'helm / lint and install')],
        })),
      },
      expect: { state: 'missed', numerator: 4, denominator: 5, misses: ['#5'] },
    },
    {
      name: 'a check of an earlier head, or one that failed, is no test of what landed',
      ledger: {
        changes: [1, 2, 3, 4, 5].map((number) => ({ id: `#${number}`, paths: ['infra/main.tf'] })),
        pulls: [1, 2, 3, 4, 5].map((number) => ({
          number,
          checks: [
            { ...passed(number, 'terraform plan'), sha: 'earlier' },
            { ...passed(number, 'terraform plan'), conclusion: 'failure' as const },
          ],
        })),
      },
      expect: { state: 'missed', numerator: 0, denominator: 5 },
    },
    {
      name: 'every change was planned before it landed',
      ledger: {
        changes: [1, 2, 3, 4, 5].map((number) => ({ id: `#${number}`, paths: ['infra/main.tf'] })),
        pulls: [1, 2, 3, 4, 5].map((number) => ({ number, checks: [passed(number, 'terraform-plan')] })),
      },
      expect: { state: 'met', numerator: 5, denominator: 5 },
    },
    {
      name: 'no infrastructure was touched',
      ledger: { changes: [{ id: '#1' }], pulls: [{ number: 1, checks: [] }] },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    {
      name: 'checks that were not read are unknown',
      ledger: { changes: [{ id: '#1', paths: ['infra/main.tf'] }], pulls: [{ number: 1 }] },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const ledger = ledgerWith(input, 'pulls', 'checks');
  if ('noData' in ledger) return ledger;
  const { isDeploymentPath } = input;
  if (isDeploymentPath === undefined) return { noData: 'nothing says which paths deploy' };
  const pulls = pullsById(input);
  const counter = startCounting();
  for (const change of ledger.changes) {
    const pull = pulls.get(change.id);
    if (pull === undefined || change.paths?.some(isDeploymentPath) === false) continue;
    const isTested = change.paths === undefined ? undefined : isTestedAtHead(pull);
    const rows = outcomeRows(input, change);
    const { id, landedAt } = change;
    if (isTested === undefined) counter.add(rows, landedAt, { excluded: 'unknown' });
    else
      counter.add(rows, landedAt, {
        of: 1,
        hits: isTested ? 1 : 0,
        sample: id,
        miss: isTested ? undefined : id,
      });
  }
  return counter.tallies();
}

/** Undefined where the checks were not read. */
function isTestedAtHead(pull: PullFact): boolean | undefined {
  return checksRead(pull)?.some(
    ({ sha, conclusion, name }) =>
      sha === pull.head.sha && conclusion === 'success' && isOfInfrastructure(name),
  );
}

function isOfInfrastructure(name: string): boolean {
  const words = name
    .slice(0, 200)
    .toLowerCase()
    .split(/[^a-z0-9]/);
  return words.some((word) => TOOLS.has(word));
}

function passed(number: number, name: string): CheckFact {
  const at = '2026-11-17T10:00:00Z';
  return {
    name,
    app: 'actions',
    sha: `head-${number}`,
    conclusion: 'success',
    startedAt: at,
    completedAt: at,
  };
}
