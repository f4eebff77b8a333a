import type { Evidence } from '../schema/evidence.js';
import { dayIn, instantOf } from './dates.js';
import { allEntries } from './document-part.js';
import { type DocumentRecord, recordsIn } from './records.js';
import { saysNothing } from './step.js';

/** Names of the columns or labels of a failure scenario. */
const FIELDS = {
  scenario: [
    'Scenario',
    'Failure',
    'Failure scenario',
    'What fails',
    'What happens if',
    'Szenario',
    'Ausfall',
    'Scénario',
    'Escenario',
    'Cenário',
    'シナリオ',
    '场景',
  ],
  expected: [
    'Expected',
    'Expected behaviour',
    'Expected behavior',
    'Expectation',
    'Hypothesis',
    'Erwartet',
    'Erwartung',
    'Attendu',
    'Esperado',
    '期待',
    '期待結果',
    '预期',
  ],
  tested: [
    'Tested on',
    'Tested',
    'Date',
    'Tested at',
    'Last tested',
    'Getestet am',
    'Testé le',
    'Probado el',
    'Testado em',
    '試験日',
    '実施日',
    '测试日期',
  ],
  result: [
    'Result',
    'Results',
    'Outcome',
    'Observed',
    'Actual',
    'What happened',
    'Ergebnis',
    'Résultat',
    'Resultado',
    '結果',
    '结果',
  ],
};

/** A scenario of a failure: what is expected, on which day it was tried, and what came out. */
export interface FailureScenario {
  readonly name: string;
  readonly record: DocumentRecord;
  /** The day (`2026-03-01`) that was written, whether it exists or not. */
  readonly day: string | undefined;
  /** What is not said of it, by field. */
  readonly missing: readonly ('expected' | 'tested' | 'result')[];
}

/** The failure scenarios of a document, rows of a table or groups of labels, in its order. */
export function failureScenarios(evidence: Evidence): readonly FailureScenario[] {
  return recordsIn(allEntries(evidence), evidence.headings, FIELDS).map((record) => {
    const { values, title } = record;
    const day = dayIn(values['tested'] ?? '');
    const missing = (['expected', 'tested', 'result'] as const).filter((field) =>
      field === 'tested' ? day === undefined : saysNothing(values[field] ?? ''),
    );
    return { name: values['scenario'] ?? title, record, day, missing };
  });
}

/** Whether a scenario was tried on a day that there was by then. */
export function isTried({ day, missing }: FailureScenario, asOf?: string): boolean {
  const at = instantOf(day ?? '');
  return missing.length === 0 && at !== undefined && (asOf === undefined || at <= Date.parse(asOf));
}
