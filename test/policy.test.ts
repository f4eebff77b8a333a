import { fold, policiesFor, policySchema, severityOn } from '@forethought/core';
import { builtInPlans, rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { builtIn, configFrom, settingOf, teamPolicy } from './helpers/team.js';

const card = ['sources-consulted', 'documentation-reviewed', 'test-evidence', 'pre-mortem', 'no-placeholder'];

/** Severity of each built rule on a day. */
function severities(
  policy: ReturnType<typeof teamPolicy>,
  day = policy.asOf.slice(0, 10),
): Record<string, string> {
  return Object.fromEntries(card.map((id) => [id, severityOn(settingOf(policy, id), day)]));
}

const standard = {
  'sources-consulted': 'block',
  'documentation-reviewed': 'block',
  'test-evidence': 'block',
  'pre-mortem': 'warn',
  'no-placeholder': 'warn',
};
const all = (severity: string) => Object.fromEntries(card.map((id) => [id, severity]));

describe('without a start date', () => {
  test('zero configuration observes', () => {
    const policy = teamPolicy('');
    expect(policy.mode).toBe('observe');
    expect(severities(policy)).toEqual(all('observe'));
  });

  test('standard blocks on the sections, and warns on deployments and documents', () => {
    expect(severities(teamPolicy('mode: standard\n'))).toEqual(standard);
    expect(severities(teamPolicy('extends: devops-elite\n'))).toEqual(standard);
    expect(severities(teamPolicy('mode: observe\n', { mode: 'standard' }))).toEqual(standard);
  });

  test('strict blocks on everything', () => {
    expect(severities(teamPolicy('mode: strict\n'))).toEqual(all('block'));
  });

  test('standard asks commits for sources and tests, pull requests for documentation, both for a pre-mortem', () => {
    const policy = teamPolicy('mode: standard\n');
    expect(card.map((id) => settingOf(policy, id).kinds)).toEqual([
      ['commit'],
      ['pull-request'],
      ['commit'],
      ['commit', 'pull-request'],
      ['document'],
    ]);
    expect(card.slice(0, 3).map((id) => settingOf(policy, id).when)).toEqual(
      Array(3).fill({ moreThanLines: 10 }),
    );
    expect(settingOf(policy, 'pre-mortem').when).toEqual({
      paths: policy.paths.deployment,
      orLabels: ['deployment'],
    });
  });

  test('somebody in the roster is asked like everybody else', () => {
    expect(severities(teamPolicy('roster: [{ login: ann }]\n', { engineer: 'ann' }))).toEqual(standard);
  });

  test('what is not built is listed as planned, and sets nothing', () => {
    const policy = teamPolicy('');
    expect(policy.planned).toContainEqual({ practiceId: 'A5.1', ruleId: 'design-document' });
    expect(new Set(policy.rules.map(({ ruleId }) => ruleId))).toEqual(new Set(card));
  });
});

describe('what a team sets', () => {
  test('stands above mode and plan', () => {
    const policy = teamPolicy(`mode: observe
rules:
  test-evidence: block
  pre-mortem: off
  sources-consulted: { severity: warn, kinds: [commit, pull-request], options: { atLeast: 2 }, when: { moreThanLines: 50, drafts: false }, forbidNotApplicable: true }
`);
    expect(severities(policy)).toEqual({
      ...all('observe'),
      'test-evidence': 'block',
      'pre-mortem': 'off',
      'sources-consulted': 'warn',
    });
    expect(settingOf(policy, 'sources-consulted')).toMatchObject({
      practiceId: 'A1.3',
      kinds: ['commit', 'pull-request'],
      options: { atLeast: 2 },
      when: { moreThanLines: 50, drafts: false },
      forbidNotApplicable: true,
    });
  });

  test('may grow stricter by the day', () => {
    const policy = teamPolicy(`rules:
  pre-mortem: { severity: observe, schedule: [{ from: 2026-03-01, severity: block }, { from: 2026-02-01, severity: warn }] }
  test-evidence: { schedule: [{ from: 2026-02-01, severity: observe }] }
`);
    const days = ['2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01'];
    expect(days.map((day) => severityOn(settingOf(policy, 'pre-mortem'), day))).toEqual([
      'observe',
      'warn',
      'warn',
      'block',
    ]);
    expect(days.map((day) => severityOn(settingOf(policy, 'test-evidence'), day))).toEqual([
      'block',
      'observe',
      'observe',
      'observe',
    ]);
  });

  test('may differ for paths', () => {
    const policy = teamPolicy(`overrides:
  - paths: [db/**]
    rules: { test-evidence: { when: { moreThanLines: 0 } }, pre-mortem: off }
`);
    const own = policy.rules.filter(({ onlyFor }) => onlyFor?.[0]?.glob === 'db/**');
    expect(own.map(({ ruleId, timeline, when }) => [ruleId, timeline, when.moreThanLines])).toEqual([
      ['test-evidence', [{ from: null, severity: 'block' }], 0],
      ['pre-mortem', [{ from: null, severity: 'off' }], undefined],
    ]);
    expect(severities(policy)).toEqual(standard);
  });

  test('adds names of sections, which lead to the section from then on', () => {
    const { sections } = teamPolicy(`sections:
  test-evidence: { title: Nachweis, aliases: [Prüfung, References], parts: { failure: { aliases: [Fehlerfälle] } } }
  rollout: { title: Rollout }
`).sections;
    expect(sections).toMatchObject({
      [fold('Nachweis')]: 'test-evidence',
      [fold('PRÜFUNG:')]: 'test-evidence',
      [fold('Test plan')]: 'test-evidence',
      [fold('Test Evidence')]: 'test-evidence',
      [fold('References')]: 'test-evidence',
      rollout: 'rollout',
    });
    const index = teamPolicy(
      'sections: { test-evidence: { parts: { failure: { aliases: [Fehlerfälle] } } } }\n',
    );
    expect(index.sections.parts['test-evidence']).toMatchObject({
      fehlerfälle: 'failure',
      'edge cases': 'failure',
    });
    expect(index.sections.words['test-evidence']).toMatchObject({
      title: 'Test Evidence',
      parts: { failure: 'Failure cases' },
    });
  });

  test('adds paths, technologies, documents, bots and waivers', () => {
    const policy = teamPolicy(`paths: { generated: [gen/**] }
deployment: { paths: ['@deployment', ops/**] }
technologies: { helm: { title: Our Helm, docs: [docs.example.org/helm] } }
documents: { note: { title: Note, paths: [notes/**] } }
bots: [mender]
waivers: [{ rule: pre-mortem, reason: freeze, approver: bob, until: 2026-12-01, paths: ['@vendored'] }]
`);
    const plain = teamPolicy('');
    expect(policy.paths.generated).toHaveLength(plain.paths.generated.length + 1);
    expect(policy.paths.deployment.map(({ glob }) => glob)).toEqual([
      ...plain.paths.deployment.map(({ glob }) => glob),
      'ops/**',
    ]);
    expect(policy.technologies.find(({ id }) => id === 'helm')).toMatchObject({
      title: 'Our Helm',
      docs: ['docs.example.org/helm'],
    });
    expect(policy.documents[0]).toMatchObject({ kind: 'note', title: 'Note' });
    expect(policy.bots).toEqual(['mender']);
    expect(policy.waivers).toEqual([
      {
        rule: 'pre-mortem',
        reason: 'freeze',
        approver: 'bob',
        until: '2026-12-01',
        paths: plain.paths.vendored,
      },
    ]);
    expect(teamPolicy('deployment: { paths: [ops/**] }\n').paths.deployment).toHaveLength(1);
  });

  test('sets targets', () => {
    const target = (text: string) =>
      teamPolicy(text).metrics.find(({ metricId }) => metricId === 'caught-before-deployment')?.target;
    expect([target(''), target('metrics: { caught-before-deployment: { target: 95% } }\n')]).toEqual([
      '>= 80%',
      '95%',
    ]);
  });
});

describe('people', () => {
  const roster = 'roster:\n  - { login: Ann, emails: [ann@example.org], plan: sre-training }\n';

  test.each([
    'ann',
    'ANN',
    'Ann@Example.org',
    '123+ann@users.noreply.github.com',
    'ann@users.noreply.github.com',
  ])('%s is found in the roster', (engineer) =>
    expect(teamPolicy(roster, { engineer }).engineer).toBe('Ann'),
  );

  test('outside the roster are warned in CI, unless the team says otherwise or there is no roster', () => {
    const severity = (text: string, isInsider = false) =>
      severities(teamPolicy(text, { engineer: 'eve', isInsider }))['test-evidence'];
    expect(severity(roster)).toBe('warn');
    expect(severity(roster, true)).toBe('block');
    expect(severity(`${roster}outsiders: block\n`)).toBe('block');
    expect(severity('mode: standard\n')).toBe('block');
    expect(severity(`${roster}rules: { test-evidence: block }\n`)).toBe('warn');
    expect(severity(`${roster}mode: observe\n`)).toBe('observe');
  });

  test('who follow another plan are scored by it, and asked what the team asks', () => {
    const policy = teamPolicy(roster, { engineer: 'ann' });
    expect(policy.plan).toBe('sre-training');
    expect(
      policy.metrics
        .filter(({ success }) => success !== null)
        .map(({ metricId, success }) => [success, metricId]),
    ).toEqual([
      [1, 'completion-rate'],
      [2, 'time-to-proficiency'],
      [3, 'retention'],
      [4, 'trainee-mttr'],
    ]);
    expect(severities(policy)).toEqual(standard);
  });

  test('share what does not depend on them', () => {
    const policies = policiesFor({
      plan: builtIn('devops-elite'),
      plans: builtInPlans,
      config: configFrom(roster),
      rules,
    });
    const [one, two] = [policies('ann', '2026-01-01T00:00:00Z'), policies('eve', '2026-01-01T00:00:00Z')];
    expect(one.technologies).toBe(two.technologies);
    expect(one.rules).not.toEqual(two.rules);
  });
});

test('the success metrics are numbered by unit, those that belong together alike', () => {
  const numbered = teamPolicy('').metrics.filter(({ success }) => success !== null);
  expect(numbered.map(({ success, metricId, practiceId }) => [success, metricId, practiceId])).toEqual([
    [1, 'documentation-coverage', 'A1.3'],
    [2, 'fix-forward', 'A2.5'],
    [2, 'first-try-green', 'A2.5'],
    [3, 'caught-before-deployment', 'A3.5'],
    [4, 'self-review-catch-rate', 'A4.2'],
    [5, 'surprises', 'A5.5'],
    [6, 'failure-behaviour-explained', 'A6.4'],
    [7, 'capstone', 'A7.3'],
  ]);
});

test.each(['', 'mode: strict\n', 'roster: [{ login: ann, start: 2026-01-05 }]\n'])(
  'a policy is plain data of its schema and survives a cache (%j)',
  (text) => {
    const policy = teamPolicy(text, { engineer: 'ann' });
    expect(policySchema.parse(JSON.parse(JSON.stringify(policy)))).toEqual(policy);
  },
);
