import { defineRule, incidentFaults, type MatterField, type Problem } from '@forethought/core';

/** An incident leaves a record from which it can be counted: when, how bad, and who led. */
export default defineRule({
  id: 'incident-record',
  lifecycle: 'experimental',
  question: 'When did it begin, when was it noticed, and who led?',
  summary:
    'The front matter of the incident has its times in order, its severity, who led and who responded.',
  why: 'Times that nobody wrote down are guessed later, and always in favour of whoever guesses.',
  appliesTo: ['document'],
  sections: [],
  options: {
    fields: {
      type: 'strings',
      default: [
        'started',
        'detected',
        'resolved',
        'severity',
        'commander',
        'responders',
        'services',
      ] as string[],
      words: 'Fields that a record needs; `resolved` is not asked for while it says `status: open`.',
    },
    severities: {
      type: 'strings',
      default: ['SEV-1', 'SEV-2', 'SEV-3'] as string[],
      words: 'The severities that there are.',
    },
  },
  problems: {
    'missing-field': {
      actual: 'the front matter has no {field}',
      expected: 'a line `{field}: …` between the two lines of `---`',
      fix: 'Add the line, with times as `2026-03-01T10:42Z` and people by their login.',
    },
    'unknown-field': {
      actual: 'the field {field} is not known',
      expected: 'the field {meant}',
      fix: 'Rename it to `{meant}`.',
    },
    'impossible-time': {
      actual: '{field} is “{text}”',
      expected: 'a time that there was, as `2026-03-01T10:42Z`',
      fix: 'Correct it; without a zone UTC is meant.',
    },
    'future-time': {
      actual: '{field} is “{text}”, and today is {day}',
      expected: 'a time that has been',
      fix: 'Correct the year, month or day; an incident that goes on says `status: open` and has no time of its end.',
    },
    'wrong-order': {
      actual: '{later} lies before {earlier}',
      expected: 'started, detected and resolved in this order',
      fix: 'Correct the time that is wrong.',
    },
    'unknown-severity': {
      actual: 'the severity is “{text}”',
      expected: 'one of {severities}',
      fix: 'Write one of them.',
    },
    'not-a-switch': {
      actual: '{field} is “{text}”',
      expected: '`true` or `false`',
      fix: 'Write one of the two.',
    },
  },
  check({ matterFields = [], matterProblems }, { fields, severities }, { documentKind, asOf }) {
    if (documentKind !== 'incident') return { notAsked: 'the document records no incident' };
    if (matterProblems !== undefined)
      return { notAsked: 'its front matter can not be read, which required-sections tells' };
    const isOpen = matterFields.some(({ name, values }) => name === 'status' && values[0] === 'open');
    const problems = fields
      .filter((field) => !(isOpen && field === 'resolved') && valuesOf(matterFields, field).length === 0)
      .map((field): Problem => ({ code: 'missing-field', data: { field }, place: { line: 1, column: 1 } }));
    problems.push(...incidentFaults(matterFields, asOf));
    const severity = matterFields.find(({ name }) => name === 'severity');
    const [text] = severity?.values ?? [];
    if (severity !== undefined && text !== undefined && !severities.includes(text)) {
      problems.push({
        code: 'unknown-severity',
        data: { text, severities: [...severities] },
        place: severity.place,
      });
    }
    return { problems };
  },
  examples: [
    ...(
      [
        ['a record of an incident that is over', {}, 'pass'],
        ['an incident that is still open', { status: 'open', resolved: undefined }, 'pass'],
        ['nobody led', { commander: undefined }, ['missing-field']],
        [
          'a field that is misspelt',
          { detected: undefined, detectd: '2026-03-01T10:50Z' },
          ['missing-field', 'unknown-field'],
        ],
        ['a day that does not exist', { resolved: '2026-02-30T11:20Z' }, ['impossible-time']],
        ['a year that is still to come', { resolved: '2031-03-01T11:20Z' }, ['future-time']],
        ['noticed before it began', { detected: '2026-03-01T10:30Z' }, ['wrong-order']],
        ['a severity that there is not', { severity: 'bad' }, ['unknown-severity']],
        ['a switch with a word', { debriefed: 'tomorrow' }, ['not-a-switch']],
      ] as const
    ).map(([name, changed, expect]) => ({
      name,
      kind: 'document' as const,
      documentKind: 'incident',
      text: record(changed),
      asOf: '2026-11-22T00:00:00Z',
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

/** A record in which some fields say something else, or are missing. */
function record(changed: Readonly<Record<string, string | undefined>>): string {
  const fields: Readonly<Record<string, string | undefined>> = {
    started: '2026-03-01T10:42Z',
    detected: '2026-03-01T10:50Z',
    resolved: '2026-03-01T11:20Z',
    severity: 'SEV-2',
    commander: 'ada',
    responders: '[grace, alan]',
    services: '[checkout]',
    debriefed: 'true',
    ...changed,
  };
  const lines = Object.entries(fields).flatMap(([name, text]) =>
    text === undefined ? [] : [`${name}: ${text}`],
  );
  return [
    '---',
    'kind: incident',
    ...lines,
    '---',
    '',
    '# Card payments fail',
    '',
    'See the postmortem.',
    '',
  ].join('\n');
}

function valuesOf(fields: readonly MatterField[], name: string): readonly string[] {
  return fields.find((field) => field.name === name)?.values.filter((value) => value !== '') ?? [];
}
