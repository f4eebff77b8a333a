import { type NamedPlans, namedPlans, parseConfig } from '@forethought/core';
import { builtInPlans, metrics, rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { complaints } from './helpers/complaints.js';

const known = { rules, metrics, plans: builtInPlans };

/** Reads a configuration with the plan files that it names. */
function read(files: Readonly<Record<string, string>>, name?: string): NamedPlans {
  const file = 'forethought.yml';
  const text = files[file];
  const source =
    text === undefined ? undefined : { file, text, config: parseConfig(text, { file, ...known }) };
  const reading = namedPlans(source, name, known);
  let step = reading.next();
  while (step.done !== true) step = reading.next(files[step.value]);
  return step.value;
}

const plan = (id: string, parent: string, more = ''): string =>
  `schema: 1\nplan: ${id}\ntitle: ${id}\nextends: ${parent}\nphases: []\n${more}`;
const ours = 'extends: plans/a.yml\n';

describe('a chain of plan files', () => {
  test('has everything of every plan in it, the later one in place of the earlier', () => {
    const found = read({
      'forethought.yml': ours,
      'plans/a.yml': plan('a', 'plans/b.yml', 'sections:\n  design: { title: Ours }\n'),
      'plans/b.yml': plan(
        'b',
        'devops-elite',
        'sections:\n  design: { title: Theirs, aliases: [Old] }\n  cost: { title: Cost }\n',
      ),
    }).plan;
    expect(found).toMatchObject({
      plan: 'a',
      sections: { cost: { title: 'Cost' }, design: { title: 'Ours' } },
    });
    expect(found.sections['design']?.aliases).toEqual(expect.arrayContaining(['Theirs', 'Old', 'Design']));
    expect(found.phases.flatMap(({ units }) => units).length).toBeGreaterThan(5);
  });

  test('that ends in a circle is refused where it closes', () => {
    const files = {
      'forethought.yml': ours,
      'plans/a.yml': plan('a', 'plans/b.yml'),
      'plans/b.yml': plan('b', 'plans/a.yml'),
    };
    expect(complaints(() => read(files))).toEqual([
      'plans/b.yml:4:10: the plans build on each other in a circle: plans/a.yml → plans/b.yml → plans/a.yml; one of them has to build on a built-in plan or on none',
      '  (plans/a.yml builds on plans/b.yml)',
    ]);
  });

  test('a plan that builds on itself is a circle of one', () => {
    const files = { 'forethought.yml': ours, 'plans/a.yml': plan('a', 'plans/a.yml') };
    expect(complaints(() => read(files))).toEqual([
      expect.stringContaining(
        'plans/a.yml:4:10: the plans build on each other in a circle: plans/a.yml → plans/a.yml',
      ),
    ]);
  });

  test.each([
    [
      'plans/devops-elit.yml',
      'there is no plan file `plans/devops-elit.yml` (did you mean `devops-elite`?); paths count from',
    ],
    [
      'devops-elit',
      'no plan `devops-elit` (did you mean `devops-elite`?); built in: devops-elite, sre-training; or name a file',
    ],
    ['../a.yml', '`../a.yml` leads out of the repository'],
    ['https://example.org/a.yml', 'a plan is never loaded from an address'],
  ])('that leads to %s is refused at its place', (parent, words) => {
    const files = {
      'forethought.yml': ours,
      'plans/a.yml': plan('a', 'plans/b.yml'),
      'plans/b.yml': plan('b', parent),
    };
    const [first, second, ...more] = complaints(() => read(files));
    expect(first).toContain(`plans/b.yml:4:10: ${words}`);
    expect([second, ...more]).toEqual(['  (plans/a.yml builds on plans/b.yml)']);
  });

  test('a mistake in a plan that others build on is told in its own file, with the way to it', () => {
    const files = {
      'forethought.yml': ours,
      'plans/a.yml': plan('a', 'plans/b.yml'),
      'plans/b.yml': plan('b', 'devops-elite', 'titel: x\n'),
    };
    expect(complaints(() => read(files))).toEqual([
      expect.stringContaining('plans/b.yml:6:1: unknown key `titel` (did you mean `title`?)'),
      '  (plans/a.yml builds on plans/b.yml)',
    ]);
  });

  test('has an end', () => {
    const numbers = Array.from({ length: 12 }, (_, at) => at);
    const files = Object.fromEntries(
      numbers.map((at) => [`plans/${at}.yml`, plan(`p${at}`, `plans/${at + 1}.yml`)]),
    );
    expect(complaints(() => read({ ...files, 'forethought.yml': 'extends: plans/0.yml\n' }))[0]).toContain(
      'plans/8.yml:4:10: more than 8 plan files build on each other',
    );
  });
});

describe('what a configuration names', () => {
  const cost = 'sections:\n  cost: { title: Cost }\n';

  test('plan files of people and of paths are read as well, and known by their ids', () => {
    const {
      plan: team,
      plans,
      config,
    } = read({
      'forethought.yml': `${ours}roster:\n  - { login: ann, plan: plans/b.yml }\noverrides:\n  - { paths: ['db/**'], plan: plans/b.yml }\n`,
      'plans/a.yml': plan('a', 'devops-elite'),
      'plans/b.yml': plan('b', 'sre-training'),
    });
    expect([team.plan, ...plans.map((each) => each.plan)]).toEqual([
      'a',
      'devops-elite',
      'sre-training',
      'b',
    ]);
    expect([config?.roster[0]?.plan, config?.overrides[0]?.plan]).toEqual(['b', 'b']);
  });

  test.each([
    [`${ours}`, 'forethought.yml:1:10: there is no plan file `plans/a.yml`; paths count from'],
    ['roster:\n  - { login: ann, plan: plans/a.yml }\n', 'forethought.yml:2:25: there is no plan file'],
    ["overrides:\n  - { paths: ['x'], plan: plans/a.yml }\n", 'forethought.yml:2:27: there is no plan file'],
    ["overrides:\n  - { paths: ['x'], plan: devops }\n", 'forethought.yml:2:27: no plan `devops`'],
    ["overrides:\n  - { paths: ['x'] }\n", 'forethought.yml:2:5: these paths get nothing of their own'],
  ])('%j without the file is refused at its place', (text, words) => {
    expect(complaints(() => read({ 'forethought.yml': text }))).toEqual([expect.stringContaining(words)]);
  });

  test('two plans of one id are refused', () => {
    const files = {
      'forethought.yml': `${ours}roster:\n  - { login: ann, plan: plans/b.yml }\n`,
      'plans/a.yml': plan('a', 'devops-elite'),
      'plans/b.yml': plan('a', 'sre-training'),
    };
    expect(complaints(() => read(files))).toEqual([
      'plans/b.yml:2:7: another plan is called `a` already; give this one an id of its own',
    ]);
  });

  test('is compared with the plan of the file once that is read', () => {
    const files = { 'plans/a.yml': plan('a', 'devops-elite', cost) };
    const text = `${ours}sections:\n  cost: { aliases: [Kosten] }\n  cots: { aliases: [X] }\n`;
    expect(complaints(() => read({ ...files, 'forethought.yml': text }))).toEqual([
      'forethought.yml:4:3: no section `cots` (did you mean `cost`?); a new section needs a `title`',
    ]);
  });

  test('a plan named in place of the configured one is read without it', () => {
    const { plan: named } = read(
      { 'forethought.yml': 'extends: plans/gone.yml\n', 'b.yml': plan('b', 'devops-elite') },
      'b.yml',
    );
    expect(named.plan).toBe('b');
    expect(complaints(() => read({}, 'c.yml'))).toEqual([
      expect.stringContaining('c.yml:1:1: there is no plan file `c.yml`'),
    ]);
  });
});

describe('sections of a plan file', () => {
  const files = (section: string, top: string) => ({
    'forethought.yml': `${top}rules:\n  named-sections/cost: { options: { sections: [${section}] } }\n`,
    'plans/a.yml': plan('a', 'devops-elite', 'sections:\n  cost: { title: Cost }\n'),
  });

  test.each([
    ['the team', ours],
    ['somebody', 'roster: [{ login: ann, plan: plans/a.yml }]\n'],
    ['some paths', "overrides: [{ paths: ['db/**'], plan: plans/a.yml }]\n"],
  ])('may be asked for where %s follows it, and are compared with their names', (_, top) => {
    expect(complaints(() => read(files('cost', top)))).toEqual([]);
    expect(complaints(() => read(files('csot', top)))).toEqual([
      expect.stringContaining('no section `csot` (did you mean `cost`?)'),
    ]);
  });
});
