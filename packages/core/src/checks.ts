import type { AnyRule } from './define.js';
import type { Metric } from './define-metric.js';
import { compileGlob } from './glob.js';
import { didYouMean } from './nearest.js';
import { PATH_CLASSES, pathClassOf } from './policy-compile.js';
import type { Renamed } from './rule-name.js';
import type { Fault } from './schema/issues.js';
import type { Path } from './schema/yaml.js';
import { targetProblem } from './target-form.js';

/** What a plan or a configuration may name. */
export interface Known {
  readonly rules: readonly Pick<AnyRule, 'id' | 'options' | 'appliesTo' | 'formerly'>[];
  readonly metrics: readonly (Renamed & { readonly unit?: Metric['unit'] })[];
}

// The checks look at values as they were written, so that one wrong line does not hide the next: nothing here trusts a shape.

/** The members of a mapping under a key, or none. */
export function membersOf(value: unknown, key: string): readonly (readonly [string, unknown])[] {
  const member = memberOf(value, key);
  return isMapping(member) ? Object.entries(member) : [];
}

/** The items of a list under a key, or none. */
export function itemsOf(value: unknown, key: string): readonly unknown[] {
  const member = memberOf(value, key);
  return Array.isArray(member) ? member : [];
}

/** What a mapping holds under a key. */
export function memberOf(value: unknown, key: string): unknown {
  return isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A fault of a value. */
export function faultAt(path: Path, message: string, part: 'key' | 'value' = 'value'): Fault {
  return { path, part, message };
}

/** Patterns of paths under a key; `@class` where classes may be named. */
export function globFaults(
  value: unknown,
  path: Path,
  key: string,
  mayName: 'classes' | 'paths' = 'paths',
): readonly Fault[] {
  return itemsOf(value, key).flatMap((glob, at) => {
    if (typeof glob !== 'string') return [];
    const place = [...path, key, at];
    if (glob.startsWith('@') && !glob.includes('/')) {
      const classes = PATH_CLASSES.map((name) => `@${name}`);
      if (mayName === 'classes' && pathClassOf(glob) !== undefined) return [];
      return [
        faultAt(
          place,
          mayName === 'classes'
            ? `\`${glob}\` is no class of paths${didYouMean(glob, classes)}; valid: ${classes.join(', ')}`
            : `\`${glob}\`: classes of paths can't be named here; write path patterns`,
        ),
      ];
    }
    const compiled = compileGlob(glob);
    return 'problem' in compiled ? [faultAt(place, `path pattern \`${glob}\`: ${compiled.problem}`)] : [];
  });
}

/** Targets of metrics; those that are built know their unit. */
export function targetFaults(
  target: unknown,
  path: Path,
  metric?: Known['metrics'][number],
): readonly Fault[] {
  if (target === undefined || target === null || typeof target === 'object') return [];
  const problem = targetProblem(String(target), metric?.unit);
  return problem === undefined ? [] : [faultAt([...path, 'target'], problem)];
}

/** Conditions that could not do what their author meant. */
export function conditionFaults(value: unknown, path: Path): readonly Fault[] {
  const when = memberOf(value, 'when');
  const at = [...path, 'when'];
  const unless = memberOf(when, 'unless');
  const faults = [
    ...globFaults(when, at, 'paths', 'classes'),
    ...globFaults(when, at, 'branches'),
    ...globFaults(unless, [...at, 'unless'], 'onlyPaths', 'classes'),
  ];
  const narrows = ['paths', 'moreThanLines', 'labels'].some((key) => memberOf(when, key) !== undefined);
  if (memberOf(when, 'orTypes') !== undefined && !narrows) {
    faults.push(
      faultAt(
        [...at, 'orTypes'],
        "`orTypes` only adds: it asks changes of these types as well, beside `paths` or `moreThanLines`; a commit type alone can't limit a rule",
        'key',
      ),
    );
  }
  if (memberOf(when, 'orLabels') !== undefined && !narrows) {
    faults.push(
      faultAt(
        [...at, 'orLabels'],
        '`orLabels` only adds, beside `paths` or `moreThanLines`; to ask labelled changes alone, use `labels`',
        'key',
      ),
    );
  }
  const isBounded =
    memberOf(unless, 'onlyPaths') !== undefined || memberOf(unless, 'atMostLines') !== undefined;
  if (isMapping(unless) && !isBounded) {
    faults.push(
      faultAt(
        [...at, 'unless'],
        '`unless` needs `onlyPaths` or `atMostLines`: a commit type or label alone excuses nothing',
        'key',
      ),
    );
  }
  return faults;
}

/** Technologies: where their documentation is, and the paths by which a change touches them. */
export function technologyFaults(value: unknown): readonly Fault[] {
  return membersOf(value, 'technologies').flatMap(([id, technology]) => {
    const path = ['technologies', id];
    const docs = itemsOf(technology, 'docs').flatMap((host, at) =>
      typeof host === 'string' && !isHostAndPath(host)
        ? [
            faultAt(
              [...path, 'docs', at],
              `\`${host}\` is no place of documentation; write \`host\` or \`host/path\` in lower case, without \`https://\``,
            ),
          ]
        : [],
    );
    return [...globFaults(technology, path, 'paths'), ...docs];
  });
}

function isHostAndPath(text: string): boolean {
  const [host = '', ...rest] = text.split('/');
  return (
    /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}$/.test(host) &&
    rest.every((segment) => /^[\w.~%@+-]{1,100}$/.test(segment))
  );
}
