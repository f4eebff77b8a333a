import {
  type Change,
  type FileChange,
  fromText,
  judge,
  type Kind,
  outcomeOf,
  policyFor,
  runExample,
  sectionSkeleton,
} from '@forethought/core';
import { builtInPlans, rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { policy } from './helpers/policy.js';

const SOURCE: readonly FileChange[] = [
  { path: 'src/session.ts', status: 'M', added: 80, deleted: 20 },
  { path: 'deploy/k8s/redis.yaml', status: 'M', added: 80, deleted: 20 },
];
const NEW = [
  'pre-implementation-checklist',
  'assumptions-stated',
  'pre-commit-checklist',
  'fix-names-cause',
  'no-autosquash-leftovers',
  'pattern-applied',
  'explanation',
  'architecture-thinking',
  'lesson-recorded',
];
const CHECKLISTS = ['pre-implementation-checklist', 'pre-commit-checklist'];

function changeOf(text: string, kind: Kind = 'pull-request', more: Partial<Change> = {}): Change {
  const title = text.split('\n', 1)[0] ?? '';
  return {
    subject: { kind, id: '12', title },
    evidence: fromText(text, {
      kind,
      index: policy.sections,
      hashHeadings: 'count',
      ...(kind === 'commit' ? {} : { title }),
    }),
    files: SOURCE,
    linesRead: true,
    attributesRead: true,
    labels: [],
    draft: false,
    ...more,
  };
}

function answers(change: Change, by = policy): Readonly<Record<string, string>> {
  const { findings } = judge(change, by, rules);
  return Object.fromEntries(
    findings.map(({ ruleId, outcome, problem }) => [ruleId, problem?.code ?? outcome]),
  );
}

function exampleOf(ruleId: string, text: string) {
  const rule = rules.find(({ id }) => id === ruleId);
  if (rule === undefined) throw new Error(`no rule ${ruleId}`);
  return outcomeOf(runExample(rule, { name: '', kind: 'pull-request', text, expect: 'pass' }, policy));
}

describe('who is asked', () => {
  const plan = builtInPlans.find(({ plan: id }) => id === 'devops-elite');
  if (plan === undefined) throw new Error('devops-elite is not built in');

  test.each(['standard', 'observe'] as const)('in the %s mode nobody without a start date', (mode) => {
    const by = policyFor({
      plan,
      config: undefined,
      mode,
      rules,
      engineer: null,
      asOf: '2026-11-22T00:00:00Z',
    });
    const asked = [
      ...Object.keys(answers(changeOf('fix: pool\n'), by)),
      ...Object.keys(answers(changeOf('fix: pool\n', 'commit'), by)),
    ];
    expect(asked.filter((id) => NEW.includes(id))).toEqual([]);
    expect(asked).toContain('documentation-reviewed');
  });

  test('in the strict mode everybody', () => {
    const asked = [
      ...Object.keys(answers(changeOf('fix: pool\n'))),
      ...Object.keys(answers(changeOf('fix: pool\n', 'commit'))),
    ];
    expect(NEW.filter((id) => !asked.includes(id))).toEqual([]);
  });

  test('explanations are asked of deployments', () => {
    const [source] = SOURCE;
    const change = changeOf('Cache sessions\n');
    expect(answers(change)['explanation']).toBe('missing');
    expect(answers({ ...change, files: source === undefined ? [] : [source] })['explanation']).toBe(
      'not-applicable',
    );
  });
});

describe('what nobody looked up stays unknown', () => {
  test('the history below a fix, and whether a commit lands', () => {
    expect(answers(changeOf('fix: pool\n', 'commit'))).toMatchObject({
      'fix-names-cause': 'unknown',
      'lesson-recorded': 'unknown',
    });
    expect(answers(changeOf('fixup! feat: pool\n', 'commit'))['no-autosquash-leftovers']).toBe('unknown');
    expect(answers(changeOf('feat: pool\n', 'commit'))).toMatchObject({
      'fix-names-cause': 'not-applicable',
      'no-autosquash-leftovers': 'pass',
    });
  });

  test('the pattern library', () => {
    expect(answers(changeOf('Cache sessions\n'))['pattern-applied']).toBe('unknown');
    expect(answers(changeOf('Cache sessions\n', 'pull-request', { library: [] }))['pattern-applied']).toBe(
      'not-applicable',
    );
  });
});

test('candidates are offered as lines to paste, the likeliest first and three at most', () => {
  const candidates = ['a', 'b', 'c', 'd'].map((digit) => ({
    sha: digit.repeat(40),
    subject: `feat: ${digit}`,
  }));
  const change = changeOf('fix: pool\n', 'commit', { causes: { existing: new Set(), candidates } });
  const found = judge(change, policy, rules).findings.find(({ ruleId }) => ruleId === 'fix-names-cause');
  expect(found?.problem).toMatchObject({
    code: 'not-named',
    data: { paste: ['a', 'b', 'c'].map((digit) => `Fixes: ${digit.repeat(12)} ("feat: ${digit}")`) },
  });
});

describe('a form is no evidence', () => {
  const forms = [
    'pre-implementation-checklist',
    'assumptions-stated',
    'pre-commit-checklist',
    'explanation',
    'architecture-thinking',
  ];

  test.each(forms)('%s: as it is offered', (id) => {
    expect(exampleOf(id, sectionSkeleton(id, 'pull-request', policy).join('\n'))).toEqual(['unfilled']);
  });

  test.each(CHECKLISTS)('%s: every box of the form ticked, its slots left', (id) => {
    const form = sectionSkeleton(id, 'pull-request', policy).join('\n').replaceAll('[ ]', '[x]');
    expect(['open', 'unfilled']).toContain(exampleOf(id, form)[0]);
  });

  test.each(CHECKLISTS)('%s: reasons that are none', (id) => {
    for (const reason of ['N/A', 'N/A: na', 'N/A: none', 'N/A: not needed', 'N/A: ...']) {
      const form = sectionSkeleton(id, 'pull-request', policy)
        .join('\n')
        .replace(/: <[^>]*>/g, `: ${reason}`);
      expect(exampleOf(id, form)).not.toBe('pass');
      expect(exampleOf(id, form)).not.toBe('not-applicable');
    }
  });

  test.each(CHECKLISTS)('%s: one that the template brought along ticked', (id) => {
    const form = sectionSkeleton(id, 'pull-request', policy)
      .join('\n')
      .replaceAll('[ ]', '[x]')
      .replace(/: <[^>]*>/g, '');
    const evidence = fromText(form, {
      kind: 'pull-request',
      index: policy.sections,
      hashHeadings: 'count',
      template: form,
    });
    expect(answers({ ...changeOf(''), evidence })[id]).toBe('unfilled');
  });
});

test.each([
  ['Annahmen', 'Die Uhren aller Rechner gehen höchstens eine Sekunde auseinander.'],
  ['Hypothèses', 'Les horloges de tous les serveurs concordent à une seconde près.'],
  ['Supuestos', 'Los relojes de todos los servidores coinciden en un segundo.'],
  ['Pressupostos', 'Os relógios de todos os servidores coincidem em um segundo.'],
  ['前提', 'すべてのホストの時計は一秒以内で一致している'],
  ['假设', '所有主机的时钟误差在一秒以内并由守护进程校准'],
])('assumptions under %s', (title, text) => {
  expect(exampleOf('assumptions-stated', `## ${title}\n\n- ${text}\n`)).toBe('pass');
});

test('a checklist in another language, whose ticks alone write nothing down', () => {
  const ticked = ['Läuft lokal', 'Grenzfälle getestet', 'Voraussetzungen geprüft', 'Was schiefgehen kann'];
  const text = `## Vor dem Commit\n\n${ticked.map((name) => `- [x] ${name}\n`).join('')}`;
  expect(exampleOf('pre-commit-checklist', text)).toEqual(['not-written']);
  const told = text.replace('kann\n', 'kann: Redis verdrängt Sitzungen, sobald der Speicher voll ist\n');
  expect(exampleOf('pre-commit-checklist', told)).toBe('pass');
});

test('boxes in a sentence of one’s own, and a reason behind one of them', () => {
  const text =
    '## Before coding\n\n- [x] I read the docs of EXPIRE: https://redis.io/docs/latest/commands/expire/\n- [x] Looked for existing code: src/cache\n- [ ] Related issues: N/A, the tracker is a month old\n- [x] Assumptions: clocks agree within a second, which chrony holds\n';
  expect(exampleOf('pre-implementation-checklist', text)).toBe('pass');
});
