import { EVIDENCE } from './hooked.js';
import type { Random } from './random.js';

const TITLES = [
  'Sources Consulted',
  'Test Evidence',
  'Documentation Reviewed',
  'Pre-mortem',
  'Notes',
  'Tests',
  'Reason for revert',
];
const CONTENTS = [
  '- https://nodejs.org/api/timers.html - a delay under 1 ms becomes 1 ms',
  '- `npm test`: 14 passed, 0 failed',
  '- RFC 9110 §9.3: what GET may do',
  'N/A: a comment only',
  'TODO',
  '- <url or path> - <what it says about this change>',
  '- [ ] run the tests',
  'Ran the suite against a staging cluster, everything passed.',
  '# a line that begins with a hash',
  '## Notes',
  '; a line that begins with a semicolon',
  '# ------------------------ >8 ------------------------',
  '> quoted\n> lines',
  '```\n# in a fence\nnpm test\n```',
  '',
  'Tested: no',
  'See #12 for the reasons.',
  'text with trailing space   ',
  'The pool ran empty under load, and the change comes back with a limit.',
];
const ENDINGS = [
  '',
  'Signed-off-by: Ada Example <ada@example.org>',
  'Source: https://nodejs.org/api/timers.html\nTested-by: Ada Example <ada@example.org>',
  'Fixes: 0123456789ab ("before")',
];

function section(source: Random): string {
  const title = source.pick(TITLES);
  const lines = Array.from({ length: source.below(4) }, () => source.pick(CONTENTS)).join('\n');
  const styles = [
    `${title}:\n${lines}`,
    `${title}: ${lines}`,
    `## ${title}\n\n${lines}`,
    `**${title}**\n${lines}`,
    `# ${title}\n${lines}`,
    `${title}\n------\n${lines}`,
  ];
  return source.pick(styles);
}

/** A message out of parts that are right, wrong, and awkward for every way to clean. */
export function messageOf(source: Random, head: () => string): string {
  const subject = source.pick([
    'feat: wait',
    'fix(api): mend',
    'chore: tidy up',
    'Revert "wait"',
    'Merge branch topic',
    '#12 mend',
    'docs: words',
  ]);
  const parts = [subject, ...Array.from({ length: source.below(5) }, () => section(source))];
  if (source.chance(0.5)) parts.push(EVIDENCE);
  if (source.chance(0.3)) parts.push(`This reverts commit ${source.chance(0.5) ? head() : '0'.repeat(40)}.`);
  if (source.chance(0.3))
    parts.push(`(cherry picked from commit ${source.chance(0.5) ? head() : 'f'.repeat(40)})`);
  const ending = source.pick(ENDINGS);
  const text = `${source.chance(0.2) ? '\n\n' : ''}${[...parts, ending].filter((part) => part !== '').join(source.chance(0.9) ? '\n\n' : '\n')}\n`;
  return source.chance(0.1) ? text.replaceAll('\n', '\r\n') : text;
}
