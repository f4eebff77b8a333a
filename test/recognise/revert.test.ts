import { fromText, revertReason, saysRevert } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { policy } from '../helpers/policy.js';

const SHA = '5f2c1e8a90d3b47f6e1c2d3a4b5c6d7e8f901234';
const commit = (text: string) =>
  fromText(text, { kind: 'commit', index: policy.sections, hashHeadings: 'count' });
const pull = (title: string, text: string) =>
  fromText(text, { kind: 'pull-request', index: policy.sections, hashHeadings: 'count', title });

describe('what says that it is a revert', () => {
  test.each([
    `Revert "feat: a"\n\nThis reverts commit ${SHA}.`,
    `Undo it\n\nThis reverts commit ${SHA}, as it broke logins.`,
  ])('the commit %j', (text) => expect(saysRevert(commit(text))).toBe(true));

  test.each([
    'Revert "feat: a"\n\nIt broke logins.',
    `Reapply "feat: a"\n\nThis reverts commit ${SHA}.`,
    `feat: b\n\n> This reverts commit ${SHA}.`,
  ])('not the commit %j', (text) => expect(saysRevert(commit(text))).toBe(false));

  test.each([
    ['Revert "Cache sessions"', ''],
    ['Take the cache back', 'Reverts acme/shop#407'],
    ['Take the cache back', `This reverts commit ${SHA}.`],
  ])('the pull request %j with %j', (title, text) => expect(saysRevert(pull(title, text))).toBe(true));

  test.each([
    ['Reapply "Cache sessions"', `This reverts commit ${SHA}.`],
    ['Revert to the default of 30 seconds', 'See #12.'],
    ['Cache sessions', 'Unlike what reverts #12 said.'],
  ])('not the pull request %j with %j', (title, text) => expect(saysRevert(pull(title, text))).toBe(false));
});

describe('the reason', () => {
  const of = (body: string) => revertReason(commit(`Revert "feat: a"\n\n${body}\n`));

  test.each([
    `This reverts commit ${SHA}.`,
    `This reverts commit ${SHA}, reversing\nchanges made to ${SHA}.`,
    'Reverts acme/shop#407',
    `This reverts commit ${SHA}.\n\nReason for revert: <INSERT REASONING HERE>`,
    `This reverts commit ${SHA}.\n\nReason for revert: TODO`,
    `This reverts commit ${SHA}.\n\n> feat: a\n>\n> Sessions are cached in Redis until they end.`,
    `This reverts commit ${SHA}.\n\nSigned-off-by: Ada Example <ada@example.org>`,
    `This reverts commit ${SHA}.\n(cherry picked from commit ${SHA})`,
  ])('is nothing in %j', (body) => {
    expect(of(body)).toEqual({ words: 0, hasNext: false });
  });

  test('counts where it stands on the line of the revert itself', () => {
    expect(of(`This reverts commit ${SHA}, as it broke logins on iOS.`).words).toBe(6);
  });

  test.each([
    'It comes back with a limit.',
    'This is going to be rewritten.',
    'Reland once the clocks agree.',
    'Not needed any longer, so for good.',
    'See #412.',
    'Details: https://status.acme.dev/incidents/88',
    'Reason for revert:\n- Cause: logins failed\n- Next: clocks first',
  ])('has what comes next in %j', (words) => {
    expect(of(`This reverts commit ${SHA}.\n\n${words}`).hasNext).toBe(true);
  });

  test('has it in a trailer', () => {
    expect(of(`This reverts commit ${SHA}.\n\nLogins failed on iOS.\n\nBug: 4411`).hasNext).toBe(true);
  });

  test.each([
    'The retries doubled the traffic.',
    'Logins failed on iOS.',
    `It broke ${SHA.slice(0, 12)} as well.`,
  ])('has only a cause in %j', (words) => {
    expect(of(`This reverts commit ${SHA}.\n\n${words}`)).toMatchObject({ hasNext: false });
  });
});
