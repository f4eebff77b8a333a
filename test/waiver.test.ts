import { type Evidence, fromText, type Kind, readWaiver, waiverRequests } from '@forethought/core';
import { rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { policy } from './helpers/policy.js';

const ids = rules.map(({ id }) => id);
const place = { line: 1, column: 1 };

function evidence(kind: Kind, text: string): Evidence {
  return fromText(text, { kind, index: policy.sections, hashHeadings: 'count' });
}

describe('a waiver', () => {
  test.each([
    ['pre-mortem - rehearsed in the game day', 'rehearsed in the game day'],
    ['pre-mortem – rehearsed', 'rehearsed'],
    ['pre-mortem — rehearsed', 'rehearsed'],
    ['`pre-mortem`: rehearsed', 'rehearsed'],
    ['pre-mortem rehearsed', 'rehearsed'],
    ['  pre-mortem   -   演習済み  ', '演習済み'],
  ])('is asked for by %j', (text, reason) => {
    expect(readWaiver(text, place, ids)).toEqual({ rule: 'pre-mortem', reason, place });
  });

  test.each([
    ['', 'no-rule', ''],
    ['pre-mortm - because', 'unknown-rule', ' (perhaps `pre-mortem`?)'],
    ['everything - because', 'unknown-rule', ''],
    ['pre-mortem', 'no-reason', ''],
    ['pre-mortem - ', 'no-reason', ''],
    ['pre-mortem - ...', 'no-reason', ''],
    ['pre-mortem -- --', 'no-reason', ''],
  ])('is not asked for by %j: %s', (text, code, hint) => {
    expect(readWaiver(text, place, ids)).toEqual({ code, text, hint, place });
  });

  test('stands in the trailers of a commit, one rule each', () => {
    const text =
      'feat: add a thing\n\nWaive: pre-mortem - in words here\n\nWaive: test-evidence - no runner yet\nWaive: sources\n';
    const { requests, problems } = waiverRequests(evidence('commit', text), ids);
    expect(requests.map(({ rule, reason }) => [rule, reason])).toContainEqual([
      'test-evidence',
      'no runner yet',
    ]);
    expect(problems.map(({ code, text: words }) => [code, words])).toEqual([['unknown-rule', 'sources']]);
  });

  test('stands on a line of its own in a pull request, each once', () => {
    const text =
      '## What\n\nThings. Waive: pre-mortem - in the middle\n\nWaive: pre-mortem - rehearsed\n\n- Waive: test-evidence - docs of a tool only\n\n```\nWaive: sources-consulted - quoted\n```\n';
    const { requests, problems } = waiverRequests(evidence('pull-request', text), ids);
    expect(requests.map(({ rule, reason, place: { line } }) => [rule, reason, line])).toEqual([
      ['pre-mortem', 'rehearsed', 5],
      ['test-evidence', 'docs of a tool only', 7],
    ]);
    expect(problems).toEqual([]);
  });
});
