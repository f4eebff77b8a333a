/** docs/examples/weekly-*.md: what the report says about a made-up repository, counted and measured by the real metrics. */
import {
  followedPlans,
  parseConfig,
  policyFor,
  programmeOf,
  renderState,
  renderWeekly,
} from '@forethought/core';
import { builtInPlans, metrics, rules } from '@forethought/rules';
import { weeklyInput } from 'forethought/weekly';
import { exampleFacts } from './weekly-facts.mjs';
import { AS_OF, CONFIG, PATTERNS, URL } from './weekly-roster.mjs';

const WEEK = '2026-W47';

/** @returns {Map<string, string>} */
export function generate() {
  const source = policySource();
  const { plan, plans, config } = source;
  const input = weeklyInput({
    week: WEEK,
    facts: exampleFacts(),
    factsFrom: '2026-01-01T00:00:00Z',
    source,
    programme: programmeOf(followedPlans(plan, plans, config)),
    patterns: PATTERNS,
    sources: ['git', 'forge'].map((id) => ({ id, readAt: AS_OF })),
    ...{ notices: [], visibility: 'published', isPublic: false, repositoryUrl: URL, scope: 'team' },
  });
  const words = { rules, metrics, documentation: 'https://docs.example/' };
  const parts = renderWeekly(input, words);
  if (parts.length !== 1) throw new Error(`the example takes ${parts.length} comments`);
  return new Map([
    ['docs/examples/weekly-comment.md', parts.join('')],
    ['docs/examples/weekly-state.md', renderState(input, words)],
  ]);
}

/** The built-in plan under the example's configuration, the same for everybody. */
function policySource() {
  const plan = builtInPlans.find((candidate) => candidate.plan === 'devops-elite');
  if (plan === undefined) throw new Error('devops-elite is not built in');
  const config = parseConfig(CONFIG, { file: 'forethought.yml', rules, metrics, plans: builtInPlans });
  const policy = policyFor({ plan, config, mode: 'standard', rules, engineer: null, asOf: AS_OF });
  return {
    ...{ config, plan, asOf: AS_OF, policyFrom: undefined, adoption: undefined, adoptionKnown: undefined },
    plans: builtInPlans,
    policyOf: () => policy,
    wouldBlock: () => false,
    isBeforeAdoption: () => false,
  };
}
