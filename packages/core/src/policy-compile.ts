import { compileGlob } from './glob.js';
import type { Conditions } from './schema/conditions.js';
import type { Config } from './schema/config.js';
import type { Plan } from './schema/plan.js';
import type { CompiledConditions, Pattern, Policy } from './schema/policy.js';

/** The classes of paths that a pattern may name as `@class`. */
export const PATH_CLASSES = ['documentation', 'lockFiles', 'generated', 'vendored', 'deployment'] as const;
export type PathClass = (typeof PATH_CLASSES)[number];
type Classes = Policy['paths'];

/** The class that `@class` names, where a pattern is one. */
export function pathClassOf(glob: string): PathClass | undefined {
  return PATH_CLASSES.find((name) => glob === `@${name}`);
}

/** Globs as patterns, `@class` written out. A glob that does not compile is a bug here: plan and configuration were checked when read. */
export function compilePatterns(globs: readonly string[], classes?: Partial<Classes>): Pattern[] {
  const [only] = globs;
  const alone = globs.length === 1 && only !== undefined ? pathClassOf(only) : undefined;
  // The same list, so that its matcher is prepared once.
  if (alone !== undefined) return classes?.[alone] ?? [];
  return globs.flatMap((glob) => {
    const name = pathClassOf(glob);
    if (name !== undefined) return classes?.[name] ?? [];
    return [patternOf(glob)];
  });
}

/** Its expression is worked out by whoever asks for it: of hundreds of patterns most are looked up without one. */
function patternOf(glob: string): Pattern {
  let source: string | undefined;
  return {
    glob,
    get source() {
      source ??= sourceOf(glob);
      return source;
    },
  };
}

function sourceOf(glob: string): string {
  const compiled = compileGlob(glob);
  if ('pattern' in compiled) return compiled.pattern.source;
  throw new Error(`path pattern ${JSON.stringify(glob)}: ${compiled.problem}`);
}

/** Conditions with their globs compiled. */
export function compileConditions(conditions: Conditions, classes: Classes): CompiledConditions {
  const { paths, branches, unless, ...rest } = conditions;
  const { onlyPaths, ...otherwise } = unless ?? {};
  return {
    ...rest,
    ...(paths && { paths: compilePatterns(paths, classes) }),
    ...(branches && { branches: compilePatterns(branches) }),
    ...(unless && {
      unless: { ...otherwise, ...(onlyPaths && { onlyPaths: compilePatterns(onlyPaths, classes) }) },
    }),
  };
}

/** The plan's classes of paths with the team's: theirs are added, and their deployment paths replace the plan's. */
export function compileClasses(plans: readonly Plan[], config: Config | undefined): Classes {
  const classOf = (name: PathClass): Pattern[] =>
    compilePatterns([...new Set(plans.flatMap((plan) => plan.paths[name]))]);
  const deployment = classOf('deployment');
  const own = config?.paths;
  return {
    documentation: [...classOf('documentation'), ...compilePatterns(own?.documentation ?? [])],
    lockFiles: [...classOf('lockFiles'), ...compilePatterns(own?.lockFiles ?? [])],
    generated: [...classOf('generated'), ...compilePatterns(own?.generated ?? [])],
    vendored: [...classOf('vendored'), ...compilePatterns(own?.vendored ?? [])],
    deployment:
      config?.deployment?.paths === undefined
        ? deployment
        : compilePatterns(config.deployment.paths, { deployment }),
  };
}

/** Technologies by id, the team's in place of the plan's. */
export function compileTechnologies(
  plans: readonly Plan[],
  config: Config | undefined,
): Policy['technologies'] {
  const byId = {
    ...Object.assign({}, ...plans.map((plan) => plan.technologies)),
    ...config?.technologies,
  } as Plan['technologies'];
  return Object.entries(byId).map(([id, { title, paths, content, docs }]) => ({
    id,
    title,
    paths: compilePatterns(paths),
    content,
    docs,
  }));
}

/** Kinds of documents, the team's first: the first kind whose paths match a file is its kind. */
export function compileDocuments(plans: readonly Plan[], config: Config | undefined): Policy['documents'] {
  const own = Object.entries(config?.documents ?? {});
  const theirs = plans
    .flatMap((plan) => Object.entries(plan.documents))
    .filter(([kind], at, all) => all.findIndex(([other]) => other === kind) === at);
  return [...own, ...theirs.filter(([kind]) => !own.some(([other]) => other === kind))].map(
    ([kind, { title, paths, sections, optional }]) => ({
      kind,
      title,
      paths: compilePatterns(paths),
      sections,
      optional,
    }),
  );
}
