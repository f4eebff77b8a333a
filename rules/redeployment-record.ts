import {
  allEntries,
  type DocumentRecord,
  defineRule,
  type Problem,
  recordsIn,
  saysNothing,
} from '@forethought/core';

const FIELDS = {
  step: [
    'Step',
    'Steps',
    'What was done',
    'Action',
    'Schritt',
    'Étape',
    'Paso',
    'Passo',
    '手順',
    'ステップ',
    '步骤',
  ],
  test: [
    'Test',
    'Tested',
    'What was tested',
    'Check',
    'Verification',
    'Prüfung',
    'Vérification',
    'Prueba',
    'Teste',
    'テスト',
    '確認',
    '测试',
  ],
  why: [
    'Why',
    'Reason',
    'Because',
    'Why this test',
    'Warum',
    'Grund',
    'Pourquoi',
    'Por qué',
    'Porquê',
    'Por que',
    '理由',
    '为什么',
    '原因',
  ],
  result: [
    'Result',
    'Results',
    'Outcome',
    'What came out',
    'Observed',
    'Ergebnis',
    'Résultat',
    'Resultado',
    '結果',
    '结果',
  ],
};
const ASKED = ['test', 'why', 'result'] as const;

/** A deployment was taken down and brought back by hand, with a test at each step. */
export default defineRule({
  id: 'redeployment-record',
  lifecycle: 'experimental',
  question: 'What was tested at each step of the redeployment, and why?',
  summary: 'Every step of the redeployment has its test, the reason for that test, and what came out.',
  why: 'Whoever has brought a system back once step by step knows which steps it can not do without.',
  appliesTo: ['document'],
  sections: [],
  options: {
    atLeast: { type: 'number', default: 2, words: 'How many steps are needed.' },
  },
  problems: {
    'too-few': {
      actual: '{count} steps',
      expected: 'at least {atLeast}, as a table with the columns Step, Test, Why and Result',
      fix: 'Add a row for each step: what was done, what was tested then, why that, and what came out.',
    },
    incomplete: {
      actual: 'the step “{step}” lacks: {missing}',
      expected: 'test, why and result of each step',
      fix: 'Write down what was run at this step, why, and what came out.',
    },
    repeated: {
      actual: 'the step “{step}” has the same {part} as the one before',
      expected: 'what was tested at this step, and why here',
      fix: 'Replace the copy by what belongs to this step.',
    },
  },
  check(evidence, { atLeast }, { documentKind }) {
    if (documentKind !== 'redeployment') return { notAsked: 'the document records no redeployment' };
    const records = recordsIn(allEntries(evidence), evidence.headings, FIELDS);
    const problems: Problem[] = [];
    if (records.length < atLeast) {
      problems.push({ code: 'too-few', data: { count: records.length, atLeast } });
    }
    for (const [at, record] of records.entries()) problems.push(...stepProblems(record, records[at - 1]));
    return { problems };
  },
  examples: [
    {
      name: 'a redeployment as a table',
      kind: 'document',
      documentKind: 'redeployment',
      text: '# The queue, taken down and brought back\n\n| Step | Test | Why | Result |\n| --- | --- | --- | --- |\n| deleted the release | `helm list` is empty | nothing old may help the new one | empty |\n| installed the broker | a message in, the same out | everything else waits for it | 12 ms |\n| installed the workers | killed one of three | one is killed at every update | none lost |\n',
      expect: 'pass',
    },
    {
      name: 'a redeployment below headings',
      kind: 'document',
      documentKind: 'redeployment',
      text: '# The queue\n\n## Installed the broker\n\n- Test: a message in, the same out\n- Why: everything else waits for it\n- Result: 12 ms\n\n## Installed the workers\n\n- Test: killed one of three\n- Why: one is killed at every update\n- Result: no message was lost\n',
      expect: 'pass',
    },
    {
      name: 'a story without steps',
      kind: 'document',
      documentKind: 'redeployment',
      text: '# The queue\n\nEverything was deleted and came back without trouble.\n',
      expect: ['too-few'],
    },
    {
      name: 'a step whose result nobody wrote down',
      kind: 'document',
      documentKind: 'redeployment',
      text: '# The queue\n\n| Step | Test | Why | Result |\n| --- | --- | --- | --- |\n| deleted the release | `helm list` is empty | nothing old may help | empty |\n| installed the broker | a message in and out | all else waits for it | |\n',
      expect: ['incomplete'],
    },
    {
      name: 'one test and one reason for all steps',
      kind: 'document',
      documentKind: 'redeployment',
      text: '# The queue\n\n| Step | Test | Why | Result |\n| --- | --- | --- | --- |\n| deleted the release | looked at the pods | to be sure | none there |\n| installed the broker | looked at the pods | to be sure | one there |\n',
      expect: ['repeated'],
    },
    {
      name: 'a page of another kind',
      kind: 'document',
      text: '# How to begin\n\nClone the repository.\n',
      expect: 'not-applicable',
    },
  ],
});

function stepProblems(record: DocumentRecord, before: DocumentRecord | undefined): readonly Problem[] {
  const { title, values, place } = record;
  const step = values['step'] ?? title;
  const missing = ASKED.filter((field) => saysNothing(values[field] ?? ''));
  if (missing.length > 0) return [{ code: 'incomplete', data: { step, missing }, place }];
  // One word may come again; a test and its reason together are a copy.
  const isCopy =
    before !== undefined &&
    (['test', 'why'] as const).every((field) => values[field] === before.values[field]);
  return isCopy ? [{ code: 'repeated', data: { step, part: 'test and reason' }, place }] : [];
}
