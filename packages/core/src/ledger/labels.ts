import type { LabelEvent } from '../schema/pull-fact.js';

/** Words of labels that call something a defect. */
const DEFECT_WORDS: ReadonlySet<string> = new Set(['bug', 'incident', 'defect', 'regression', 'outage']);
const OTHERWISE: ReadonlySet<string> = new Set(['not', 'no', 'non', 'test', 'tests']);

/** Whether a label calls what carries it a defect: `bug`, `kind/bug`, `type: incident`; `not a bug` and `regression test` do not. */
export function isDefectLabel(label: string): boolean {
  const words = label
    .slice(0, 200)
    .toLowerCase()
    .split(/[^a-z]+/);
  return words.some((word) => DEFECT_WORDS.has(word)) && !words.some((word) => OTHERWISE.has(word));
}

/** The names in labels of a family, lower case: of `cause:docs` and the family `cause`, `docs`. */
export function labelNames(labels: readonly string[], family: string): readonly string[] {
  return labels.flatMap((label) => {
    const [head = '', ...rest] = label.toLowerCase().split(':');
    const name = rest.join(':').trim();
    return head.trim() === family && name !== '' ? [name] : [];
  });
}

/** The last event that set the label `family:name`; undefined where none did, or nobody read them. */
export function lastSet(
  events: readonly LabelEvent[] | undefined,
  family: string,
  name: string,
): LabelEvent | undefined {
  return events
    ?.filter(({ label, added }) => added && labelNames([label], family)[0] === name)
    .reduce<LabelEvent | undefined>(
      (last, event) => (last === undefined || Date.parse(event.at) >= Date.parse(last.at) ? event : last),
      undefined,
    );
}
