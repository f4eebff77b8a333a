import { readFileSync } from 'node:fs';
import { type Facts, readRecord } from '@forethought/core';
import { redactFacts } from '@forethought/io';
import { describe, expect, test } from '@jest/globals';

/** What nobody may read once it is stored: words with a name and an address, as people write them. */
const SECRET = 'Zelda Marker and friends zelda@marker.example';
/** Fields that are kept as the platform or Git has them, as docs/privacy.md says: no record of a person is among them. */
const AS_WRITTEN = [
  /^asOf$|^defaultBranch$|^repository\./,
  /^sources\[\]/,
  /^commits\[\]\.(?:sha|tree|parents|login|type|files|digest|causes|verdicts|documents)/,
  /^pulls\[\]\.(?!title|body)/,
  /^issues\[\]\.(?!title|body)/,
  /^(?:deployments|releases|workflowRuns|candidates)\[\]/,
  /^patterns\[\]\.(?:id|title|category)$/,
  /^documents\[\]\.(?:path|kind|verdicts\[\]\.rule|counts\.\*)$/,
  /^incidents\[\]\.(?:path|causingChange\.sha)$/,
];

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

const whole = JSON.parse(readFileSync('docs/schemas/facts.json', 'utf8')) as Schema;

/** A value of the schema with the secret wherever it takes any text; `variant` picks among alternatives. */
function filled(schema: Schema, variant: number): unknown {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return filled(whole.$defs?.[name] ?? {}, variant);
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.anyOf !== undefined) return filled(schema.anyOf[variant % schema.anyOf.length] ?? {}, variant);
  if (schema.type === 'string')
    return schema.pattern === undefined && schema.format === undefined ? SECRET : '2026-01-05T10:00:00Z';
  if (schema.type === 'array') return schema.items === undefined ? [] : [filled(schema.items, variant)];
  if (schema.type === 'boolean') return true;
  if (schema.type === 'integer' || schema.type === 'number') return 1;
  if (schema.type === 'null') return null;
  const { properties = {}, additionalProperties, propertyNames } = schema;
  const own = Object.entries(properties).map(([key, each]) => [key, filled(each, variant)]);
  const key = propertyNames?.enum?.[0] ?? SECRET;
  return Object.fromEntries([
    ...own,
    ...(typeof additionalProperties === 'object' ? [[key, filled(additionalProperties, variant)]] : []),
  ]);
}

/** Where the secret still stands, keys of maps included. */
function leaks(value: unknown, path = ''): readonly string[] {
  if (typeof value === 'string') return /marker|zelda/i.test(value) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((each) => leaks(each, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    const isSecret = /marker|zelda/i.test(key);
    const at = `${path === '' ? '' : `${path}.`}${isSecret ? '*' : key}`;
    return [...(isSecret ? [at] : []), ...leaks(each, at)];
  });
}

describe.each([0, 1, 2])('facts with a secret in every text (%i)', (variant) => {
  const facts = filled(whole, variant) as Facts;

  test('have it in records of people, services and incidents', () => {
    const found = leaks(facts);
    for (const path of ['services[].owner', 'incidents[].team', 'documents[].fields.*'])
      expect(found.filter((each) => each.startsWith(path))).not.toEqual([]);
    expect(found.filter((each) => each.startsWith('training.')).length).toBeGreaterThan(40);
  });

  test('keep it nowhere but in what is kept as it was written', () => {
    const stored = redactFacts(facts, { key: 'k' });
    const left = leaks(stored).filter((path) => !AS_WRITTEN.some((pattern) => pattern.test(path)));
    expect([...new Set(left)]).toEqual([]);
    expect(redactFacts(stored, { key: 'k' })).toEqual(stored);
  });
});

test('what measures read stays: ids, logins, paths, and that there is an owner', () => {
  const service = {
    id: 'checkout',
    title: 'Checkout',
    owner: 'hans.secret@corp.example',
    paths: ['src/**', 'packages/@shop/checkout/**'],
    documents: { service: ['docs/services/checkout.md'] },
    dependencies: ['Vault', 'cert-manager', 'the DB at 10.1.2.3'],
  };
  const incident = {
    path: 'incidents/1.md',
    severity: 'SEV-2',
    commander: 'ada',
    responders: ['bob', 'dependabot[bot]'],
    shadows: [],
    simulated: false,
    team: 'Hans Secretname and friends',
    services: ['checkout', 'payments of ACME Bank'],
  };
  const facts = { ...(filled(whole, 0) as Facts), services: [service], incidents: [incident] };
  const stored = redactFacts(facts, { key: 'k' });
  const { title, ...rest } = service;
  const hash = expect.stringMatching(/^hmac:[0-9a-f]{32}$/);
  expect(title).toBe('Checkout');
  expect(stored.services).toEqual([{ ...rest, owner: hash, dependencies: ['Vault', 'cert-manager', hash] }]);
  expect(stored.incidents).toEqual([{ ...incident, team: hash, services: ['checkout', hash] }]);
  const loginOf = () => 'hans';
  expect(redactFacts(facts, { key: 'k', loginOf }).services?.[0]?.owner).toBe('hans');
});

test('a person’s record keeps what shows each part of it', () => {
  const { value } = readRecord(
    'person',
    'login: ada\njoined: 2025-06-02\ntrack: four-weeks\ncertificates:\n  on-call:\n    started: 2026-01-05\n    modules:\n      foundations:\n        assessment: { result: passed, on: 2026-01-08, by: grace, score: nine of ten }\n        artefacts: [notes/foundations.md, "#12", "https://wiki.example/a?b=c#d"]\n',
  );
  const training = { profiles: [], weeks: [], days: [], surveys: [] };
  const unread = [{ path: 'training/people/bob.yml', why: 'line 3: `Hans` is not valid here' }];
  const facts = filled(whole, 0) as Facts;
  if (value === null) throw new Error('the record can not be read');
  const stored = redactFacts({ ...facts, training: { ...training, people: [value], unread } }, { key: 'k' });
  const [person] = stored.training?.people ?? [];
  const module = person?.certificates['on-call']?.modules['foundations'];
  expect(person).toMatchObject({ login: 'ada', track: 'four-weeks' });
  expect(module?.assessment).toEqual({ result: 'passed', on: '2026-01-08', by: 'grace' });
  expect(module?.artefacts).toEqual(['notes/foundations.md', '#12', 'https://wiki.example/a?b=c#d']);
  expect(stored.training?.unread).toEqual([{ path: 'training/people/bob.yml', why: 'line 3' }]);
});
