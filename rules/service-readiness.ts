import {
  defineRule,
  documentPart,
  isMeasured,
  RECORD_WORDS,
  recordProblems,
  SECTION_OPTIONS,
  SECTION_WORDS,
  sectionProblems,
} from '@forethought/core';

/** What has to be known about a service before it runs in production. */
export default defineRule({
  id: 'service-readiness',
  lifecycle: 'experimental',
  question: 'How is it known that this service is well, and what is done when it is not?',
  summary:
    'The page of the service has its objective as a number, its monitoring, failure modes and runbook; the list of services can be read.',
  why: 'A service without an objective is never down and never well; it is only complained about.',
  appliesTo: ['document'],
  needs: ['record'],
  sections: ['slo', 'monitoring', 'failure-modes', 'incident-runbook'],
  options: { ...SECTION_OPTIONS },
  problems: {
    ...SECTION_WORDS,
    unreadable: { ...RECORD_WORDS.unreadable, fix: 'Correct the line; docs/documents.md has the form.' },
    'no-number': {
      actual: 'the objective under “{title}” has no number',
      expected: 'what is measured and how good it must be, such as 99.9 % over 30 days',
      fix: 'Write the number, and the time over which it holds.',
    },
  },
  check(evidence, { minWords }, { documentKind, requiredSections, record }) {
    if (record?.form === 'services') return { problems: recordProblems(record, []) };
    if (documentKind !== 'service') return { notAsked: 'the document is no page of a service' };
    const problems = [...sectionProblems(evidence, requiredSections, { minWords })];
    const slo = documentPart(evidence, 'slo');
    const isTold = problems.some(({ data }) => data['section'] === 'slo');
    if (slo === undefined || isTold || slo.state === 'not-applicable') return { problems };
    if (!isMeasured(slo.entries)) {
      problems.push({ code: 'no-number', data: { section: 'slo', title: slo.title }, place: slo.place });
    }
    return { problems };
  },
  examples: [
    {
      name: 'a service that is ready',
      kind: 'document',
      documentKind: 'service',
      text: '# Checkout\n\n## SLO\n\n- 99.9 % of payments answered within 800 ms, over 30 days\n\n## Monitoring\n\n- `payment_errors_total` above 1 % for five minutes wakes the engineer on call\n\n## Failure modes\n\n- the bank does not answer: payments wait in the queue, the shop says so\n\n## Runbook\n\n- see [payments wait](../runbooks/payments-wait.md)\n',
      expect: 'pass',
    },
    {
      name: 'a service whose sub-headings have names of their own',
      kind: 'document',
      documentKind: 'service',
      text: '# Checkout\n\n## Service level objectives\n\n### Availability\n\n99.9 % over 30 days, measured at the gateway.\n\n## Monitoring and alerting\n\n### Dashboards\n\nThe board of the shop shows rate, errors and duration.\n\n## Failure modes\n\n| What fails | What is seen |\n| --- | --- |\n| the bank does not answer | payments wait |\n\n## Incident response\n\n1. Look at the board: which bank is it?\n2. Switch that bank off with `shopctl bank off`.\n',
      expect: 'pass',
    },
    {
      name: 'a service without a runbook',
      kind: 'document',
      documentKind: 'service',
      text: '# Checkout\n\n## SLO\n\n- 99.9 % of payments within 800 ms, over 30 days\n\n## Monitoring\n\n- more than 1 % errors for five minutes wakes somebody\n\n## Failure modes\n\n- the bank does not answer: payments wait in the queue\n',
      expect: ['missing-section'],
    },
    {
      name: 'an objective that is still to come',
      kind: 'document',
      documentKind: 'service',
      text: '# Checkout\n\n## SLO\n\nTBD\n\n## Monitoring\n\n- more than 1 % errors for five minutes wakes somebody\n\n## Failure modes\n\n- the bank does not answer: payments wait in the queue\n\n## Runbook\n\n- switch the bank off with `shopctl bank off`\n',
      expect: ['unfilled-section'],
    },
    {
      name: 'monitoring in one word',
      kind: 'document',
      documentKind: 'service',
      text: '# Checkout\n\n## SLO\n\n- 99.9 % of payments within 800 ms, over 30 days\n\n## Monitoring\n\nGrafana\n\n## Failure modes\n\n- the bank does not answer: payments wait in the queue\n\n## Runbook\n\n- switch the bank off with `shopctl bank off`\n',
      expect: ['thin-section'],
    },
    {
      name: 'failure modes copied from the monitoring',
      kind: 'document',
      documentKind: 'service',
      text: '# Checkout\n\n## SLO\n\n- 99.9 % of payments within 800 ms, over 30 days\n\n## Monitoring\n\n- more than 1 % errors for five minutes wakes somebody\n\n## Failure modes\n\n- More than 1 % errors for five minutes wakes somebody.\n\n## Runbook\n\n- switch the bank off with `shopctl bank off`\n',
      expect: ['repeated-section'],
    },
    {
      name: 'an objective without a number',
      kind: 'document',
      documentKind: 'service',
      text: '# Checkout\n\n## SLO\n\n- payments are always answered fast and without errors\n\n## Monitoring\n\n- more than 1 % errors for five minutes wakes somebody\n\n## Failure modes\n\n- the bank does not answer: payments wait in the queue\n\n## Runbook\n\n- switch the bank off with `shopctl bank off`\n',
      expect: ['no-number'],
    },
    {
      name: 'a list of services with a key that is misspelt and without an owner',
      kind: 'document',
      documentKind: 'services-record',
      path: 'services.yml',
      text: 'services:\n  checkout:\n    titel: Checkout\n',
      expect: ['unreadable'],
    },
    {
      name: 'a list of services',
      kind: 'document',
      documentKind: 'services-record',
      path: 'services.yml',
      text: 'services:\n  checkout: { owner: ada, dependencies: [Vault] }\n',
      expect: 'pass',
    },
    {
      name: 'a page that is no service',
      kind: 'document',
      text: '# How to begin\n\nClone the repository.\n',
      expect: 'not-applicable',
    },
  ],
});
