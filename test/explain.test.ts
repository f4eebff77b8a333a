import { explain, type Plan, planView, renderPlan, renderPlanMarkdown } from '@forethought/core';
import { metrics } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { policyValue, sourcesRule } from './helpers/values.js';

const policy = policyValue();

describe('explain', () => {
  test('a rule: the question, what it finds, options, an example that passes, where to read on', () => {
    expect(explain(sourcesRule)).toBe(
      [
        'sources-consulted (rule, stable)',
        '',
        'What was read?',
        'The change names what was read before it was made.',
        'Why: Reading is cheaper than an incident.',
        '',
        'Read in commit messages, pull-request bodies, documents.',
        '',
        'What it can find, and the next step',
        '  missing',
        '    Expected: at least 1 source.',
        '    Next: Add the lines below.',
        '  placeholder',
        '    Expected: a source.',
        '    Next: Replace it by what was read.',
        '',
        'Options',
        '  minimum (number, default 1): how many sources are enough',
        '',
        'An example that passes',
        '    Add retry',
        '',
        '    Sources Consulted:',
        '    - https://helm.sh/docs - retries',
        '',
        'Read on: docs/rules/sources-consulted.md',
        '',
      ].join('\n'),
    );
  });

  test.each(metrics.map((metric) => [metric.id, metric] as const))(
    '%s says how it is fooled',
    (id, metric) => {
      const text = explain(metric, { width: 80, documentation: 'https://docs.example/' });
      expect(text).toContain(`Read on: https://docs.example/metrics/${id}.md`);
      expect(text).toMatch(/^Fooled by {2}\S/m);
      expect(text).toContain(`from ${metric.minimumSample.person} per person`);
      expect(text.split('\n').every((line) => line.length <= 80)).toBe(true);
    },
  );
});

describe('plan', () => {
  const plan: Plan = {
    schema: 1,
    plan: 'plan-x',
    title: 'Plan X',
    sections: {},
    technologies: {},
    documents: {},
    documentSections: {},
    paths: { documentation: [], lockFiles: [], generated: [], vendored: [], deployment: [] },
    phases: [
      {
        id: 'one',
        title: 'Foundation',
        units: [
          {
            id: 'docs',
            title: 'Documentation first',
            weeks: [1, 2],
            success: {
              words: 'every implementation references documentation',
              metrics: ['documentation-coverage'],
            },
            practices: [
              {
                id: 'A1.3',
                title: 'Every commit says which sources were consulted',
                evidence: ['commit'],
                items: ['read', 'written'],
                rules: { 'sources-consulted': { options: {} }, 'learning-log': { planned: true } },
                metrics: {
                  'documentation-coverage': { target: '100%' },
                  surprises: { target: '0', planned: true },
                },
              },
              {
                id: 'A2',
                title: 'A prompt',
                evidence: ['product'],
                items: [],
                rules: {},
                metrics: {},
                note: 'shown in the template',
              },
            ],
          },
        ],
      },
    ],
  };

  test('shows what is in force, what comes later and what is planned', () => {
    const setting = policy.rules[0];
    if (setting === undefined) throw new Error('the policy has a rule');
    const later = policyValue({
      rules: [
        {
          ...setting,
          timeline: [
            { from: null, severity: 'warn' },
            { from: '2026-12-01', severity: 'block' },
          ],
        },
      ],
    });
    const view = planView({ plan, policy: later });
    expect(renderPlan(view, { width: 120 })).toBe(
      [
        'Plan X (plan-x)',
        '  mode standard, as of 2026-11-22',
        '',
        'Foundation',
        '  Documentation first (weeks 1–2)',
        '    success: every implementation references documentation [documentation-coverage]',
        '    A1.3   Every commit says which sources were consulted',
        '           read; written',
        '           sources-consulted                      warn, block from 2026-12-01',
        '             commit, pull-request, document; asked of everybody (`standing`)',
        '           learning-log                           planned',
        '           documentation-coverage                 metric 100%',
        '           surprises                              metric 0, planned',
        '    A2     A prompt',
        '           shown in the template',
        '',
        '2 practices; 1 rule in use, 1 planned, which are shown and never pass anything.',
        '',
      ].join('\n'),
    );
    expect(renderPlanMarkdown(view).split('\n').slice(0, 16)).toEqual([
      '# Plan X (plan-x)',
      '',
      'mode standard, as of 2026-11-22.',
      '',
      '## Foundation',
      '',
      '### Documentation first (weeks 1–2)',
      '',
      'Success: every implementation references documentation',
      '',
      '| Practice | Asks | How strictly | Why |',
      '| --- | --- | --- | --- |',
      '| A1.3 Every commit says which sources were consulted | `sources-consulted` | warn, block from 2026-12-01 (commit, pull-request, document) | asked of everybody (`standing`) |',
      '| A1.3 Every commit says which sources were consulted | `learning-log` | planned | it is still to be built |',
      '| A1.3 Every commit says which sources were consulted | `documentation-coverage` | `100%` | target of the plan |',
      '| A1.3 Every commit says which sources were consulted | `surprises` | `0` | planned |',
    ]);
  });
});
