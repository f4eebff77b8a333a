import { type AnyRule, outcomeOf, runExample } from '@forethought/core';
import { rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { policy } from './helpers/policy.js';

const kinds = policy.documents;

function ruleCalled(id: string): AnyRule {
  const rule = (rules as readonly AnyRule[]).find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
}

describe('text that only fills a place', () => {
  const design = (body: string) =>
    outcomeOf(
      runExample(
        ruleCalled('required-sections'),
        { name: '', kind: 'document', documentKind: 'gitops', text: body, options: {}, expect: 'pass' },
        policy,
      ),
    );
  const kind = kinds.find((each) => each.kind === 'gitops');
  const sound = [
    'the state lies in `deploy/`',
    'compared every three minutes',
    'first staging, after a day production',
    'revert the last commit of that folder',
  ];
  const filled = (body: string) =>
    (kind?.sections ?? [])
      .map((id, at) => `## ${policy.documentSections[id]?.title}\n\n${at === 1 ? body : sound[at]}\n`)
      .join('\n');

  test.each([
    'Lorem ipsum dolor sit amet, consectetur adipiscing elit. Sed do eiusmod tempor incididunt ut labore.',
    `Lorem ipsum dolor sit amet, consectetur adipiscing elit. ${'Ut enim ad minim veniam, quis nostrud exercitation. '.repeat(40)}`,
    'The system is robust. The system is robust! The system is robust.',
    '- The system is robust.\n- The system is robust.\n- the system is robust',
    'blah blah foo bar baz, blah blah',
    'This section describes the drift of the system.',
    'This section will outline the overall approach to drift.',
  ])('%j', (body) => {
    expect(design(filled(body))).toEqual(['unfilled-section']);
  });

  test.each([
    'Tests type lorem ipsum dolor into the field and wait for the counter to say that three words are there.',
    'Every three minutes the state is compared. The state is compared again after a push. An alarm rings on drift.',
    'This section describes how drift is found: every three minutes, by comparing `deploy/` with the cluster.',
    'The section below lists what drifts. Configuration maps do, and secrets that a person rotated by hand.',
    '- restart the pod\n- restart the pod again after a minute\n- restart the node',
    'Et cetera desunt: non est disputandum, ut in culpa est; carthago delenda est.',
    'The service restarts. It restarts after a minute.',
  ])('is not %j', (body) => {
    expect(design(filled(body))).toBe('pass');
  });
});
