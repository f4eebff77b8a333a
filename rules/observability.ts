import { defineRule, SECTION_OPTIONS, SECTION_WORDS, sectionProblems } from '@forethought/core';

/** A fault of the service can be seen, and somebody knows where. */
export default defineRule({
  id: 'observability',
  lifecycle: 'experimental',
  question: 'What would show a fault in this service, and where?',
  summary: 'The page of the service says what its metrics, logs, traces and dashboards show.',
  why: 'What can not be seen is found out by customers.',
  appliesTo: ['document'],
  sections: ['metrics', 'logs', 'traces', 'dashboards'],
  options: { ...SECTION_OPTIONS },
  problems: SECTION_WORDS,
  check(evidence, { minWords }, { documentKind }) {
    if (documentKind !== 'service') return { notAsked: 'the document is no page of a service' };
    return { problems: sectionProblems(evidence, SIGHTS, { minWords }) };
  },
  examples: [
    {
      name: 'a service with its four sights',
      kind: 'document',
      documentKind: 'service',
      text: '# Checkout\n\n## Observability\n\n### Metrics\n\n- `payment_duration_seconds` by bank, at the gateway\n\n### Logs\n\n- a line per payment with its order, as JSON\n\n### Traces\n\n- from the shop to the bank, looked up by order\n\n### Dashboards\n\n- rate, errors and duration: <https://boards.example.org/d/shop>\n',
      expect: 'pass',
    },
    {
      name: 'labels in a list, and no trace because there is nothing to follow',
      kind: 'document',
      documentKind: 'service',
      text: '# Cleaner\n\n- **Metrics:** `files_removed_total` and how old the oldest file is\n- **Logs:** a line per run with the folder and what was removed\n- **Traces:** N/A: one process that calls nobody\n- **Dashboards:** the row “cleaner” on the board of the storage team\n',
      expect: 'pass',
    },
    {
      name: 'metrics and logs alone',
      kind: 'document',
      documentKind: 'service',
      text: '# Checkout\n\n## Metrics\n\n- `payment_duration_seconds` by bank, at the gateway\n\n## Logs\n\n- a line per payment with its order, as JSON\n',
      expect: ['missing-section'],
    },
    {
      name: 'traces that are still to come',
      kind: 'document',
      documentKind: 'service',
      text: '# Checkout\n\n## Metrics\n\n- `payment_duration_seconds` by bank, at the gateway\n\n## Logs\n\n- a line per payment with its order, as JSON\n\n## Traces\n\nTODO\n\n## Dashboards\n\n- rate, errors and duration on the board of the shop\n',
      expect: ['unfilled-section'],
    },
    {
      name: 'logs in one word',
      kind: 'document',
      documentKind: 'service',
      text: '# Checkout\n\n## Metrics\n\n- `payment_duration_seconds` by bank, at the gateway\n\n## Logs\n\nYes\n\n## Traces\n\n- from the shop to the bank, looked up by order\n\n## Dashboards\n\n- rate, errors and duration on the board of the shop\n',
      expect: ['thin-section'],
    },
    {
      name: 'logs copied from the metrics',
      kind: 'document',
      documentKind: 'service',
      text: '# Checkout\n\n## Metrics\n\n- everything is on the board of the shop\n\n## Logs\n\n- Everything is on the board of the shop.\n\n## Traces\n\n- from the shop to the bank, looked up by order\n\n## Dashboards\n\n- rate, errors and duration at a glance\n',
      expect: ['repeated-section'],
    },
    {
      name: 'a page that is no service',
      kind: 'document',
      text: '# How to begin\n\nClone the repository.\n',
      expect: 'not-applicable',
    },
  ],
});

const SIGHTS = [
  { id: 'metrics', title: 'Metrics' },
  { id: 'logs', title: 'Logs' },
  { id: 'traces', title: 'Traces' },
  { id: 'dashboards', title: 'Dashboards' },
];
