import {
  allEntries,
  type DocumentField,
  dayIn,
  defineRule,
  documentFields,
  type Entry,
  type Evidence,
  exampleTraining,
  exampleWorld,
  fold,
  instantOf,
  type Problem,
  type Programme,
} from '@forethought/core';

type Review = Programme['reviews'][number];

const RECORD = {
  kind: 'document',
  documentKind: 'training-review',
  path: 'training/reviews/2026-q1.md',
  programme: exampleWorld(exampleTraining),
  asOf: '2026-11-22',
} as const;
const DATES: readonly string[] = ['date', 'reviewed', 'reviewed-on', 'held', 'held-on', 'datum', 'fecha'];
const TICKS = [
  '[x] Completion rates analysed: 9 of 10 finished',
  '[x] Feedback reviewed: the drills are too short',
  '[x] Gaps identified: nobody practises rollbacks',
  '[x] Curriculum updated: a rollback drill on day 5',
];

/** A programme is looked at as often as it says, point by point. */
export default defineRule({
  id: 'training-review',
  lifecycle: 'experimental',
  question: 'What does the feedback say that the curriculum does not yet?',
  summary: 'The review says of which kind and day it is, and has every point of that kind ticked.',
  why: 'A programme that nobody reviews teaches what was needed when it was written.',
  appliesTo: ['document'],
  sections: [],
  options: {},
  problems: {
    'which-review': {
      actual: 'the page does not say which review it records',
      expected: '`review: {ids}` in its front matter',
      fix: 'Add the line with one of them.',
    },
    'no-date': {
      actual: 'the review has no day',
      expected: '`date: 2026-03-31` in its front matter',
      fix: 'Add the day on which it was held.',
    },
    'impossible-date': {
      actual: '{field} is “{text}”',
      expected: 'a day that there was, as 2026-03-31',
      fix: 'Correct the day.',
    },
    missing: {
      actual: 'nothing is said on: {missing}',
      expected: 'a box each, `- [x] {first}: …`',
      fix: 'Add the boxes with what came out.',
    },
    open: {
      actual: '“{text}” is not ticked',
      expected: 'a tick, or `N/A:` with the reason',
      fix: 'Tick it once it was looked at.',
    },
  },
  check(evidence, _, { documentKind, programme, asOf }) {
    if (documentKind !== 'training-review') return { notAsked: 'the document reviews no training' };
    const reviews = programme?.programme.reviews ?? [];
    if (reviews.length === 0) return { notAsked: 'the plan asks for no reviews' };
    const fields = documentFields(evidence);
    const boxes = allEntries(evidence).filter(
      ({ kind, checked }) => kind === 'task' || checked !== undefined,
    );
    const review = reviewOf(reviews, fields, boxes);
    const dated = dateProblems(fields, asOf, evidence);
    if (review === undefined) {
      const ids = reviews.map(({ id }) => id).join(' or ');
      return { problems: [{ code: 'which-review', data: { ids }, place: { line: 1, column: 1 } }, ...dated] };
    }
    return { problems: [...dated, ...pointProblems(review, boxes)] };
  },
  examples: [
    { name: 'a quarter that was reviewed', ...RECORD, text: page(TICKS), expect: 'pass' },
    {
      name: 'a point that does not apply',
      ...RECORD,
      text: page([...TICKS.slice(0, 3), '[ ] Curriculum updated - N/A: the feedback asks for no change']),
      expect: 'pass',
    },
    { name: 'a point that nobody looked at', ...RECORD, text: page(TICKS.slice(0, 3)), expect: ['missing'] },
    {
      name: 'a box that is open',
      ...RECORD,
      text: page([...TICKS.slice(0, 3), '[ ] Curriculum updated']),
      expect: ['open'],
    },
    {
      name: 'a review without its day',
      ...RECORD,
      text: page(TICKS, ['review: quarterly']),
      expect: ['no-date'],
    },
    {
      name: 'a day that does not exist',
      ...RECORD,
      text: page(TICKS, ['review: quarterly', 'date: 2026-03-32']),
      expect: ['impossible-date'],
    },
    {
      name: 'which review it is remains open',
      ...RECORD,
      text: page(['[x] We talked'], ['date: 2026-03-31']),
      expect: ['which-review'],
    },
    {
      name: 'a page of another kind',
      kind: 'document',
      text: '# Notes\n\nWe met.\n',
      expect: 'not-applicable',
    },
  ],
});

function page(boxes: readonly string[], matter = ['review: quarterly', 'date: 2026-03-31']): string {
  return ['---', ...matter, '---', '', '# Training review', '', ...boxes.map((box) => `- ${box}`), ''].join(
    '\n',
  );
}

/** The review that the page names, or else the one of which it has most points. */
function reviewOf(
  reviews: readonly Review[],
  fields: readonly DocumentField[],
  boxes: readonly Entry[],
): Review | undefined {
  const named = fields.find(({ name }) => name === 'review')?.value.toLowerCase();
  const found = reviews.find(({ id, title }) => id === named || title.toLowerCase() === named);
  if (found !== undefined || named !== undefined) return found;
  const counts = reviews.map((review) => ({
    review,
    count: review.items.filter((item) => boxOf(item, boxes) !== undefined).length,
  }));
  const [best] = counts.sort((a, b) => b.count - a.count);
  return best === undefined || best.count < 2 ? undefined : best.review;
}

function boxOf({ id, title }: Review['items'][number], boxes: readonly Entry[]): Entry | undefined {
  const words = [fold(title), fold(id.replaceAll('-', ' '))];
  return boxes.find(({ text }) => {
    const folded = fold(text.slice(0, 300));
    return words.some((each) => folded.includes(each));
  });
}

function pointProblems(review: Review, boxes: readonly Entry[]): readonly Problem[] {
  const points = review.items.map((item) => ({ item, box: boxOf(item, boxes) }));
  const missing = points.flatMap(({ item, box }) => (box === undefined ? [item.title] : []));
  const open = points.flatMap(({ box }) =>
    box === undefined || box.checked !== false || /\bn\/a\b\s{0,3}:\s{0,3}\S/i.test(box.text.slice(0, 300))
      ? []
      : [box],
  );
  const [first = ''] = missing;
  return [
    ...(missing.length === 0
      ? []
      : [{ code: 'missing', data: { missing: missing.join(', '), first }, place: { line: 1, column: 1 } }]),
    ...open.map(({ text, place }) => ({ code: 'open', data: { text: text.split('\n', 1)[0] ?? '' }, place })),
  ];
}

function dateProblems(
  fields: readonly DocumentField[],
  asOf: string | undefined,
  { matterProblems }: Evidence,
): readonly Problem[] {
  if (matterProblems !== undefined) return [];
  const field = fields.find(({ name }) => DATES.includes(name));
  if (field === undefined) return [{ code: 'no-date', data: {}, place: { line: 1, column: 1 } }];
  const at = instantOf(dayIn(field.value) ?? field.value);
  const isThere = at !== undefined && (asOf === undefined || at <= Date.parse(asOf) + 86_400_000);
  const data = { field: field.name, text: field.value };
  return isThere ? [] : [{ code: 'impossible-date', data, place: field.place }];
}
