import { defineRule, type FixCause, fixCause } from '@forethought/core';

/** A commit that an autosquash joins with the one that its subject names. */
const JOINED = /^(?:fixup|squash|amend)! /;

/** How many candidates are offered. */
const OFFERED = 3;

/** A fix says which change brought in what it repairs. */
export default defineRule({
  id: 'fix-names-cause',
  lifecycle: 'experimental',
  question: 'Which change brought in what is repaired here, and what would have shown it?',
  summary: 'A fix names the change that caused what it repairs, or says why there is none.',
  why: 'Only a cause with a name tells which check was missing, and which release still has the fault.',
  appliesTo: ['commit', 'pull-request'],
  needs: ['causes'],
  sections: [],
  options: {},
  problems: {
    'not-named': {
      actual:
        'a fix that does not say what it repairs; the lines that it takes away were last touched by {candidates}',
      expected: '`Fixes:` with the commit that caused it',
      fix: 'Paste the line of the commit that caused it below the text, or `Fixes: N/A:` with the reason.',
    },
    'ask-by-hand': {
      actual:
        'a fix that does not say what it repairs, and no recent commit to offer for it (of many fixes, only the newest few are searched for one)',
      expected: '`Fixes:` with the commit that caused it',
      fix: 'Look for it with `git log -S` or `git bisect`, and write the line below; for a fault as old as the code, `Fixes: N/A:` with the reason.',
    },
    'no-such-change': {
      actual: '{named}, which is no commit of this repository',
      expected: 'a commit that there is',
      fix: 'Name the commit as it stands in this branch, at least seven characters of its sha.',
    },
  },
  check(evidence, _, { causes }) {
    if (JOINED.test(evidence.title.slice(0, 100)))
      return { notAsked: 'its subject names what it is part of' };
    const fix = fixCause(evidence);
    if (fix === undefined) return { notAsked: 'not a fix' };
    const isNamed = fix.shas.length + fix.numbers.length > 0;
    if (!isNamed && fix.reason !== undefined) return { notApplicable: fix.reason };
    if (fix.numbers.length > 0 && fix.shas.length === 0) return { problems: [] };
    if (causes === undefined) return { needs: 'causes' };
    if (isNamed) return { problems: unknownIn(fix, causes.existing) };
    const offered = causes.candidates.slice(0, OFFERED);
    if (offered.length === 0) {
      return { problems: [{ code: 'ask-by-hand', data: { paste: ['Fixes: <sha> ("<subject>")'] } }] };
    }
    const paste = offered.map(
      ({ sha, subject }) => `Fixes: ${sha.slice(0, 12)} ("${subject.slice(0, 100)}")`,
    );
    const candidates = offered.map(({ sha }) => sha.slice(0, 12));
    return { problems: [{ code: 'not-named', data: { candidates, paste } }] };
  },
  examples: [
    {
      name: 'a commit that names its cause in a trailer',
      kind: 'commit',
      text: 'fix: count expiry on the server\n\nHosts whose clock runs behind logged everybody out.\n\nFixes: 5f2c1e8a90d3 ("feat: cache sessions")\n',
      causes: { existing: ['5f2c1e8a90d3'] },
      expect: 'pass',
    },
    {
      name: 'a pull request that names it in a sentence',
      kind: 'pull-request',
      title: 'Fix logins on hosts whose clock runs behind',
      text: 'This was introduced in #407, which took the time of the host.\n',
      expect: 'pass',
    },
    {
      name: 'a commit that repairs what another one touched last week',
      kind: 'commit',
      text: 'fix: count expiry on the server\n',
      causes: {
        candidates: [{ sha: '5f2c1e8a90d3b47f6e1c2d3a4b5c6d7e8f901234', subject: 'feat: cache sessions' }],
      },
      expect: ['not-named'],
    },
    {
      name: 'a commit that only adds lines',
      kind: 'commit',
      text: 'fix: do not crash without a cookie\n\nFixes #412\n',
      causes: {},
      expect: ['ask-by-hand'],
    },
    {
      name: 'a commit that names a commit of nowhere',
      kind: 'commit',
      text: 'fix: count expiry on the server\n\nFixes: 0123456789ab ("feat: something")\n',
      causes: { existing: [] },
      expect: ['no-such-change'],
    },
    {
      name: 'a fault as old as the code',
      kind: 'commit',
      text: 'fix: close the socket when the handshake fails\n\nFixes: N/A: it was so in the first version, before this repository\n',
      expect: 'not-applicable',
    },
    {
      name: 'a commit that fixes a word',
      kind: 'commit',
      text: 'docs: fix a typo in the guide\n',
      expect: 'not-applicable',
    },
    {
      name: 'a commit that an autosquash makes a part of the fix that it names',
      kind: 'commit',
      text: 'fixup! fix: clearer words\n',
      causes: { candidates: [] },
      expect: 'not-applicable',
    },
  ],
});

/** Of several commits that are named one is enough. */
function unknownIn({ shas }: FixCause, existing: ReadonlySet<string>) {
  if (shas.length === 0 || shas.some((sha) => existing.has(sha))) return [];
  return [
    {
      code: 'no-such-change',
      data: { named: shas.slice(0, OFFERED), paste: ['Fixes: <sha> ("<subject>")'] },
    },
  ];
}
