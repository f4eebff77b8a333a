import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Evidence, fromText, type Policy, policyFor, touchedTechnologies } from '@forethought/core';
import { builtInPlans, rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';

interface Packed {
  readonly policy: Policy;
  readonly texts: readonly string[];
}
interface Narrow {
  readonly packPolicy: (policy: Policy) => Packed;
  readonly unpackPolicy: (packed: Packed) => Policy;
  readonly narrowPolicy: (packed: Packed, paths: readonly string[]) => Policy;
}
const { narrowPolicy, packPolicy, unpackPolicy }: Narrow = await import(
  pathToFileURL(resolve('packages/cli/dist/hook-narrow.js')).href
);

const PATHS = ['src/app.ts', 'k8s/store.yaml', 'infra/dns.tf', 'docs/readme.md', 'package-lock.json'];

function policyOf(name: string): Policy {
  const plan = builtInPlans.find((each) => each.plan === name);
  if (plan === undefined) throw new Error(`no plan ${name}`);
  const whole = { plan, plans: builtInPlans, config: undefined, rules, mode: 'strict' } as const;
  return policyFor({ ...whole, engineer: null, asOf: '2026-11-22T10:00:00Z' });
}

/** Everything that a message says, with the properties that are worked out when they are read. */
function read(text: string, index: Policy['sections']): unknown {
  const evidence: Evidence = fromText(text, { kind: 'commit', index, hashHeadings: 'doomed' });
  return JSON.parse(JSON.stringify(evidence));
}

describe.each(['devops-elite', 'sre-training'])('the policy of %s, packed', (name) => {
  const policy = policyOf(name);
  const packed = packPolicy(policy);
  const names = Object.keys(policy.sections.sections);
  const forms = [
    (each: string) => each,
    (each: string) => `${each.toUpperCase()} (2 new)`,
    (each: string) => `2. ${each}`,
    (each: string) => `**${each}**`,
  ];
  const labels = names.map((each, at) => forms[at % forms.length]?.(each) ?? each);
  const messages = [
    ...labels,
    'sources',
    'source of truth',
    'tested',
    'test',
    'preuve',
    'no name',
    'テスト',
    '',
  ].map((label) => `feat: wait\n\nTest Evidence:\n- unit: 3 passed\n\n${label}:\n- it ran twice\n`);

  test('is the same once it is unpacked, but for what no commit is asked', () => {
    const { documents, documentSections, paths, ...kept } = unpackPolicy(JSON.parse(JSON.stringify(packed)));
    expect([documents, documentSections, paths.deployment]).toEqual([[], {}, []]);
    const { sections, bots, waivers } = policy;
    expect(kept).toMatchObject({ sections, bots, waivers });
    expect(kept.technologies.map(({ id, content, docs }) => ({ id, content, docs }))).toEqual(
      policy.technologies.map(({ id, content, docs }) => ({ id, content, docs })),
    );
    expect(kept.rules.map(({ ruleId, timeline, options }) => ({ ruleId, timeline, options }))).toEqual(
      policy.rules.map(({ ruleId, timeline, options }) => ({ ruleId, timeline, options })),
    );
  });

  test('finds every name that the whole index finds, in each message and over all of them', () => {
    const over = narrowPolicy(packed, PATHS).sections;
    let named = 0;
    for (const message of messages) {
      const expected = read(message, policy.sections);
      expect(read(message, narrowPolicy(packed, PATHS).sections)).toEqual(expected);
      expect(read(message, over)).toEqual(expected);
      named += JSON.stringify(expected).includes('it ran twice') ? 1 : 0;
    }
    expect(named).toBeGreaterThan(names.length / 2);
  });

  test('knows the technologies that the paths touch, and the parts of every section', () => {
    const narrow = narrowPolicy(packed, PATHS);
    const files = PATHS.map((path) => ({ path, status: 'M', added: null, deleted: null }) as const);
    const idsOf = (whole: Policy): readonly string[] => touchedTechnologies(files, whole).map(({ id }) => id);
    expect(idsOf(narrow)).toEqual(idsOf(policy));
    expect(idsOf(policy).length > 0).toBe(policy.technologies.length > 0);
    expect(narrow.sections.parts).toEqual(policy.sections.parts);
  });
});
