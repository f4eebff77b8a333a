import { faultAt, globFaults, itemsOf, memberOf, membersOf } from '../checks.js';
import { didYouMean } from '../nearest.js';
import type { Fault } from '../schema/issues.js';
import type { Programme } from '../schema/programme.js';
import type { Path } from '../schema/yaml.js';

/**
 * Names in a programme that nothing has: modules of certificates and of needs, skills of modules, certificates of tracks and needs.
 * `value` is the mapping as it was written, `path` where it stands, `below` what it is laid over.
 */
export function programmeFaults(value: unknown, path: Path, below?: Programme): readonly Fault[] {
  const names = namesOf(value, below);
  const named = (what: keyof typeof names, name: unknown, at: Path): readonly Fault[] =>
    typeof name !== 'string' || names[what].includes(name)
      ? []
      : [
          faultAt(
            [...path, ...at],
            `no ${what} \`${name}\`${didYouMean(name, names[what])}; there are: ${names[what].join(', ') || 'none'}`,
          ),
        ];
  const needs = criteriaIn(value).flatMap(({ need, at }) => [
    ...named('module', memberOf(need, 'module'), [...at, 'module']),
    ...named('certificate', memberOf(need, 'certificate'), [...at, 'certificate']),
    ...itemsOf(need, 'modules').flatMap((module, index) =>
      named('module', module, [...at, 'modules', index]),
    ),
  ]);
  return [
    ...needs,
    ...membersOf(value, 'modules').flatMap(([id, module]) =>
      itemsOf(module, 'skills').flatMap((skill, index) =>
        named('skill', skill, ['modules', id, 'skills', index]),
      ),
    ),
    ...membersOf(value, 'certificates').flatMap(([id, certificate]) =>
      itemsOf(certificate, 'modules').flatMap((module, index) =>
        named('module', module, ['certificates', id, 'modules', index]),
      ),
    ),
    ...membersOf(value, 'tracks').flatMap(([id, track]) => [
      ...named('certificate', memberOf(track, 'certificate'), ['tracks', id, 'certificate']),
      ...itemsOf(track, 'weeks').flatMap((week, at) =>
        itemsOf(week, 'modules').flatMap((module, index) =>
          named('module', module, ['tracks', id, 'weeks', at, 'modules', index]),
        ),
      ),
    ]),
  ];
}

/** Patterns of paths of records, in a plan or a configuration. */
export function recordPathFaults(value: unknown): readonly Fault[] {
  return membersOf(value, 'records').flatMap(([form]) =>
    globFaults(memberOf(value, 'records'), ['records'], form),
  );
}

function namesOf(value: unknown, below: Programme | undefined) {
  const keys = (key: 'modules' | 'certificates'): readonly string[] => [
    ...Object.keys(below?.[key] ?? {}),
    ...membersOf(value, key).map(([id]) => id),
  ];
  const skills = itemsOf(value, 'skills').map((skill) => memberOf(skill, 'id'));
  return {
    module: keys('modules'),
    certificate: keys('certificates'),
    skill: [...(below?.skills ?? []).map(({ id }) => id), ...skills.filter((id) => typeof id === 'string')],
  };
}

interface WrittenNeed {
  readonly need: unknown;
  readonly at: Path;
}

function criteriaIn(value: unknown): readonly WrittenNeed[] {
  const of = (owner: unknown, key: string, path: Path): readonly WrittenNeed[] =>
    itemsOf(owner, key).map((criterion, index) => ({
      need: memberOf(criterion, 'needs'),
      at: [...path, key, index, 'needs'],
    }));
  return [
    ...membersOf(value, 'modules').flatMap(([id, module]) => of(module, 'criteria', ['modules', id])),
    ...membersOf(value, 'certificates').flatMap(([id, certificate]) => [
      ...of(certificate, 'prerequisites', ['certificates', id]),
      ...of(certificate, 'requirements', ['certificates', id]),
    ]),
    ...itemsOf(value, 'ladder').flatMap((level, index) => of(level, 'advancement', ['ladder', index])),
  ];
}
