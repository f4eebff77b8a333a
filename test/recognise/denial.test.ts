import { references } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

/** References of a text that it says were read, and those that it says were not. */
function sorted(text: string): { readonly read: readonly string[]; readonly unread: readonly string[] } {
  const found = references(text, { line: 1, column: 1 });
  const targets = (unread: boolean): readonly string[] =>
    found.filter(({ excluded }) => (excluded === 'unread') === unread).map(({ target }) => target);
  return { read: targets(false), unread: targets(true) };
}

describe('a source that was not read', () => {
  test.each([
    'did not read https://acme.dev/guide',
    "I didn't consult https://acme.dev/guide",
    'Didn’t even open the guide at https://acme.dev/guide.',
    'no docs consulted: https://acme.dev/guide',
    'No documentation: https://acme.dev/guide',
    'nothing was read (https://acme.dev/guide)',
    'never opened https://acme.dev/guide',
    'have not yet read RFC 9110',
    'honestly, I have not read RFC 9110',
    'not read: https://acme.dev/guide',
    'without having read [the guide](https://acme.dev/guide)',
    'did not\nread the official Acme documentation (https://acme.dev/guide)',
    'skipped https://acme.dev/guide',
    'unread: https://acme.dev/guide',
    'should have read https://acme.dev/guide',
    'TODO read https://acme.dev/guide',
    'no need to read man 2 rename',
    'https://acme.dev/guide (not read)',
    'https://acme.dev/guide - did not read it yet',
    'nicht gelesen: https://acme.dev/guide',
    'pas lu : https://acme.dev/guide',
    'no leído: https://acme.dev/guide',
    'не читал https://acme.dev/guide',
    '未读 https://acme.dev/guide',
  ])('%j', (text) => {
    expect(sorted(text)).toMatchObject({ read: [], unread: [expect.anything()] });
  });

  test('the denial goes on over what is joined to it, and no further', () => {
    expect(sorted('did not read [the guide](https://acme.dev/guide) or RFC 9110').read).toEqual([]);
    expect(sorted('did not read RFC 9110 but https://acme.dev/guide')).toEqual({
      read: ['https://acme.dev/guide'],
      unread: ['RFC 9110'],
    });
    expect(sorted('instead of reading RFC 9110 I read RFC 9112').read).toEqual(['RFC 9112']);
  });
});

describe('a source that was read, whatever else is denied', () => {
  test.each([
    'https://acme.dev/guide does not say whether the lock is kept',
    'https://acme.dev/guide - not read by the proxy, so the header stays',
    'not in the man page, but RFC 9110 §9.3 says so',
    'did not find it in the README, read https://acme.dev/guide',
    'no, read https://acme.dev/guide',
    'not only RFC 9110',
    'Did not know the order; https://acme.dev/guide tells',
    'do not read bytes twice (https://acme.dev/guide)',
    'the status is never checked (#117)',
    'labels that were ignored ([#12](https://acme.dev/issues/12))',
    'there is no documentation on this, only RFC 9110',
    'had to read https://acme.dev/guide twice',
    'Reviewers should read https://acme.dev/guide',
    'the guide did not help. Read https://acme.dev/guide',
  ])('%j', (text) => {
    expect(sorted(text)).toMatchObject({ read: [expect.anything()], unread: [] });
  });
});
