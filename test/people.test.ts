import { policiesFor } from '@forethought/core';
import { builtInPlans, rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { builtIn, configFrom, STANDARD, severities, teamPolicy } from './helpers/team.js';

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
    expect(severities(policy)).toEqual(STANDARD);
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
