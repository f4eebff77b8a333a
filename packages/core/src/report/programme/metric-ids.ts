/** What came of the programme as a whole. */
export const OUTCOME_IDS: readonly string[] = [
  'completion-rate',
  'time-to-proficiency',
  'retention',
  'trainee-mttr',
];
/** How far it is under way. */
export const PROGRESS_IDS: readonly string[] = [
  'module-completion',
  'shadow-hours',
  'certification-progress',
  'advancement',
  'skill-matrix',
  'mentoring',
];
/** What goes on for everybody. */
export const EDUCATION_IDS: readonly string[] = [
  'education-attendance',
  'training-budget-used',
  'share-outs-done',
  'survey-scores',
];
const IDS: ReadonlySet<string> = new Set([...OUTCOME_IDS, ...PROGRESS_IDS, ...EDUCATION_IDS]);

/** Whether a metric is one of the training programme. */
export function isProgrammeMetric(id: string): boolean {
  return IDS.has(id);
}
