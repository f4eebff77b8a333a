import { type AnyRule, type Example, outcomeOf, runExample } from '@forethought/core';
import { rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { policy } from '../helpers/policy.js';

/** Rules on the sections of a message, with their examples that fail and that pass. */
const SECTION_RULES = [
  'sources-consulted',
  'documentation-reviewed',
  'pre-mortem',
  'test-evidence',
  'no-placeholder',
];
const EXAMPLES = rules
  .filter(({ id }) => SECTION_RULES.includes(id))
  .flatMap((rule) => rule.examples.map((example): readonly [AnyRule, Example] => [rule, example]))
  .filter(([, { kind }]) => kind !== 'document');
// A trailer that git does not read as one says nothing of a tree.
const FAILING = EXAMPLES.filter(
  ([, { expect: wanted }]) =>
    Array.isArray(wanted) && !wanted.includes('tested-other-tree') && !wanted.includes('stale-trailer'),
);
const PASSING = EXAMPLES.filter(
  ([{ id }, { expect: wanted }]) => wanted === 'pass' && id !== 'no-placeholder',
);

/** Default-ignorable code points: soft hyphen, joiners, marks of direction, fillers, selectors, tags. */
const INVISIBLE = [
  ...['\u00ad', '\u034f', '\u061c', '\u115f', '\u17b4', '\u180e', '\u200b', '\u200c', '\u200d', '\u200e'],
  ...[
    '\u202e',
    '\u2060',
    '\u2066',
    '\u3164',
    '\ufe0f',
    '\ufeff',
    '\uffa0',
    '\u{1d173}',
    '\u{e0041}',
    '\u{e0100}',
  ],
];

function outcome(rule: AnyRule, example: Example, text: string): string {
  return String(outcomeOf(runExample(rule, { ...example, text }, policy)));
}

/** A text with invisible code points inside its words; markup stays what it is. */
function veiled(text: string, marks: readonly (readonly [number, string])[]): string {
  const places = [...text.matchAll(/\w(?=[\w/:.])|\w$/gm)].map(({ index }) => index + 1);
  const chosen = new Map(marks.map(([at, mark]) => [places[at % places.length] ?? 0, mark]));
  return [...text.matchAll(/[\s\S]/g)].map(([char], at) => (chosen.get(at) ?? '') + char).join('');
}

const marks = fc.array(fc.tuple(fc.nat(5000), fc.constantFrom(...INVISIBLE)), {
  minLength: 1,
  maxLength: 40,
});

describe('what nobody sees', () => {
  test('never turns a failure into anything better', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FAILING), marks, ([rule, example], places) => {
        const before = outcome(rule, example, example.text);
        expect([before, outcome(rule, example, veiled(example.text, places))]).toEqual([before, before]);
      }),
      { numRuns: 600 },
    );
  });

  test.each(INVISIBLE.map((mark) => [`U+${mark.codePointAt(0)?.toString(16)}`, mark]))(
    '%s alone is nothing',
    (_, mark) => {
      for (const rule of rules.filter(({ id }) => SECTION_RULES.includes(id))) {
        const text = ['Sources Consulted', 'Documentation Reviewed', 'Pre-mortem', 'Test Evidence']
          .map((title) => `## ${title}\n\n- ${mark.repeat(5)} ${mark}\n`)
          .join('\n');
        const found = outcome(rule, { name: '', kind: 'pull-request', text, expect: 'pass' }, text);
        expect(found).not.toBe('pass');
        expect(found).not.toBe('not-applicable');
      }
    },
  );

  test('in a comment counts for nothing, wherever the comment stands', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PASSING),
        fc.constantFrom(...FAILING),
        fc.boolean(),
        ([, { text: evidence, kind }], [rule, example], behind) => {
          const [subject = '', ...body] = kind === 'commit' ? evidence.split('\n') : ['', evidence];
          const comment = `<!--\n${body.join('\n').replaceAll('--', '')}\n-->`;
          const [first = '', ...rest] = example.text.split('\n');
          const text = behind
            ? `${example.text}\n\n${comment}\n`
            : [first, '', comment, '', ...rest].join('\n').replace(subject, subject);
          expect(outcome(rule, example, text)).not.toBe('pass');
        },
      ),
      { numRuns: 300 },
    );
  });

  test.each(PASSING.map(([rule, example]) => [`${rule.id}: ${example.name}`, rule, example] as const))(
    'a comment around what passes takes it away: %s',
    (_, rule, example) => {
      const [first = '', ...rest] = example.kind === 'commit' ? example.text.split('\n') : ['', example.text];
      const text = `${first}\n\n<!--\n${rest.join('\n')}\n-->\n`;
      expect(outcome(rule, example, text)).not.toBe('pass');
    },
  );
});
