import {
  allEntries,
  blameIn,
  defineRule,
  documentPart,
  type Entry,
  type Evidence,
  type Problem,
  SECTION_OPTIONS,
  SECTION_WORDS,
  sectionProblems,
} from '@forethought/core';

const TIME =
  /\d{1,2}[:.]\d{2}|\d{4}-\d{2}-\d{2}|\b[T+]\s?\+?\d|\d\s?(?:min|h|s|sec|hours?|minutes?|Uhr|時|分|点)/;
const OWNER =
  /(?:^|[\s([])@[\p{L}\p{N}]|(?:owner|owned by|assignee|assigned to|responsible|who|verantwortlich|zuständig|responsable|responsável|担当|负责人)\s{0,3}[*_]{0,2}\s{0,3}[:：=]\s{0,3}\S|\([^()]{0,40}\p{L}{2}[^()]{0,40}\)\s{0,3}[.;]?$|^\W{0,6}\p{Lu}[\p{L} .-]{1,40}[:–—]\s/iu;
const OWNER_COLUMN =
  /^(?:owner|owners|who|assignee|responsible|verantwortlich|zuständig|responsable|responsável|担当|担当者|负责人)$/i;

/** What made an incident possible is explained, and less possible afterwards, without looking for somebody to blame. */
export default defineRule({
  id: 'postmortem',
  lifecycle: 'experimental',
  question: 'What made this possible, and what will make it less so?',
  summary:
    'The postmortem has timeline, impact, cause, detection, what went well and actions with owners, without blame.',
  why: 'Whoever is blamed once hides the next time, and the cause stays where it was.',
  appliesTo: ['document'],
  sections: ['timeline', 'impact', 'cause', 'detection', 'went-well', 'actions'],
  options: {
    ...SECTION_OPTIONS,
    blameless: { type: 'boolean', default: true, words: 'Whether words of blame are refused.' },
  },
  problems: {
    ...SECTION_WORDS,
    'no-times': {
      actual: 'the timeline has {count} entries with a time',
      expected: 'at least two: when it began, and when it was over',
      fix: 'Put the time in front of each entry, as `10:42`.',
    },
    'no-owner': {
      actual: '{count} actions have no owner, the first being “{action}”',
      expected: 'somebody for each action, as `(@ada)` or in a column Owner',
      fix: 'Add who does it, or take the action out.',
    },
    blame: {
      actual: '“{words}” looks for somebody',
      expected: 'what made the step possible, likely or hard to notice',
      fix: 'Say what somebody in that place could see and do at that moment, and what would have shown the way.',
    },
  },
  check(evidence, { minWords, blameless }, { documentKind, requiredSections }) {
    if (documentKind !== 'postmortem') return { notAsked: 'the document is no postmortem' };
    const problems = [...sectionProblems(evidence, requiredSections, { minWords })];
    const told = new Set(problems.map(({ data }) => data['section']));
    if (!told.has('timeline')) problems.push(...timeProblems(evidence));
    if (!told.has('actions')) problems.push(...ownerProblems(evidence));
    for (const { kind, text, place } of blameless ? allEntries(evidence) : []) {
      const words = kind === 'quote' || kind === 'code' ? undefined : blameIn(text);
      if (words !== undefined) problems.push({ code: 'blame', data: { words }, place });
    }
    return { problems };
  },
  examples: [
    ...(
      [
        ['a postmortem that explains', {}, 'pass'],
        [
          'actions in a table, with owners in a column',
          { actions: '| Action | Owner |\n| --- | --- |\n| alert on the age of the queue | Ada |' },
          'pass',
        ],
        ['no detection', { detection: undefined }, ['missing-section']],
        ['what went well is left open', { 'what went well': 'TODO' }, ['unfilled-section']],
        ['an impact of one word', { impact: 'Outage' }, ['thin-section']],
        [
          'a cause copied from the impact',
          { cause: 'Nobody could pay by card for 38 minutes.' },
          ['repeated-section'],
        ],
        [
          'a timeline without times',
          { timeline: '- payments began to fail\n- somebody noticed it' },
          ['no-times'],
        ],
        [
          'an action that belongs to nobody',
          { actions: '- the queue gets an alert on its age' },
          ['no-owner'],
        ],
        [
          'a cause that is a person',
          { cause: 'Human error: the limit was set too low by whoever deployed it.' },
          ['blame'],
        ],
      ] as const
    ).map(([name, changed, expect]) => ({
      name,
      kind: 'document' as const,
      documentKind: 'postmortem',
      text: incident(changed),
      expect,
    })),
    {
      name: 'a page of another kind',
      kind: 'document',
      text: '# How to begin\n\nClone the repository.\n',
      expect: 'not-applicable',
    },
  ],
});

/** A postmortem in which some sections say something else, or are missing. */
function incident(changed: Readonly<Record<string, string | undefined>>): string {
  const sections: Readonly<Record<string, string | undefined>> = {
    timeline:
      '- 10:42 the limit of connections is lowered\n- 10:44 payments fail\n- 11:20 the limit is back, payments pass',
    impact: 'Nobody could pay by card for 38 minutes.',
    cause: 'The limit counts for all shops together, which its name does not say and no test covers.',
    detection: 'A customer called after 20 minutes; the alert looks at the hour before.',
    'what went well': 'The rollback was rehearsed in May and took two minutes.',
    actions:
      '- alert on the rate of the last five minutes (@ada, 1 June)\n- name the limit after what it counts (@grace)',
    ...changed,
  };
  const parts = Object.entries(sections).flatMap(([title, text]) =>
    text === undefined ? [] : [`## ${title.charAt(0).toUpperCase()}${title.slice(1)}\n\n${text}\n`],
  );
  return `# Card payments fail\n\n${parts.join('\n')}`;
}

function timeProblems(evidence: Evidence): readonly Problem[] {
  const part = documentPart(evidence, 'timeline');
  if (part === undefined || part.state === 'not-applicable') return [];
  const lines = part.entries.flatMap(({ text }) => text.slice(0, 8000).split('\n'));
  const count = lines.filter((line) => TIME.test(line.slice(0, 300))).length;
  const data = { section: 'timeline', count };
  return count >= 2 ? [] : [{ code: 'no-times', data, place: part.place }];
}

function ownerProblems(evidence: Evidence): readonly Problem[] {
  const part = documentPart(evidence, 'actions');
  if (part === undefined || part.state === 'not-applicable') return [];
  const open = actionsIn(part.entries).filter(
    ({ text, isOwned }) => !isOwned && !OWNER.test(text.slice(0, 600)),
  );
  const [first] = open;
  if (first === undefined) return [];
  const data = { section: 'actions', count: open.length, action: first.text };
  return [{ code: 'no-owner', data, place: first.place }];
}

interface Action {
  text: string;
  readonly place: Entry['place'];
  readonly isOwned: boolean;
}

/** Outermost items with what is nested in them, and rows; text around them announces or explains. */
function actionsIn(entries: readonly Entry[]): readonly Action[] {
  const actions: Action[] = [];
  for (const { kind, text, depth, columns = [], cells = [], place } of entries) {
    const isItem = kind === 'item' || kind === 'task';
    const last = actions.at(-1);
    if (isItem && depth > 0 && last !== undefined) last.text += `\n${text}`;
    else if (isItem) actions.push({ text, place, isOwned: false });
    else if (kind === 'row') {
      const at = columns.findIndex((column) => OWNER_COLUMN.test(column.trim()));
      actions.push({ text: cells.join(' '), place, isOwned: /\p{L}{2}/u.test(cells[at] ?? '') });
    }
  }
  const [only] = entries;
  return actions.length > 0 || only === undefined
    ? actions
    : [{ text: entries.map(({ text }) => text).join('\n'), place: only.place, isOwned: false }];
}
