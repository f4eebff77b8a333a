import {
  defineRule,
  documentPart,
  type Evidence,
  type Problem,
  SECTION_OPTIONS,
  SECTION_WORDS,
  sectionProblems,
} from '@forethought/core';

/** A runbook leads somebody who has never seen the system from the alert to safety. */
export default defineRule({
  id: 'runbook',
  lifecycle: 'experimental',
  question: 'What would somebody do with this at night, for the first time?',
  summary:
    'The runbook has trigger, checks, mitigation, rollback and escalation, with steps that can be followed.',
  why: 'At night nobody reads between the lines: what is not written is not done.',
  appliesTo: ['document'],
  sections: ['trigger', 'checks', 'mitigation', 'rollback', 'escalation'],
  options: {
    ...SECTION_OPTIONS,
    steps: { type: 'boolean', default: true, words: 'Whether checks and mitigation need steps or commands.' },
  },
  problems: {
    ...SECTION_WORDS,
    'no-steps': {
      actual: 'the section “{title}” has no list, no command and no link',
      expected: 'steps, one a line, or the command to run',
      fix: 'Write each step on a line of its own, with the command and what it shows.',
    },
  },
  check(evidence, { minWords, steps }, { documentKind, requiredSections }) {
    if (documentKind !== 'runbook') return { notAsked: 'the document is no runbook' };
    const problems = [...sectionProblems(evidence, requiredSections, { minWords })];
    const told = new Set(problems.map(({ data }) => data['section']));
    for (const name of steps ? ['checks', 'mitigation'] : []) {
      if (!told.has(name)) problems.push(...stepProblems(evidence, name));
    }
    return { problems };
  },
  examples: [
    {
      name: 'a runbook that can be followed',
      kind: 'document',
      documentKind: 'runbook',
      text: '# The queue grows\n\n## Trigger\n\nThe alert `QueueOld` fires: the oldest message is older than five minutes.\n\n## Checks\n\n- `kubectl get pods -l app=worker`: all ready, none restarting\n- the dashboard of the broker: disk below 80 %\n\n## Mitigation\n\n1. `kubectl scale deploy/worker --replicas=8`; after a minute the age falls\n2. When it does not, stop the importer: `kubectl scale deploy/importer --replicas=0`\n\n## Rollback\n\nScale back to three workers and one importer once the age is below ten seconds.\n\n## Escalation\n\nAfter 20 minutes call the engineer on call for the broker.\n',
      expect: 'pass',
    },
    {
      name: 'a trigger in three words, of which one is code',
      kind: 'document',
      documentKind: 'runbook',
      text: '# The queue grows\n\n## Trigger\n\nAlert `QueueOld` pages.\n\n## Checks\n\n- all workers are ready: `kubectl get pods`\n\n## Mitigation\n\n- `kubectl scale deploy/worker --replicas=8`\n\n## Rollback\n\nScale back to three workers once the age has fallen.\n\n## Escalation\n\nAfter 20 minutes call the engineer on call for the broker.\n',
      expect: 'pass',
    },
    {
      name: 'labels instead of headings, and a rollback that does not apply',
      kind: 'document',
      documentKind: 'runbook',
      text: '# The certificate runs out\n\n**Trigger:** the alert `CertificateSoon` fires ten days before.\n\n**Checks:**\n\n- `openssl s_client -connect gate:443` shows the date\n\n**Mitigation:**\n\n- `kubectl delete secret gate-tls`; a new one is there within a minute\n\n**Rollback:** N/A: a new certificate is never taken back\n\n**Escalation:** after an hour write to the channel of the platform team\n',
      expect: 'pass',
    },
    {
      name: 'a runbook without rollback and escalation',
      kind: 'document',
      documentKind: 'runbook',
      text: '# The queue grows\n\n## Trigger\n\nThe alert `QueueOld` fires.\n\n## Checks\n\n- all workers are ready: `kubectl get pods`\n\n## Mitigation\n\n- `kubectl scale deploy/worker --replicas=8`\n',
      expect: ['missing-section'],
    },
    {
      name: 'a heading with nothing below it',
      kind: 'document',
      documentKind: 'runbook',
      text: '# The queue grows\n\n## Trigger\n\nThe alert `QueueOld` fires.\n\n## Checks\n\n- all workers are ready: `kubectl get pods`\n\n## Mitigation\n\nTBD\n\n## Rollback\n\nScale back to three workers once the age has fallen.\n\n## Escalation\n',
      expect: ['unfilled-section'],
    },
    {
      name: 'an escalation of one name',
      kind: 'document',
      documentKind: 'runbook',
      text: '# The queue grows\n\n## Trigger\n\nThe alert `QueueOld` fires.\n\n## Checks\n\n- all workers are ready: `kubectl get pods`\n\n## Mitigation\n\n- `kubectl scale deploy/worker --replicas=8`\n\n## Rollback\n\nScale back to three workers once the age has fallen.\n\n## Escalation\n\nAda\n',
      expect: ['thin-section'],
    },
    {
      name: 'one text under two headings',
      kind: 'document',
      documentKind: 'runbook',
      text: '# The queue grows\n\n## Trigger\n\nThe alert `QueueOld` fires.\n\n## Checks\n\n- look at the dashboard of the queue\n\n## Mitigation\n\n- Look at the dashboard of the queue.\n\n## Rollback\n\nScale back to three workers once the age has fallen.\n\n## Escalation\n\nAfter 20 minutes call the engineer on call.\n',
      expect: ['repeated-section'],
    },
    {
      name: 'a mitigation that only tells that there is one',
      kind: 'document',
      documentKind: 'runbook',
      text: '# The queue grows\n\n## Trigger\n\nThe alert `QueueOld` fires.\n\n## Checks\n\n- all workers are ready: `kubectl get pods`\n\n## Mitigation\n\nThe load has to be brought down as soon as possible.\n\n## Rollback\n\nScale back to three workers once the age has fallen.\n\n## Escalation\n\nAfter 20 minutes call the engineer on call.\n',
      expect: ['no-steps'],
    },
    {
      name: 'a page that is no runbook',
      kind: 'document',
      text: '# How to begin\n\nClone the repository.\n',
      expect: 'not-applicable',
    },
  ],
});

function stepProblems(evidence: Evidence, name: string): readonly Problem[] {
  const part = documentPart(evidence, name);
  if (part === undefined || part.state === 'not-applicable') return [];
  const isFollowed = part.entries.some(
    ({ kind, text, references }) => kind !== 'text' || text.includes('`') || references.length > 0,
  );
  const data = { section: name, title: part.title };
  return isFollowed ? [] : [{ code: 'no-steps', data, place: part.place }];
}
