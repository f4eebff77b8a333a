import {
  documentDigest,
  fromText,
  incidentOf,
  type MatterField,
  PlanError,
  parseServices,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

const LIST = `services:
  checkout:
    title: Checkout
    owner: '@ada'
    documents:
      service: ./docs/services/checkout.md
      runbook: [docs/runbooks/a.md, docs/runbooks/b.md]
    dependencies: [Vault, DNS, Vault]
  search: { owner: bob }
`;

/** What is wrong in a list of services, a line each. */
function faultsOf(text: string): readonly string[] {
  try {
    parseServices(text, 'services.yml');
    return [];
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return error.message.split('\n');
  }
}

describe('the list of services', () => {
  test('gives each service its owner, its documents by what they are for, and the place of each', () => {
    const { services, placeOf, lineOf } = parseServices(LIST, 'services.yml');
    expect(services).toEqual([
      {
        id: 'checkout',
        title: 'Checkout',
        owner: 'ada',
        paths: [],
        documents: {
          service: ['docs/services/checkout.md'],
          runbook: ['docs/runbooks/a.md', 'docs/runbooks/b.md'],
        },
        dependencies: ['Vault', 'DNS'],
      },
      { id: 'search', owner: 'bob', paths: [], documents: {}, dependencies: [] },
    ]);
    expect(placeOf('checkout', 'docs/runbooks/b.md')).toMatchObject({ line: 7, column: 37 });
    expect([lineOf('checkout'), lineOf('search')]).toEqual([2, 9]);
  });

  test.each([
    [
      'services:\n  a:\n    ownr: ada\n',
      [
        'services.yml:3:5: `services.a.owner` is missing; it is text',
        'services.yml:3:5: unknown key `ownr` (did you mean `owner`?); valid here: title, owner, paths, documents, dependencies',
      ],
    ],
    [
      'services:\n  a: { owner: ada, documents: { runbok: x.md } }\n',
      [
        'services.yml:2:33: unknown key `runbok` (did you mean `runbook`?); valid here: service, slo, monitoring, observability, failure-modes, scenarios, runbook',
      ],
    ],
    [
      'services:\n  Check out: { owner: ada }\n',
      ['services.yml:2:3: `Check out` is no valid name; write lower-case words joined by `-`'],
    ],
    ['services:\n\ta: 1\n', ['services.yml:2:1: a tab as indentation; YAML takes spaces only']],
    ['', ['services.yml:1:1: the file is empty']],
  ])('tells of %j what is wrong where', (text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });
});

/** Fields of front matter, a line each. */
function fields(values: Readonly<Record<string, string | readonly string[]>>): readonly MatterField[] {
  return Object.entries(values).map(([name, value], at) => ({
    name,
    values: typeof value === 'string' ? [value] : [...value],
    isList: typeof value !== 'string',
    place: { line: at + 2, column: 1 },
  }));
}

describe('an incident', () => {
  test('is what its front matter says, people by their logins', () => {
    const read = incidentOf(
      'incidents/1.md',
      fields({
        started: '2026-03-01T10:42+01:00',
        detected: '2026-03-01 10:50',
        severity: 'SEV-2',
        commander: '@ada',
        responders: ['grace', 'alan', 'grace'],
        services: ['checkout'],
        simulated: 'true',
        cause: 'cause:untested',
        'causing-change': 'https://github.com/team/shop/pull/12',
        issue: '#40',
      }),
    );
    expect(read).toEqual({
      path: 'incidents/1.md',
      startedAt: '2026-03-01T09:42:00.000Z',
      detectedAt: '2026-03-01T10:50:00.000Z',
      severity: 'SEV-2',
      commander: 'ada',
      responders: ['grace', 'alan'],
      shadows: [],
      simulated: true,
      services: ['checkout'],
      cause: 'untested',
      causingChange: { kind: 'number', number: 12 },
      issue: 40,
    });
  });

  test('leaves out names, sentences and what cannot be read', () => {
    const read = incidentOf(
      'incidents/1.md',
      fields({
        started: 'yesterday',
        commander: 'Ada Lovelace',
        cause: 'The disk was full because nobody looked',
        debriefed: 'soon',
        'causing-change': 'the one before',
        issue: '0',
      }),
    );
    expect(read).toEqual({
      path: 'incidents/1.md',
      responders: [],
      shadows: [],
      simulated: false,
      services: [],
    });
  });

  test('has no times where they contradict each other', () => {
    const times = {
      started: '2026-03-01T10:42Z',
      detected: '2026-03-01T10:30Z',
      resolved: '2026-03-01T11:00Z',
    };
    expect(Object.keys(incidentOf('a.md', fields(times)))).not.toContain('detectedAt');
    const { startedAt, resolvedAt } = incidentOf('a.md', fields({ ...times, detected: '2026-03-01T10:45Z' }));
    expect([startedAt, resolvedAt]).toEqual(['2026-03-01T10:42:00.000Z', '2026-03-01T11:00:00.000Z']);
  });
});

test.each([
  ['The service should be available and fast, day and night.', []],
  ['99.9 % of the payments are answered, over 30 days.', ['slo']],
])('an objective is sound by its number, whoever asks for it: %s', (words, sound) => {
  const slo = { title: 'Service level objective', skeleton: [], parts: {} };
  const evidence = fromText(`# Checkout\n\n## SLO\n\n${words}\n`, {
    kind: 'document',
    index: { sections: { slo: 'slo' }, parts: {}, words: { slo } },
    hashHeadings: 'count',
  });
  const context = { findings: [], dependencies: [], asOf: '2026-11-22T00:00:00Z' };
  expect(documentDigest(evidence, context).fields?.['sections'] ?? []).toEqual(sound);
});
