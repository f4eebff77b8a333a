import {
  type AnyRule,
  documentFields,
  documentKindOf,
  documentOptions,
  type Example,
  fromText,
  instantOf,
  outcomeOf,
  pathFrom,
  recordsIn,
  runExample,
  saysNothing,
} from '@forethought/core';
import { rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { policy } from './helpers/policy.js';

const kinds = policy.documents.filter(({ sections }) => sections.length > 0);

function ruleCalled(id: string): AnyRule {
  const rule = (rules as readonly AnyRule[]).find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
}

/** What `required-sections` says of a document of any kind. */
function sectionsOutcome(kind: string, text: string) {
  const example: Example = {
    name: kind,
    kind: 'document',
    documentKind: kind,
    text,
    options: { besides: [] },
    expect: 'pass',
  };
  return outcomeOf(runExample(ruleCalled('required-sections'), example, policy));
}

const headed = (kind: (typeof kinds)[number], bodyOf: (id: string, at: number) => string) =>
  kind.sections.map((id, at) => `## ${policy.documentSections[id]?.title}\n\n${bodyOf(id, at)}\n`).join('\n');

describe.each(kinds.map((kind) => [kind.kind, kind] as const))('a document of the kind %s', (name, kind) => {
  test('is not filled by its own skeletons', () => {
    const text = headed(kind, (id) => policy.documentSections[id]?.skeleton.join('\n') ?? '');
    expect(sectionsOutcome(name, text)).toEqual(['unfilled-section']);
  });

  test('is not filled by placeholders, one word, or one text everywhere', () => {
    expect(
      sectionsOutcome(
        name,
        headed(kind, () => 'TODO'),
      ),
    ).toEqual(['unfilled-section']);
    expect(
      sectionsOutcome(
        name,
        headed(kind, () => 'yes yes yes yes yes'),
      ),
    ).toEqual(['thin-section']);
    if (kind.sections.length === 1) return;
    expect(
      sectionsOutcome(
        name,
        headed(kind, () => 'The same words stand under every heading.'),
      ),
    ).toEqual(['repeated-section']);
  });

  test('passes with a line of its own in each section, and with reasons why one does not apply', () => {
    expect(
      sectionsOutcome(
        name,
        headed(kind, (id, at) => `- ${id} number ${at} says what it has to say`),
      ),
    ).toBe('pass');
    expect(
      sectionsOutcome(
        name,
        headed(kind, (id) => `N/A: nothing of ${id} concerns this one`),
      ),
    ).toBe('pass');
  });
});

describe('sections by their names in other languages', () => {
  test.each([
    [
      'rollback',
      ['Rückfallplan', 'Retour arrière', 'Plan de reversión', 'Plano de reversão', 'ロールバック', '回滚'],
    ],
    [
      'architecture',
      ['Architektur', 'Architecture', 'Arquitectura', 'Arquitetura', 'アーキテクチャ', '架构'],
    ],
    [
      'failure-modes',
      ['Fehlerfälle', 'Modes de défaillance', 'Modos de fallo', 'Modos de falha', '障害モード', '故障模式'],
    ],
    [
      'data-flow',
      ['Datenfluss', 'Flux de données', 'Flujo de datos', 'Fluxo de dados', 'データフロー', '数据流'],
    ],
    ['decision', ['Entscheidung', 'Décision', 'Decisión', 'Decisão', '決定', '决定']],
  ])('%s', (id, names) => {
    const kind = policy.documents.find((candidate) => candidate.kind === 'design');
    for (const name of names) {
      const { sections } = fromText(`## 1. ${name}:\n\nText\n`, documentOptions(policy, kind));
      expect(sections.map((section) => section.name)).toEqual([id]);
    }
  });

  test('belong to the kinds that name them, and to no commit', () => {
    const { sections } = fromText('fix: x\n\nRollback: take the flag back\n', {
      kind: 'commit',
      index: policy.sections,
      hashHeadings: 'count',
    });
    expect(sections.map(({ name }) => name)).toEqual([]);
  });
});

describe('the kind of a document', () => {
  const kindOf = (text: string, path = '', named?: string) =>
    documentKindOf(policy, text, [path], named)?.kind;

  test('comes from what is named, then from its front matter, then from its path', () => {
    expect(kindOf('# x', 'docs/runbooks/queue.md')).toBe('runbook');
    expect(kindOf('---\nkind: postmortem # of May\n---\n# x', 'docs/runbooks/queue.md')).toBe('postmortem');
    expect(kindOf('---\nkind: postmortem\n---\n# x', '', 'service')).toBe('service');
    expect(kindOf('---\nkind: tutorial\n---\n# x', 'docs/runbooks/queue.md')).toBe('runbook');
    expect(kindOf('# x\n\n---\nkind: postmortem\n---\n', 'README.md')).toBeUndefined();
  });
});

test.each([
  ['2026-03-01', Date.UTC(2026, 2, 1)],
  ['2026-03-01 10:42', Date.UTC(2026, 2, 1, 10, 42)],
  ['2026-03-01T10:42:30+02:00', Date.UTC(2026, 2, 1, 8, 42, 30)],
  ['2026-03-01T10:42:30+0200', Date.UTC(2026, 2, 1, 8, 42, 30)],
  ['2024-02-29', Date.UTC(2024, 1, 29)],
  ['2026-02-29', undefined],
  ['2026-13-01', undefined],
  ['2026-03-01T24:00', undefined],
  ['yesterday', undefined],
])('%s is the instant %s', (text, instant) => {
  expect(instantOf(text)).toBe(instant);
});

test.each([
  ['docs/a.md', 'img/x.png', 'docs/img/x.png'],
  ['docs/a.md', '../x.png', 'x.png'],
  ['docs/a.md', '/x.png', 'x.png'],
  ['docs/a.md', '../../x.png', undefined],
  [undefined, './x.png#part', 'x.png'],
])('from %s the path %s is %s', (document, target, path) => {
  expect(pathFrom(document, target)).toBe(path);
});

test.each([
  ['List the domain in `allowed_domains` and issue one certificate', false],
  ['1. Delete the pod that hangs: `kubectl delete pod queue-0`', false],
  ['List the action items here', true],
  ['Describe the impact of this change', true],
  ['TBD', true],
  [' ', true],
])('in a document %j says nothing: %j', (text, expected) => {
  expect(saysNothing(text)).toBe(expected);
});

test('records are rows and labels, and a label that comes again begins the next one', () => {
  const text =
    '## One\n\nStep: a\nTest: b\n\nStep: c\nTest: d\nand more\n\n| Test | Step | Else |\n| --- | --- | --- |\n| f | e | g |\n| | h | |\n';
  const { prose, headings } = fromText(text, {
    kind: 'document',
    index: { sections: {}, parts: {}, words: {} },
    hashHeadings: 'count',
  });
  const records = recordsIn(prose, headings, { step: ['Step'], test: ['Test'] });
  expect(records.map(({ values, place }) => [values['step'], values['test'], place.line])).toEqual([
    ['a', 'b', 1],
    ['c', 'd and more', 1],
    ['e', 'f', 12],
    ['h', '', 13],
  ]);
});

test('fields of a document stand in its front matter, on lines and in tables of two columns', () => {
  const text =
    '---\nowner: ada\n---\n**Last Updated**: 2026-01-29\nVersion: 1\n\n| Field | Value |\n| --- | --- |\n| Next review | 2026-04-29 |\n';
  const fields = documentFields(fromText(text, documentOptions(policy, undefined)));
  expect(fields.map(({ name, value, place }) => [name, value, place.line])).toEqual([
    ['owner', 'ada', 2],
    ['last-updated', '2026-01-29', 4],
    ['version', '1', 5],
    ['next-review', '2026-04-29', 9],
  ]);
});
