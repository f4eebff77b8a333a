/** What `npm run new` writes. The examples fail until the check is written; the page fails until its parts say something. */

/** @param {string} id */
export function ruleFiles(id) {
  return [
    { path: `rules/${id}.ts`, text: ruleSource(id) },
    {
      path: `docs/rules/${id}.md`,
      text: page(['Why', 'What counts as evidence', 'When not to use it'], ['options', 'examples', 'plans']),
    },
  ];
}

/** @param {string} id */
export function metricFiles(id) {
  const parts = ['Why', 'What counts as evidence', 'When not to use it', 'How it can be fooled'];
  return [
    { path: `rules/metrics/${id}.ts`, text: metricSource(id) },
    { path: `docs/metrics/${id}.md`, text: page(parts, ['gaming', 'examples', 'plans']) },
  ];
}

/** @param {readonly string[]} headings @param {readonly string[]} zones */
function page(headings, zones) {
  const zone = (/** @type {string} */ name) => `<!-- generated:${name} -->\n<!-- /generated -->\n`;
  return [zone('summary'), ...headings.map((heading) => `## ${heading}\n`), ...zones.map(zone)].join('\n');
}

/** @param {string} id */
function ruleSource(id) {
  const title = titleOf(id);
  return `import { defineRule, sectionOf } from '@forethought/core';

/** Asks for ${title.toLowerCase()}. */
export default defineRule({
  id: '${id}',
  lifecycle: 'experimental',
  question: 'What would have to be known about ${title.toLowerCase()}?',
  summary: 'One sentence that is true when the rule is satisfied.',
  why: 'One line: why anybody should care.',
  appliesTo: ['pull-request'],
  // A key of the plan's \`sections\`. Its title, aliases and skeleton are data of the plan.
  sections: ['test-evidence'],
  options: {
    atLeast: { type: 'number', default: 1, words: 'How many entries the section needs.' },
  },
  problems: {
    missing: {
      actual: 'no such section',
      expected: 'what the reader would look for',
      fix: 'The next step, in one sentence.',
    },
  },
  // Reads evidence only: no text, no clock, no severity. The examples below say what it has to answer.
  check: (evidence) => {
    const section = sectionOf(evidence, 'test-evidence');
    return { problems: section === undefined ? [] : [{ code: 'missing', data: {}, place: section.place }] };
  },
  examples: [
    {
      name: 'the section says something',
      kind: 'pull-request',
      text: '## Test Evidence\\n\\n- npm test: 12 passed\\n',
      expect: 'pass',
    },
    { name: 'there is no section', kind: 'pull-request', text: 'Adds a cache.\\n', expect: ['missing'] },
    {
      name: 'the section says why it does not apply',
      kind: 'pull-request',
      text: '## Test Evidence\\n\\nN/A: only a comment changed\\n',
      expect: 'not-applicable',
    },
  ],
});
`;
}

/** @param {string} id */
function metricSource(id) {
  return `import { coverage, defineMetric } from '@forethought/core';

/** Counts ${titleOf(id).toLowerCase()}. */
export default defineMetric({
  id: '${id}',
  summary: 'One sentence that is true when the target is met.',
  why: 'One line: why anybody should care.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E2',
  formula: 'what is counted ÷ what had to be asked',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 5, team: 20 },
  noData: 'no change in this window had to be asked',
  needs: ['git'],
  gaming: 'How this number is fooled, in one sentence.',
  counterMeasure: 'What the count does about it, in one sentence.',
  // The findings of one rule, counted over the changes that it had to ask. The example below says what has to come out.
  tally: (input) => coverage(input, { ruleId: '' }),
  examples: [
    {
      name: 'five of five changes',
      findings: ['c1', 'c2', 'c3', 'c4', 'c5'].map((commit) => ({
        ruleId: 'test-evidence',
        outcome: 'pass' as const,
        asked: true,
        commit,
      })),
      expect: { state: 'met', numerator: 5, denominator: 5 },
    },
  ],
});
`;
}

/** \`rollback-plan\` → \`Rollback plan\`. @param {string} id */
function titleOf(id) {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
