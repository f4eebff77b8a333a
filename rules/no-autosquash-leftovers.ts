import { defineRule } from '@forethought/core';

const LEFTOVER = /^(fixup|squash|amend)! {0,3}\S/;

/** What was meant to be squashed is squashed before it lands. */
export default defineRule({
  id: 'no-autosquash-leftovers',
  lifecycle: 'experimental',
  question: 'Which commit was this meant to become a part of?',
  summary: 'No commit that waits for an autosquash lands.',
  why: 'Once it has landed, a `fixup!` is a fix of the commit before it that says nothing.',
  appliesTo: ['commit'],
  needs: ['landing'],
  sections: [],
  options: {},
  problems: {
    leftover: {
      actual: 'a `{word}!` commit that lands as it is',
      expected: 'one commit that holds both',
      fix: 'Run `git rebase -i --autosquash` onto the base, and push the result with `--force-with-lease`.',
    },
  },
  check({ title }, _, { lands }) {
    const word = LEFTOVER.exec(title.slice(0, 100))?.[1];
    if (word === undefined) return { problems: [] };
    if (lands === undefined) return { needs: 'landing' };
    if (!lands) return { notAsked: 'it does not land as it is' };
    return { problems: [{ code: 'leftover', data: { word } }] };
  },
  examples: [
    { name: 'an ordinary commit', kind: 'commit', text: 'feat: cache sessions\n', expect: 'pass' },
    {
      name: 'a fixup that lands',
      kind: 'commit',
      text: 'fixup! feat: cache sessions\n',
      lands: true,
      expect: ['leftover'],
    },
    {
      name: 'a fixup of a pull request that is squashed',
      kind: 'commit',
      text: 'fixup! feat: cache sessions\n',
      lands: false,
      expect: 'not-applicable',
    },
  ],
});
