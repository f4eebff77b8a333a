import { AWAY, clockTime, GUEST, MEMBERS, type Member, member, WEEKS, when } from './twelve-weeks-people.js';
import { libraryText, moduleText, PATTERNS, type Practices } from './twelve-weeks-texts.js';

/** How a change came to land: at once, after a check failed, after one was run again, after a review, or after a look of one's own. */
export type Course = 'plain' | 'caught' | 'flaky' | 'reviewed' | 'self';

/** What later texts refer to. */
export interface Known {
  readonly numberOf: (key: string) => number;
  readonly shaOf: (key: string) => string;
}

/** One pull request that is going to be made. `mergedAt: null` is one that nobody lands. */
export interface PlannedPull {
  readonly key: string;
  readonly author: Member | string;
  readonly title: string;
  readonly createdAt: string;
  readonly mergedAt: string | null;
  readonly course: Course;
  readonly practices: Practices;
  /** Files by path, for the number that it got. */
  readonly files: (number: number) => Readonly<Record<string, string | null>>;
  readonly more: (known: Known) => readonly string[];
  readonly closes: readonly string[];
  readonly coAuthor?: Member;
}

/** One issue that is going to be made. The labels of `triage` were set by somebody else a day later. */
export interface PlannedIssue {
  readonly key: string;
  readonly title: string;
  readonly createdAt: string;
  readonly closedAt: string | null;
  readonly labels: readonly string[];
  readonly triage: readonly string[];
  readonly body: (known: Known) => string;
}

const NONE: Practices = { sources: false, documentation: false, tests: false, preMortem: false };
const COURSES: readonly Course[] = ['caught', 'flaky', 'reviewed', 'self'];

/** Two of three weeks have a change of each member; who is away has none. */
function works(week: number, { slot }: Member): boolean {
  const isAway = slot === AWAY.slot && AWAY.weeks.some((away) => away === week);
  return !isAway && (slot + week) % 3 !== 0;
}

function practicesOf(week: number, slot: number, deploys: boolean): Practices {
  return {
    sources: (slot * 11 + week * 5) % 12 < 3 + week * 0.8,
    documentation: (slot * 5 + week * 7) % 12 < 4 + week * 0.7,
    tests: (slot * 3 + week * 5) % 12 < 5 + week * 0.6,
    preMortem: deploys && (slot + week) % 4 !== 0,
    pattern: (slot + week) % 7 === 0 ? patternBefore(week) : undefined,
  };
}

function patternBefore(week: number): string | undefined {
  return [...PATTERNS].filter(([added]) => added < week).at(-1)?.[1];
}

/** The change of one member in one week, of which one in ten stays open over the weekend. */
function ordinary(week: number, who: Member): PlannedPull {
  const { slot } = who;
  const isLate = slot % 10 === 9;
  const deploys = (slot + 2 * week) % 5 === 0;
  const practices = practicesOf(week, slot, deploys);
  const start = slot % 4;
  return {
    key: `${week}/${slot}`,
    author: who,
    title: `${slot % 6 === 5 ? 'fix' : 'feat'}: answer the case of ${who.name.split(' ')[0]} in week ${week + 1}`,
    createdAt: when(week, isLate ? 4 : start, clockTime(isLate ? 15 : 9, slot)),
    mergedAt: isLate ? when(week + 1, 1, clockTime(10, slot)) : when(week, start + 1, clockTime(11, slot)),
    course: COURSES[(slot * 7 + week * 3) % 12] ?? 'plain',
    practices,
    files: (number) => ({
      [`src/${who.login}/case-${number}.ts`]: moduleText(number),
      ...(practices.tests ? { [`src/${who.login}/case-${number}.test.ts`]: moduleText(number, 1) } : {}),
      ...(deploys ? { [`deploy/k8s/${who.login}.yaml`]: `replicas: ${2 + week}\n` } : {}),
    }),
    more: () => [],
    closes: [],
    ...(week === 2 && slot === 3 ? { coAuthor: member(4) } : {}),
  };
}

interface Special {
  readonly key: string;
  readonly slot: number | Member;
  readonly title: string;
  readonly week: number;
  readonly files: PlannedPull['files'];
  readonly more?: PlannedPull['more'];
  readonly closes?: readonly string[];
}

