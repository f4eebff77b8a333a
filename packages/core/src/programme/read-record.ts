import { type Fault, schemaFaults } from '../schema/issues.js';
import type { RecordForm } from '../schema/record-forms.js';
import { servicesFileSchema } from '../schema/service.js';
import {
  curriculumSchema,
  educationRecordSchema,
  rotationRecordSchema,
  surveyRecordSchema,
} from '../schema/training/group.js';
import { personRecordSchema } from '../schema/training/person.js';
import { profileRecordSchema } from '../schema/training/profile.js';
import { readYaml, YAML_LIMITS } from '../schema/yaml.js';
import type { ReadRecord, RecordOf, RecordPlace, RecordValues } from './record.js';

/** The definition of each form, from which JSON Schemas for editors are generated too. */
export const RECORD_SCHEMAS = {
  person: personRecordSchema,
  curriculum: curriculumSchema,
  survey: surveyRecordSchema,
  rotation: rotationRecordSchema,
  education: educationRecordSchema,
  profile: profileRecordSchema,
  services: servicesFileSchema,
} as const;

/** Reads a record of a form: its value, or everything that is wrong in it with places and what would be valid. */
export function readRecord<F extends RecordForm>(form: F, text: string): RecordOf<F> {
  const { value, problems, placeOf } = readYaml(text, YAML_LIMITS.plan);
  const base: Pick<RecordOf<F>, 'form' | 'text' | 'placeOf'> = {
    form,
    text,
    placeOf: (path, part = 'value') => placeOf(path, part),
  };
  if (problems.length > 0) return { ...base, value: null, problems };
  const schema = RECORD_SCHEMAS[form];
  const faults = withoutMisspelt(schemaFaults(schema, value));
  if (faults.length > 0) {
    return { ...base, value: null, problems: faults.map((fault) => problemOf(fault, base.placeOf)) };
  }
  return { ...base, value: schema.parse(value) as RecordValues[F], problems: [] };
}

/** The same for the record at a path, with what the path says of it. */
export function readRecordAt(place: RecordPlace, text: string): ReadRecord {
  return { ...readRecord(place.form, text), ...place } as ReadRecord;
}

/** A key that is missing because it stands there misspelt is told once, by the misspelt one. */
function withoutMisspelt(faults: readonly Fault[]): readonly Fault[] {
  const meant = new Set(
    faults.flatMap(({ path, part, message }) => {
      const name = part === 'key' ? /\(did you mean `([^`]{1,80})`\?\)/.exec(message)?.[1] : undefined;
      return name === undefined ? [] : [JSON.stringify([...path.slice(0, -1), name])];
    }),
  );
  return faults.filter(({ path, part }) => part === 'key' || !meant.has(JSON.stringify(path)));
}

function problemOf(
  { path, part, message }: Fault,
  placeOf: RecordOf<RecordForm>['placeOf'],
): { readonly line: number; readonly column: number; readonly message: string } {
  return { ...placeOf(path, part), message };
}
