import {
  type DocumentField,
  dayIn,
  defineRule,
  documentFields,
  fieldTime,
  NEXT_FIELDS,
  type Problem,
  REVIEWED_FIELDS,
  reviewFields,
} from '@forethought/core';

const DAY_MS = 86_400_000;
/** What is written about failure is looked at again before it is wrong. */
export default defineRule({
  id: 'document-freshness',
  lifecycle: 'experimental',
  question: 'Is this still how it behaves, and who would know?',
  summary:
    'The document was reviewed or changed in the last months, and says of itself what it is asked to say.',
  why: 'A page that was right once is believed at the moment when it is wrong.',
  appliesTo: ['document'],
  sections: [],
  options: {
    kinds: {
      type: 'strings',
      default: ['service', 'failure-scenarios', 'runbook'] as string[],
      words: 'Kinds of documents that grow old.',
    },
    days: {
      type: 'number',
      default: 180,
      words: 'After how many days without a review a document is stale.',
    },
    fields: {
      type: 'strings',
      default: [] as string[],
      words:
        'What a document must say of itself, in its front matter or on a line of its own: `owner`, `version`, `last-updated`, `next-review`.',
    },
  },
  problems: {
    stale: {
      actual: 'the last review was on {date}, {days} days ago',
      expected: 'one within {atMost} days',
      fix: 'Read it against what runs today, mend it, and write `reviewed:` with the day into its front matter.',
    },
    overdue: {
      actual: 'the next review was due on {date}',
      expected: 'a review by then',
      fix: 'Read it against what runs today, and set the next day.',
    },
    'impossible-date': {
      actual: '{field} is “{text}”',
      expected: 'a day that there was, as 2026-03-01',
      fix: 'Correct the day.',
    },
    'missing-field': {
      actual: 'the document does not say its {field}',
      expected: 'a line `{field}: …` in its front matter',
      fix: 'Add the line.',
    },
  },
  check(evidence, { kinds, days, fields }, { documentKind, asOf, changedAt }) {
    if (documentKind === undefined || !kinds.includes(documentKind)) {
      return { notAsked: 'documents of this kind do not grow old' };
    }
    if (evidence.matterProblems !== undefined) {
      return { notAsked: 'its front matter can not be read, which required-sections tells' };
    }
    const known = documentFields(evidence);
    const problems: Problem[] = fields
      .filter((field) => !known.some(({ name }) => namesOf(field).includes(name)))
      .map((field) => ({ code: 'missing-field', data: { field } }));
    const { reviewed, next } = reviewFields(known);
    const broken = [reviewed, next].filter((field) => field !== undefined && fieldTime(field) === undefined);
    problems.push(...broken.flatMap((field) => (field === undefined ? [] : [impossible(field)])));
    if (asOf === undefined || (reviewed === undefined && changedAt === undefined)) {
      return problems.length > 0 ? { problems } : { needs: 'history' };
    }
    const now = Date.parse(asOf);
    const at = reviewed === undefined ? Date.parse(changedAt ?? '') : fieldTime(reviewed);
    problems.push(...ageProblems(at, now, days, reviewed), ...dueProblems(next, now));
    return { problems };
  },
  examples: [
    {
      name: 'a runbook that was reviewed in spring',
      kind: 'document',
      documentKind: 'runbook',
      asOf: '2026-06-01T00:00:00Z',
      text: '---\nreviewed: 2026-03-01\n---\n\n# The queue grows\n\nScale the workers.\n',
      expect: 'pass',
    },
    {
      name: 'a page without a word on it, changed last month',
      kind: 'document',
      documentKind: 'service',
      asOf: '2026-06-01T00:00:00Z',
      changedAt: '2026-05-02T10:00:00Z',
      text: '# Checkout\n\nTakes payments.\n',
      expect: 'pass',
    },
    {
      name: 'a page that says who owns it and when it is read again',
      kind: 'document',
      documentKind: 'runbook',
      asOf: '2026-03-01T00:00:00Z',
      options: {
        days: 90,
        fields: ['owner', 'version', 'last-updated', 'next-review'],
      },
      text: '# Training\n\nFive days.\n\n**Document Owner**: platform team\n**Last Updated**: 2026-01-29\n**Version**: 1.0.0\n**Next Review**: 2026-04-29\n',
      expect: 'pass',
    },
    {
      name: 'a runbook that nobody has read for a year',
      kind: 'document',
      documentKind: 'runbook',
      asOf: '2026-06-01T00:00:00Z',
      text: '---\nreviewed: 2025-05-20\n---\n\n# The queue grows\n\nScale the workers.\n',
      expect: ['stale'],
    },
    {
      name: 'a review that is due',
      kind: 'document',
      documentKind: 'runbook',
      asOf: '2026-06-01T00:00:00Z',
      text: '---\nreviewed: 2026-03-01\nnext-review: 2026-05-01\n---\n\n# The queue grows\n\nScale the workers.\n',
      expect: ['overdue'],
    },
    {
      name: 'a day that does not exist',
      kind: 'document',
      documentKind: 'runbook',
      asOf: '2026-06-01T00:00:00Z',
      text: '---\nreviewed: 2026-02-30\n---\n\n# The queue grows\n\nScale the workers.\n',
      expect: ['impossible-date'],
    },
    {
      name: 'a page that belongs to nobody',
      kind: 'document',
      documentKind: 'runbook',
      asOf: '2026-06-01T00:00:00Z',
      options: { fields: ['owner'] },
      text: '---\nreviewed: 2026-03-01\n---\n\n# The queue grows\n\nScale the workers.\n',
      expect: ['missing-field'],
    },
    {
      name: 'a page that does not grow old',
      kind: 'document',
      text: '# How to begin\n\nClone the repository.\n',
      expect: 'not-applicable',
    },
  ],
});

function impossible({ name, value, place }: DocumentField): Problem {
  return { code: 'impossible-date', data: { field: name, text: value }, place };
}

function ageProblems(
  at: number | undefined,
  now: number,
  atMost: number,
  field: DocumentField | undefined,
): readonly Problem[] {
  if (at === undefined || Number.isNaN(at)) return [];
  // A day of grace: somewhere it is tomorrow already.
  if (at > now + DAY_MS) return field === undefined ? [] : [impossible(field)];
  const days = Math.floor((now - at) / DAY_MS);
  if (days <= atMost) return [];
  const data = { date: new Date(at).toISOString().slice(0, 10), days, atMost };
  return [{ code: 'stale', data, ...(field === undefined ? {} : { place: field.place }) }];
}

function dueProblems(next: DocumentField | undefined, now: number): readonly Problem[] {
  const at = next === undefined ? undefined : fieldTime(next);
  if (next === undefined || at === undefined || at + DAY_MS > now) return [];
  return [{ code: 'overdue', data: { date: dayIn(next.value) ?? next.value }, place: next.place }];
}

/** Names under which a field that is asked for may stand. */
function namesOf(field: string): readonly string[] {
  if (field === 'last-updated') return REVIEWED_FIELDS;
  if (field === 'next-review') return NEXT_FIELDS;
  if (field === 'owner') return ['owner', 'owners', 'document-owner', 'maintainer', 'owned-by', 'team'];
  return field === 'version' ? ['version', 'document-version', 'revision'] : [field];
}
