import { fold, policySchema, severityOn } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { builtIn, CARD, STANDARD, settingOf, severities, teamPolicy } from './helpers/team.js';

const all = (severity: string) => Object.fromEntries(CARD.map((id) => [id, severity]));

describe('without a start date', () => {
  test('zero configuration observes', () => {
    const policy = teamPolicy('');
    expect(policy.mode).toBe('observe');
    expect(severities(policy)).toEqual(all('observe'));
  });

  test('standard blocks on the sections, and warns on deployments and documents', () => {
    expect(severities(teamPolicy('mode: standard\n'))).toEqual(STANDARD);
    expect(severities(teamPolicy('extends: devops-elite\n'))).toEqual(STANDARD);
    expect(severities(teamPolicy('mode: observe\n', { mode: 'standard' }))).toEqual(STANDARD);
  });

  test('strict blocks on everything', () => {
    expect(severities(teamPolicy('mode: strict\n'))).toEqual(all('block'));
  });

  test('standard asks commits for sources and tests, pull requests for documentation, both for a pre-mortem', () => {
    const policy = teamPolicy('mode: standard\n');
    expect(CARD.map((id) => settingOf(policy, id).kinds)).toEqual([
      ['commit'],
      ['pull-request'],
      ['commit'],
      ['commit', 'pull-request'],
      ['document'],
    ]);
    expect(CARD.slice(0, 3).map((id) => settingOf(policy, id).when)).toEqual(
      Array(3).fill({ moreThanLines: 10 }),
    );
    expect(settingOf(policy, 'pre-mortem').when).toEqual({
      paths: policy.paths.deployment,
      orLabels: ['deployment'],
    });
  });

  test('somebody in the roster is asked like everybody else', () => {
    expect(severities(teamPolicy('roster: [{ login: ann }]\n', { engineer: 'ann' }))).toEqual(STANDARD);
  });

  test('what is not built is listed as planned, and sets nothing', () => {
    const policy = teamPolicy('');
    const planned = { practiceId: 'Z1', ruleId: 'crystal-ball' };
    const plan = builtIn('devops-elite');
    const practice = { id: 'Z1', title: 'Z', evidence: [], items: [], metrics: {} };
    const practices = [{ ...practice, rules: { 'crystal-ball': { planned: true as const } } }];
    const phase = { id: 'later', title: 'Later', units: [{ id: 'later', title: 'Later', practices }] };
    const later = teamPolicy('', { plan: { ...plan, phases: [...plan.phases, phase] } });
    expect(later.planned).toContainEqual(planned);
    expect(later.rules).toEqual(policy.rules);
    const used = plan.phases
      .flatMap(({ units }) => units.flatMap((unit) => unit.practices))
      .flatMap((each) => Object.keys(each.rules));
    expect(new Set(policy.rules.map(({ ruleId }) => ruleId))).toEqual(new Set(used));
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
    expect(severities(policy)).toEqual(STANDARD);
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
        at: 'forethought.yml:6',
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
