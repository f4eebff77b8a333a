import { conditionFaults, faultAt, type Known, memberOf, membersOf, targetFaults } from './checks.js';
import { didYouMean } from './nearest.js';
import { type Renamed, renamedTo, ruleIdOf, ruleNamed } from './rule-name.js';
import type { Fault } from './schema/issues.js';
import type { Plan } from './schema/plan.js';
import type { Path } from './schema/yaml.js';
import { type Nameable, neededFaults, useFaults, usesOf } from './use-checks.js';

/** Reads the practices of one plan in their order: what is wrong with the rules and metrics that each names, the earlier ones known. */
export function practiceReader(
  plan: unknown,
  parent: Plan | undefined,
  known: Known,
): (practice: unknown, path: Path) => readonly Fault[] {
  const nameable = nameableIn(plan, parent);
  const uses: (readonly [string, unknown])[] = [];
  const theirs = parent === undefined ? [] : [parent];
  return (practice, path) => {
    const rules = membersOf(practice, 'rules').flatMap(([id, use]) => {
      const at = [...path, 'rules', id];
      const faults = existenceFaults('rule', id, use, at, known.rules);
      const rule = ruleNamed(known.rules, id);
      if (rule === undefined) return faults;
      const isAgain = uses.some(([other]) => other === id);
      uses.push([id, use]);
      const others = [
        ...uses.flatMap(([other, each]) => (other === id ? [each] : [])),
        ...usesOf(id, theirs),
      ];
      return [
        ...faults,
        ...(isAgain ? againFaults(id, use, at) : []),
        ...useFaults(use, at, rule, nameable),
        ...(id.includes('/') ? neededFaults(use, at, rule, others) : []),
        ...conditionFaults(use, at),
      ];
    });
    return [...rules, ...measuredFaults(practice, path, known)];
  };
}

/** Sections and their parts that a plan has, those of the one that it builds on included. */
function nameableIn(value: unknown, parent: Plan | undefined): Nameable {
  return {
    sections: [...Object.keys(parent?.sections ?? {}), ...membersOf(value, 'sections').map(([id]) => id)],
    partsOf: (id) => [
      ...Object.keys(parent?.sections[id]?.parts ?? {}),
      ...membersOf(memberOf(memberOf(value, 'sections'), id), 'parts').map(([part]) => part),
    ],
  };
}

function againFaults(id: string, use: unknown, path: Path): readonly Fault[] {
  if (isEmpty(use) || memberOf(memberOf(use, 'when'), 'paths') !== undefined) return [];
  const message = `a second use of \`${id}\` needs \`when: { paths: … }\`, for which it counts in place of the first, or nothing (\`{}\`): then the first serves both`;
  return [faultAt(path, message, 'key')];
}

function measuredFaults(practice: unknown, path: Path, known: Known): readonly Fault[] {
  return membersOf(practice, 'metrics').flatMap(([id, use]) => {
    const at = [...path, 'metrics', id];
    return [
      ...existenceFaults('metric', id, use, at, known.metrics),
      ...targetFaults(
        memberOf(use, 'target'),
        at,
        known.metrics.find((metric) => metric.id === id),
      ),
    ];
  });
}

/** A use that says nothing of its own: the practice rests on what the rule answers anyway. */
function isEmpty(use: unknown): boolean {
  return typeof use === 'object' && use !== null && Object.keys(use).length === 0;
}

/** A plan names what is built, and says of everything else that it is planned, so that it never lags and never pretends. */
function existenceFaults(
  what: 'rule' | 'metric',
  id: string,
  use: unknown,
  path: Path,
  built: readonly Renamed[],
): readonly Fault[] {
  // What is no name at all is told by the form.
  if (ruleIdOf(id) === '') return [];
  const isPlanned = memberOf(use, 'planned') === true;
  const isBuilt = built.some((candidate) => candidate.id === ruleIdOf(id));
  if (isBuilt === !isPlanned) return [];
  if (isBuilt) return [faultAt(path, `the ${what} \`${id}\` is built; leave out \`planned: true\``, 'key')];
  const now = renamedTo(built, id);
  if (now !== undefined)
    return [faultAt(path, `the ${what} \`${id}\` was renamed to \`${now}\`; write that`, 'key')];
  const hint = didYouMean(
    id,
    built.map((candidate) => candidate.id),
  );
  return [
    faultAt(
      path,
      `no ${what} \`${id}\`${hint}; write \`planned: true\` for one that is still to come`,
      'key',
    ),
  ];
}
