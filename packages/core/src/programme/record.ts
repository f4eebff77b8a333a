import { matches } from '../patterns.js';
import type { PlanProblem } from '../plan-error.js';
import { compilePatterns } from '../policy-compile.js';
import type { Place } from '../schema/common.js';
import type { Config } from '../schema/config.js';
import type { Plan } from '../schema/plan.js';
import type { Pattern } from '../schema/policy.js';
import { RECORD_FORMS, type RecordForm, SERVICES_PATHS } from '../schema/record-forms.js';
import type { RecordPaths } from '../schema/records.js';
import type { ServicesFile } from '../schema/service.js';
import type { Curriculum, EducationRecord, RotationRecord, SurveyRecord } from '../schema/training/group.js';
import type { PersonRecord } from '../schema/training/person.js';
import type { ProfileRecord } from '../schema/training/profile.js';
import type { Path } from '../schema/yaml.js';

/** What the record of each form says. */
export interface RecordValues {
  readonly person: PersonRecord;
  readonly curriculum: Curriculum;
  readonly survey: SurveyRecord;
  readonly rotation: RotationRecord;
  readonly education: EducationRecord;
  readonly profile: ProfileRecord;
  readonly services: ServicesFile;
}

/** A record of one form as it was read. `value` is null where `problems` keep it from being one. */
export interface RecordOf<F extends RecordForm> {
  readonly form: F;
  readonly text: string;
  readonly value: RecordValues[F] | null;
  readonly problems: readonly PlanProblem[];
  /** Where the value at a path stands in the text, or the nearest thing around it; `key` asks for its name. */
  readonly placeOf: (path: Path, part?: 'key' | 'value') => Place;
}

/** A record of any form; its `form` tells which. */
export type AnyRecord = { [F in RecordForm]: RecordOf<F> }[RecordForm];

/** Which record a path is. `login`: whose it is, for a person and a profile; `module`: of which a survey asks. */
export interface RecordPlace {
  readonly form: RecordForm;
  readonly login?: string;
  readonly module?: string;
}

/** A record with what its path says of it. */
export type ReadRecord = AnyRecord & RecordPlace;

/**
 * Where the records lie: what the configuration says of a form stands in place of the plans', of which the first named wins. The list
 * of services has its place whatever they say.
 */
export function recordPathsOf(plans: readonly Plan[], config: Config | undefined): RecordPaths {
  return Object.assign(
    { services: [...SERVICES_PATHS] },
    ...[...plans].reverse().map(({ records }) => records),
    config?.records,
  );
}

/** Where a record of each form lies in an example that does not say. */
export const EXAMPLE_RECORD_PATHS: Readonly<Record<RecordForm, string>> = {
  person: 'training/people/ada.yml',
  curriculum: 'training/curriculum.yml',
  survey: 'training/surveys/foundations/2026-q1.yml',
  rotation: 'training/rotation.yml',
  education: 'training/education.yml',
  profile: 'profiles/ada.yml',
  services: 'services.yml',
};

const compiled = new WeakMap<RecordPaths, ReadonlyMap<RecordForm, readonly Pattern[]>>();

/** The form of the record at a path from the root of the repository, with what the path itself says; undefined where it is none. */
export function recordFormOf(paths: RecordPaths, path: string): RecordPlace | undefined {
  let patterns = compiled.get(paths);
  if (patterns === undefined) {
    patterns = new Map(RECORD_FORMS.map((form) => [form, compilePatterns(paths[form] ?? [])]));
    compiled.set(paths, patterns);
  }
  for (const [form, list] of patterns) if (matches(list, path)) return recordPlace(form, path);
  return undefined;
}

/** What the path of a record of a form says. */
export function recordPlace(form: RecordForm, path: string): RecordPlace {
  const segments = path.split('/');
  if (form === 'person' || form === 'profile') {
    return { form, login: (segments.at(-1) ?? '').replace(/\.ya?ml$/i, '') };
  }
  const module = segments.at(-2);
  return form === 'survey' && module !== undefined ? { form, module } : { form };
}
