import type { Metric } from '../../define-metric.js';
import type { Measure } from '../../schema/measure.js';
import { countWords, goalWords, valueWords, verdictWords } from '../value-words.js';
import { counted } from '../words.js';
import { EDUCATION_IDS, OUTCOME_IDS, PROGRESS_IDS } from './metric-ids.js';
import { heldSection, levelSection, openSection } from './people-sections.js';
import { everybodyIn, type ProgrammeView } from './view.js';
import { dayWords, headsWords, TOO_FEW_PEOPLE } from './words.js';

/** Words in a report that may be other people's, an id that stands as it is, or words that are all ours. */
export type Cell = string | { readonly id: string } | { readonly ours: string };

/** One part of the report: sentences, then a table. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What the report says, part by part; a part that has nothing to say is not there. */
export function programmeSections(view: ProgrammeView, metrics: readonly Metric[]): readonly Section[] {
  if (view.total === 0) return [];
  return [
    measuresSection('What came of it', OUTCOME_IDS, view, metrics),
    certificatesSection(view),
    openSection(view),
    heldSection(view),
    measuresSection('How far it is', PROGRESS_IDS, view, metrics),
    levelSection(view),
    rotationsSection(view),
    skillsSection(view),
    surveysSection(view),
    ...educationSections(view, metrics),
    reviewsSection(view),
  ].filter(({ lines, rows }) => lines.length + rows.length > 0);
}

function measuresSection(
  title: string,
  ids: readonly string[],
  view: ProgrammeView,
  metrics: readonly Metric[],
): Section {
  const rows = ids.flatMap((id): readonly (readonly Cell[])[] => {
    const mine = everybodyIn(view, id).filter(({ state }) => state !== 'not-measured');
    if (mine.length > 0) return mine.map((measure) => measureRow(measure, metrics));
    return view.withheld.includes(id) ? [[{ id }, '', '', TOO_FEW_PEOPLE, '']] : [];
  });
  return {
    title,
    lines: [],
    columns: ['Measure', 'Target', 'Value', 'State', 'Why, and what is read beside it'],
    rows,
  };
}

/** States that have no number worth reading. */
const NUMBERLESS = ['no-data', 'not-applicable'];

function measureRow(measure: Measure, metrics: readonly Metric[]): readonly Cell[] {
  const metric = metrics.find(({ id }) => id === measure.metricId);
  const isShown = !NUMBERLESS.includes(measure.state);
  const counts =
    countWords(measure) || (measure.denominator === null ? '' : `median of ${measure.denominator}`);
  const value = [valueWords(measure), counts].filter((text) => text !== '').join(', ');
  return [
    { id: measure.metricId },
    { ours: goalWords(measure) },
    isShown ? value : '',
    verdictWords(measure, metric),
    [reasonWords(measure), besideWords(measure)].filter((text) => text !== '').join('; '),
  ];
}

/** That a trend has no number to reach stands in its state. */
function reasonWords({ reason = '' }: Measure): string {
  return reason
    .split('; ')
    .filter((part) => part !== 'a trend, without a number to reach')
    .join('; ');
}

function besideWords({ beside = {} }: Measure): string {
  return Object.entries(beside)
    .map(([name, count]) => `${name}: ${Math.round(count * 10) / 10}`)
    .join(', ');
}

function certificatesSection({ certificates }: ProgrammeView): Section {
  return {
    title: 'Certificates',
    lines: [],
    columns: [
      'Certificate',
      'Time',
      'Held',
      'Not known',
      'Claimed',
      'On the way',
      'Gave it up',
      'Left since',
    ],
    rows: certificates
      .filter(({ held, unknown, claimed, open, withdrawn, left }) =>
        [held, unknown, claimed, open, withdrawn, left].some(
          ({ shown, others }) => shown > 0 || others !== 0,
        ),
      )
      .map(({ title, within, held, unknown, claimed, open, withdrawn, left }) => [
        title,
        within === null ? 'none' : counted(within, 'day'),
        ...[held, unknown, claimed, open, withdrawn, left].map(headsWords),
      ]),
  };
}

function rotationsSection({ rotations }: ProgrammeView): Section {
  return {
    title: 'Rotations',
    lines: [],
    columns: ['Rotation', 'People', 'By name'],
    rows: rotations.map(({ title, shown, others }) => [
      title,
      headsWords({ shown: shown.length, others }),
      shown.map(({ login }) => login).join(', '),
    ]),
  };
}

function skillsSection({ skills }: ProgrammeView): Section {
  return {
    title: 'Skills covered by completed modules',
    lines: [],
    columns: ['Skill', 'Modules that serve it', 'People who completed one'],
    rows: (skills.some(({ heads }) => heads.shown > 0 || heads.others !== null) ? skills : []).map(
      ({ title, modules, heads }) => [title, String(modules), headsWords(heads)],
    ),
  };
}

/** A survey is shown for a year. */
const QUARTERS = 4;

function surveysSection({ surveys }: ProgrammeView): Section {
  const quarters = [...new Set(surveys.map(({ quarter }) => quarter))].slice(0, QUARTERS);
  return {
    title: 'What trainees say of the modules, from 1 to 5',
    lines: [],
    columns: ['Module', 'Quarter', 'Answers', 'Means'],
    rows: surveys
      .filter(({ quarter }) => quarters.includes(quarter))
      .map(({ title, quarter, answers, asked, means }) => [
        title,
        quarter,
        means === null ? 'fewer than five' : `${answers}${asked === null ? '' : ` of ${asked}`}`,
        means === null ? 'withheld' : means.map((each) => `${each.title} ${each.mean.toFixed(1)}`).join(', '),
      ]),
  };
}

function educationSections(view: ProgrammeView, metrics: readonly Metric[]): readonly Section[] {
  const { education } = view;
  const measures = measuresSection('Education in figures', EDUCATION_IDS, view, metrics);
  if (education === null) return [measures];
  const { held, external, budget } = education;
  const shared =
    external.attended === 0
      ? []
      : [
          `External trainings that were shared with the team afterwards: ${external.shared} of ${external.attended}.`,
        ];
  const spent =
    budget === null
      ? []
      : [
          `Approved from the budget in ${budget.year}: ${budget.currency} ${budget.spent}; the programme has ${budget.currency} ${budget.each} for each engineer.`,
        ];
  return [
    {
      title: 'Education in the last twelve months',
      lines: [...shared, ...spent],
      columns: ['What', 'Held', 'Last'],
      rows: held.map(({ title, times, last }) => [
        title,
        counted(times, 'time'),
        last === null ? 'not yet' : dayWords(last),
      ]),
    },
    measures,
  ];
}

const REVIEW_STATES = {
  done: 'done',
  due: 'due',
  unknown: 'not known, as the documents were not read',
} as const;

function reviewsSection({ reviews }: ProgrammeView): Section {
  return {
    title: 'Reviews of the programme',
    lines: [],
    columns: ['Review', 'Every', 'Last', 'State'],
    rows: reviews.map(({ title, everyMonths, last, state }) => [
      title,
      counted(everyMonths, 'month'),
      last === null ? 'none on record' : dayWords(last),
      REVIEW_STATES[state],
    ]),
  };
}
