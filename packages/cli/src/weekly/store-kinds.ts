/** The lists of facts that a store keeps, by their names in a batch. */
export const STORE_KINDS = [
  'commits',
  'pulls',
  'issues',
  'deployments',
  'releases',
  'workflowRuns',
  'patterns',
  'candidates',
] as const;
