import { faultAt, type Known, memberOf } from './checks.js';
import { parsePlan, planError } from './plan.js';
import { PlanError } from './plan-error.js';
import { isInside, isPlanFile, noPlanFile } from './plan-reference.js';
import type { Plan } from './schema/plan.js';
import { readYaml, YAML_LIMITS } from './schema/yaml.js';

/** A plan file of a repository with its text; `undefined` where there is no such file. Paths count from the repository's root. */
export interface PlanText {
  readonly file: string;
  readonly text: string | undefined;
}

/** The rules, metrics and built-in plans that plan files are read against. */
export interface KnownPlans extends Known {
  readonly plans: readonly Plan[];
}

/** More files than this never build on each other. */
const LONGEST = 8;

/** The file that the last one of a chain builds on, which is to be read next; `undefined` where the chain ends or goes wrong. */
export function nextPlanFile(chain: readonly PlanText[]): string | undefined {
  const last = chain.at(-1);
  if (last?.text === undefined || chain.length > LONGEST) return undefined;
  const named = memberOf(readYaml(last.text, YAML_LIMITS.plan).value, 'extends');
  if (typeof named !== 'string' || !isPlanFile(named) || !isInside(named)) return undefined;
  return chain.some(({ file }) => file === named) ? undefined : named;
}

/**
 * The plan of the first file, with everything of those that it builds on: each file of the chain names the next one, as
 * `nextPlanFile` says. Throws a `PlanError` at the place in the file that is wrong, with the chain that leads there.
 */
export function parsePlanFiles(chain: readonly PlanText[], known: KnownPlans): Plan {
  let parent: Plan | undefined;
  for (let at = chain.length - 1; at >= 0; at -= 1) {
    const { file, text } = chain[at] ?? { file: '', text: undefined };
    if (text === undefined) throw missingPlan(chain, at, known);
    parent = readLink(chain, at, text, { ...known, file, ...(parent === undefined ? {} : { parent }) });
  }
  if (parent === undefined) throw new Error('a chain of plans has at least one file');
  return parent;
}

function readLink(
  chain: readonly PlanText[],
  at: number,
  text: string,
  context: Parameters<typeof parsePlan>[1],
): Plan {
  try {
    if (at === chain.length - 1) refuseCircle(chain, text);
    return parsePlan(text, context);
  } catch (error) {
    if (!(error instanceof PlanError) || at === 0) throw error;
    throw new PlanError(error.file, error.problems, names(chain.slice(0, at + 1)));
  }
}

function names(chain: readonly PlanText[]): readonly string[] {
  return chain.map(({ file }) => file);
}

/** The last file of a chain names one that is in it already, or the chain has no end. */
function refuseCircle(chain: readonly PlanText[], text: string): void {
  const { value, placeOf } = readYaml(text, YAML_LIMITS.plan);
  const named = memberOf(value, 'extends');
  const files = names(chain);
  const last = files.at(-1) ?? '';
  if (typeof named !== 'string') return;
  const from = files.indexOf(named);
  if (from !== -1) {
    const circle = [...files.slice(from), named].join(' → ');
    const message = `the plans build on each other in a circle: ${circle}; one of them has to build on a built-in plan or on none`;
    throw planError(last, [faultAt(['extends'], message)], placeOf);
  }
  if (files.length > LONGEST) {
    const message = `more than ${LONGEST} plan files build on each other; join some of them`;
    throw planError(last, [faultAt(['extends'], message)], placeOf);
  }
}

/** The error at the `extends` of the file that names what is not there. */
function missingPlan(chain: readonly PlanText[], at: number, known: KnownPlans): PlanError {
  const missing = chain[at]?.file ?? '';
  const by = chain[at - 1];
  const message = noPlanFile(missing, known.plans);
  if (by?.text === undefined) return new PlanError(missing, [{ line: 1, column: 1, message }]);
  const { placeOf } = readYaml(by.text, YAML_LIMITS.plan);
  const error = planError(by.file, [faultAt(['extends'], message)], placeOf);
  return at < 2 ? error : new PlanError(error.file, error.problems, names(chain.slice(0, at)));
}
