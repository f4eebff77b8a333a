import {
  type Config,
  compareConfigs,
  comparePolicies,
  type PolicyChange,
  parseConfig,
  policiesFor,
} from '@forethought/core';
import { builtInPlans, metrics, rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';

const devopsElite = builtInPlans.find(({ plan }) => plan === 'devops-elite');
if (devopsElite === undefined) throw new Error('devops-elite is not built in');
const builtIn = devopsElite;
const DAY = '2026-11-22';

function config(text: string): Config {
  return parseConfig(text, { file: 'forethought.yml', rules, metrics, plans: builtInPlans });
}

/** What differs between two configurations, one line each, for somebody without a schedule. */
function differences(before: string, after: string, day = DAY): readonly string[] {
  const of = (text: string) =>
    policiesFor({ plan: builtIn, plans: builtInPlans, config: config(text), rules })(
      null,
      `${day}T00:00:00Z`,
    );
  return comparePolicies(of(before), of(after), day, rules).map(line);
}

function line({ ruleId = '', kind, aspect, what, from, to, onlyFor }: PolicyChange): string {
  const where = [kind, onlyFor?.join(' ')].filter((part) => part !== undefined).join(' ');
  return `${what}: ${ruleId}${where === '' ? '' : ` (${where})`} ${aspect}: ${from} → ${to}`;
}

const BASE = 'mode: standard\n';
const rule = (setting: string) => `mode: standard\nrules:\n  pre-mortem: ${setting}\n`;

describe('two policies', () => {
  test('that are the same do not differ', () => {
    expect(differences(BASE, BASE)).toEqual([]);
    expect(differences(rule('warn'), rule('{ severity: warn }'))).toEqual([]);
  });

  test.each<[string, string, string, string]>([
    ['a severity that rises', rule('warn'), rule('block'), 'stronger: pre-mortem severity: warn → block'],
    ['a severity that falls', rule('block'), rule('observe'), 'weaker: pre-mortem severity: block → observe'],
    ['a rule that is switched off', rule('block'), rule('off'), 'weaker: pre-mortem severity: block → off'],
    [
      'a question in other words',
      rule('{ severity: block }'),
      rule('{ severity: block, question: What breaks first? }'),
      'changed: pre-mortem question: What could go wrong when this is deployed? → What breaks first?',
    ],
    [
      'a rule asked once more, under a name of its own',
      BASE,
      'mode: standard\nrules:\n  named-sections/cost: { severity: block, kinds: [commit], options: { sections: [pre-mortem] } }\n',
      'stronger: named-sections/cost (commit) severity: off → block',
    ],
    [
      'another plan for some paths',
      BASE,
      "mode: standard\noverrides: [{ paths: ['sre/**'], plan: sre-training }]\n",
      'weaker: test-evidence (commit sre/**) severity: block → off',
    ],
    [
      'a section of documents with one name more',
      BASE,
      'mode: standard\ndocumentSections: { rollback: { aliases: [Way back] } }\n',
      'changed:  document section rollback names: none → way back',
    ],
    [
      'a schedule that comes earlier',
      rule('{ severity: warn, schedule: [{ from: 2027-02-01, severity: block }] }'),
      rule('{ severity: warn, schedule: [{ from: 2027-01-01, severity: block }] }'),
      'stronger: pre-mortem schedule: block from 2027-02-01 → block from 2027-01-01',
    ],
    [
      'more that is needed',
      rule('{ severity: block }'),
      rule('{ severity: block, options: { failures: 7 } }'),
      'stronger: pre-mortem option failures: 5 → 7',
    ],
    [
      'less that is needed',
      rule('{ severity: block }'),
      rule('{ severity: block, options: { failures: 2 } }'),
      'weaker: pre-mortem option failures: 5 → 2',
    ],
    [
      'paths that limit',
      rule('{ severity: block, when: { paths: [src/**, lib/**] } }'),
      rule('{ severity: block, when: { paths: [src/**] } }'),
      'weaker: pre-mortem condition paths: src/**, lib/** → src/**',
    ],
    [
      'paths exchanged',
      rule('{ severity: block, when: { paths: [src/**] } }'),
      rule('{ severity: block, when: { paths: [lib/**] } }'),
      'changed: pre-mortem condition paths: src/** → lib/**',
    ],
    [
      'a threshold that rises',
      rule('{ severity: block, when: { moreThanLines: 10 } }'),
      rule('{ severity: block, when: { moreThanLines: 500 } }'),
      'weaker: pre-mortem condition moreThanLines: 10 → 500',
    ],
    [
      'drafts let go',
      rule('{ severity: block }'),
      rule('{ severity: block, when: { drafts: false } }'),
      'weaker: pre-mortem condition drafts: true → false',
    ],
    [
      'a label that asks as well',
      rule('{ severity: block, when: { paths: [src/**] } }'),
      rule('{ severity: block, when: { paths: [src/**], orLabels: [deployment, risky] } }'),
      'stronger: pre-mortem condition orLabels: deployment → deployment, risky',
    ],
    [
      'an excuse',
      rule('{ severity: block }'),
      rule('{ severity: block, when: { unless: { onlyPaths: [docs/**] } } }'),
      'weaker: pre-mortem condition unless: none → onlyPaths docs/**',
    ],
    [
      'a wider excuse',
      rule('{ severity: block, when: { unless: { atMostLines: 5 } } }'),
      rule('{ severity: block, when: { unless: { atMostLines: 50 } } }'),
      'weaker: pre-mortem condition unless atMostLines: 5 → 50',
    ],
    [
      'no way out',
      rule('{ severity: block }'),
      rule('{ severity: block, forbidNotApplicable: true }'),
      'stronger: pre-mortem not-applicable: allowed → forbidden',
    ],
    [
      'a kind that is left out',
      rule('{ severity: block, kinds: [commit, pull-request] }'),
      rule('{ severity: block, kinds: [commit] }'),
      'weaker: pre-mortem (pull-request) severity: block → off',
    ],
    ['bots', BASE, `${BASE}bots: [robot]\n`, 'weaker:  bots: none → robot'],
    [
      'paths that ask for nothing',
      BASE,
      `${BASE}paths: { generated: [out/**] }\n`,
      'weaker:  paths generated: none → out/**',
    ],
    [
      'another name of a section',
      BASE,
      `${BASE}sections: { pre-mortem: { aliases: [Doom] } }\n`,
      'changed:  section pre-mortem names: none → doom',
    ],
    [
      'another title of a section',
      BASE,
      `${BASE}sections: { pre-mortem: { title: Doom } }\n`,
      'changed:  section pre-mortem: Pre-mortem → Doom',
    ],
    [
      'a technology',
      BASE,
      `${BASE}technologies: { ours: { title: Ours, docs: [docs.example.org] } }\n`,
      'changed:  technologies: none → ours',
    ],
    [
      'a target',
      BASE,
      `${BASE}metrics: { documentation-coverage: { target: 50% } }\n`,
      'changed:  target documentation-coverage: 100% → 50%',
    ],
  ])('%s', (_, before, after, expected) => {
    expect(differences(before, after)).toContain(expected);
  });

  test('of which one observes: every rule in force is told, the mode as well, what is weaker first', () => {
    const found = differences('mode: strict\n', 'mode: observe\n');
    expect(found).toContain('weaker:  mode: strict → observe');
    expect(
      found.some((each) => each.startsWith('weaker: sources-consulted (commit) severity: block → observe')),
    ).toBe(true);
    expect(found.filter((each) => !each.startsWith('weaker'))).toEqual([]);
  });

  test('an override is told with its paths, against the general setting', () => {
    const override = `${rule('block')}overrides: [{ paths: [legacy/**], rules: { pre-mortem: off } }]\n`;
    expect(differences(rule('block'), override)).toEqual([
      'weaker: pre-mortem (legacy/**) severity: block → off',
    ]);
    expect(differences(override, rule('block'))).toEqual([
      'stronger: pre-mortem (legacy/**) severity: off → block',
    ]);
  });

  test('a waiver asks less until its last day, and nothing afterwards', () => {
    const waiver = `${BASE}waivers: [{ rule: pre-mortem, reason: freeze, approver: grace, until: 2026-12-01 }]\n`;
    const text = 'until 2026-12-01: freeze (approved by grace)';
    expect(differences(BASE, waiver)).toEqual([`weaker: pre-mortem waiver: none → ${text}`]);
    expect(differences(waiver, BASE)).toEqual([`stronger: pre-mortem waiver: ${text} → none`]);
    expect(differences(BASE, waiver, '2026-12-02')).toEqual([]);
  });

  test('options of a rule that is off on both sides do not count', () => {
    expect(differences(rule('off'), rule('{ severity: off, options: { failures: 1 } }'))).toEqual([]);
  });

  test('weaker comes before stronger, stronger before changed', () => {
    const found = differences(
      rule('block'),
      `${rule('warn')}  test-evidence: block\nsections: { pre-mortem: { title: Doom } }\n`,
    );
    const order = found.map((each) => each.slice(0, each.indexOf(':')));
    expect(order).toEqual(
      [...order].sort(
        (a, b) => ['weaker', 'stronger', 'changed'].indexOf(a) - ['weaker', 'stronger', 'changed'].indexOf(b),
      ),
    );
    expect(new Set(order).size).toBeGreaterThan(1);
  });
});

describe('two configurations', () => {
  const people = (before: string, after: string) => compareConfigs(config(before), config(after)).map(line);

  test('differ in what they ask of people', () => {
    const roster = (entry: string) => `roster: [{ login: ada${entry} }]\n`;
    expect(people(BASE, 'outsiders: block\n')).toEqual(['stronger:  outsiders: warn → block']);
    expect(people(roster(''), BASE)).toEqual(['weaker:  roster ada: in the roster → none']);
    expect(people(roster(', start: 2026-11-01'), roster(', start: 2026-12-01'))).toEqual([
      'weaker:  roster ada: start 2026-11-01 → start 2026-12-01',
    ]);
    expect(people(roster(', start: 2026-11-01'), roster(', plan: sre-training, start: 2026-12-01'))).toEqual([
      'changed:  roster ada: start 2026-11-01 → plan sre-training, start 2026-12-01',
    ]);
    expect(compareConfigs(undefined, config(roster(''))).map(line)).toEqual([
      'stronger:  roster ada: none → in the roster',
    ]);
    expect(people(BASE, BASE)).toEqual([]);
  });
});