/** A change with a purpose: opened on the Monday of its week, landed the same afternoon. */
function special({ key, slot, title, week, files, more = () => [], closes = [] }: Special): PlannedPull {
  return {
    key,
    author: typeof slot === 'number' ? member(slot) : slot,
    title,
    createdAt: when(week, 0, '13:00'),
    mergedAt: when(week, 0, '15:30'),
    course: 'plain',
    practices: { ...NONE, tests: true },
    files,
    more,
    closes,
  };
}

/** What an ordinary change with this key made, taken away or put back. */
const filesOf = (key: string, text: (number: number) => string | null, known: () => Known) => () => {
  const [, slot = '0'] = key.split('/');
  const number = known().numberOf(key);
  return { [`src/${member(Number(slot)).login}/case-${number}.ts`]: text(number) };
};

const reverting =
  (key: string): PlannedPull['more'] =>
  ({ numberOf, shaOf }) => [`Reverts octo/plan#${numberOf(key)}`, '', `This reverts commit ${shaOf(key)}.`];

/** Reverts, one of them reverted itself, and fixes that name what they repair. */
function specials(known: () => Known): readonly PlannedPull[] {
  const gone = (key: string) => filesOf(key, () => null, known);
  const fixed = (key: string) => filesOf(key, (number) => moduleText(number, 2), known);
  return [
    special({
      key: 'revert-x',
      slot: 2,
      week: 2,
      title: 'Revert "feat: answer the case of Ben in week 2"',
      files: gone('1/1'),
      more: reverting('1/1'),
      closes: ['incident-1', 'incident-2', 'incident-3'],
    }),
    special({
      key: 'again-x',
      slot: 1,
      week: 3,
      title: 'Reapply "feat: answer the case of Ben in week 2"',
      files: filesOf('1/1', moduleText, known),
      more: reverting('revert-x'),
    }),
    special({
      key: 'revert-y',
      slot: 13,
      week: 5,
      title: 'Revert "feat: answer the case of Mara in week 5"',
      files: gone('4/12'),
      more: reverting('4/12'),
      closes: ['incident-4', 'incident-5'],
    }),
    special({
      key: 'fix-z',
      slot: 20,
      week: 7,
      title: 'fix: answer an empty case',
      files: fixed('6/10'),
      more: ({ shaOf }) => [
        `Fixes: ${shaOf('6/10').slice(0, 12)} ("feat: answer the case of Kaja in week 7")`,
      ],
      closes: ['incident-6'],
    }),
    special({
      key: 'fix-d',
      slot: 21,
      week: 9,
      title: 'fix: wait for the store',
      files: fixed('8/14'),
      more: ({ numberOf }) => [`The crash was caused by #${numberOf('8/14')}.`],
    }),
    ...[...PATTERNS].map(([week, title], index) =>
      special({
        key: `pattern-${week}`,
        slot: 5 + index * 4,
        week,
        title: `docs: note "${title}"`,
        files: () => ({ 'COMMON_PATTERNS.md': libraryText(week) }),
      }),
    ),
    ...[1, 5, 9].map((week) =>
      special({
        key: `guest-${week}`,
        slot: GUEST,
        week,
        title: 'docs: mend a link',
        files: (number) => ({ [`docs/guest-${number}.md`]: '# Link\n' }),
      }),
    ),
  ];
}

/** Twenty-four updates within an hour of one night, and one that stays open. */
function botBurst(): readonly PlannedPull[] {
  return Array.from({ length: 25 }, (_, index) => ({
    ...special({
      key: `bot-${index}`,
      slot: 0,
      week: 4,
      title: `chore(deps): bump package-${index} from 1.0.${index} to 1.1.${index}`,
      files: () => ({ [`package-${index}.lock`]: `1.1.${index}\n` }),
    }),
    author: index % 8 === 7 ? 'renovate[bot]' : 'dependabot[bot]',
    createdAt: when(4, 2, clockTime(3, index * 2)),
    mergedAt: index === 24 ? null : when(4, 2, clockTime(3, index * 2 + 1)),
    practices: NONE,
  }));
}

/** Every pull request, in the order in which they are opened. `known` is asked only when texts and files are made. */
export function plannedPulls(known: () => Known): readonly PlannedPull[] {
  const all = WEEKS.flatMap((_, week) =>
    MEMBERS.filter((who) => works(week, who)).map((who) => ordinary(week, who)),
  );
  return [...all, ...specials(known), ...botBurst()].sort(
    (a, b) => a.createdAt.localeCompare(b.createdAt) || a.key.localeCompare(b.key),
  );
}
