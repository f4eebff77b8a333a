/** What is open, or could not be looked at. The words of each stand in `report/doctor-words.ts`. */
export type GapCode =
  | 'no-gate'
  | 'no-policy'
  | 'not-required'
  | 'required-elsewhere'
  | 'any-source'
  | 'required-workflow-types'
  | 'editable-workflow'
  | 'policy-unowned'
  | 'owners-not-asked'
  | 'squash-blank'
  | 'squash-other-text'
  | 'event-missing'
  | 'type-missing'
  | 'label-types'
  | 'queue-event-missing'
  | 'filtered-event'
  | 'draft-condition'
  | 'condition'
  | 'may-fail'
  | 'cancelled-run'
  | 'head-checkout'
  | 'unpinned'
  | 'default-permissions'
  | 'wide-permissions'
  | 'narrow-permissions'
  | 'named-without-consent'
  | 'unread';

/**
 * One finding of `doctor`. *gap*: a change can pass by without the gate's consent, or the gate can be made to mislead. *advice*: safer
 * otherwise. *unread*: nobody can say, and why stands in `data`. `place` is `path:line` of a file.
 */
export interface Gap {
  readonly code: GapCode;
  readonly level: 'gap' | 'advice' | 'unread';
  readonly data: Readonly<Record<string, string>>;
  readonly place?: string;
}
