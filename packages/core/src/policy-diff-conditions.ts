import {
  type Difference,
  type Direction,
  globsOf,
  growth,
  isSame,
  reversed,
  shown,
} from './policy-diff-values.js';
import type { OptionValue } from './schema/conditions.js';
import type { CompiledConditions } from './schema/policy.js';

/** How a list of a condition reads: `limits` lets go what it does not name, `adds` asks more, `excuses` asks less. */
type Reading = 'limits' | 'adds' | 'excuses';

/** Differences between the conditions of two settings of one rule. */
export function compareConditions(
  before: CompiledConditions,
  after: CompiledConditions,
): readonly Difference[] {
  return [
    list('paths', globsOf(before.paths), globsOf(after.paths), 'limits'),
    list('branches', globsOf(before.branches), globsOf(after.branches), 'limits'),
    list('labels', before.labels, after.labels, 'limits'),
    list('orLabels', before.orLabels, after.orLabels, 'adds'),
    list('orTypes', before.orTypes, after.orTypes, 'adds'),
    threshold('moreThanLines', before.moreThanLines, after.moreThanLines),
    drafts(before.drafts, after.drafts),
    ...compareExcuses(before.unless, after.unless),
  ].filter((difference) => difference !== undefined);
}

type Excuse = CompiledConditions['unless'];

/** An excuse that comes asks less; a further demand within it asks more again. */
function compareExcuses(before: Excuse, after: Excuse): readonly (Difference | undefined)[] {
  if (before === undefined || after === undefined) {
    if (before === after) return [];
    const what = after === undefined ? 'stronger' : 'weaker';
    return [{ aspect: 'condition unless', what, from: excuseText(before), to: excuseText(after) }];
  }
  return [
    list('unless types', before.types, after.types, 'excuses'),
    list('unless labels', before.labels, after.labels, 'excuses'),
    list('unless onlyPaths', globsOf(before.onlyPaths), globsOf(after.onlyPaths), 'excuses'),
    threshold('unless atMostLines', before.atMostLines, after.atMostLines, 'excuses'),
  ];
}

function excuseText(excuse: Excuse): string {
  if (excuse === undefined) return 'none';
  const { onlyPaths, ...rest } = excuse;
  return Object.entries({ ...rest, onlyPaths: globsOf(onlyPaths) })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${shown(value)}`)
    .join('; ');
}

function list(
  name: string,
  before: string[] | undefined,
  after: string[] | undefined,
  reading: Reading,
): Difference | undefined {
  const what = listDirection(before, after, reading);
  return what && difference(name, what, before, after);
}

function listDirection(
  before: readonly string[] | undefined,
  after: readonly string[] | undefined,
  reading: Reading,
): Direction | undefined {
  if (reading === 'adds') return growth(before ?? [], after ?? []);
  if (before === undefined && after === undefined) return undefined;
  const cameOrWent = before === undefined ? 'weaker' : after === undefined ? 'stronger' : undefined;
  if (cameOrWent !== undefined) return reading === 'limits' ? cameOrWent : reversed(cameOrWent);
  const grown = growth(before ?? [], after ?? []);
  return grown && (reading === 'limits' ? grown : reversed(grown));
}

/** A higher threshold lets more go; one that comes limits a rule, and demands more of an excuse. */
function threshold(
  name: string,
  before: number | undefined,
  after: number | undefined,
  reading: 'limits' | 'excuses' = 'limits',
): Difference | undefined {
  if (before === after) return undefined;
  const absent = reading === 'limits' ? -1 : Number.POSITIVE_INFINITY;
  return difference(name, (after ?? absent) > (before ?? absent) ? 'weaker' : 'stronger', before, after);
}

function drafts(before: boolean | undefined, after: boolean | undefined): Difference | undefined {
  const [was, is] = [before !== false, after !== false];
  return was === is ? undefined : difference('drafts', is ? 'stronger' : 'weaker', was, is);
}

function difference(
  name: string,
  what: Direction,
  before: OptionValue | undefined,
  after: OptionValue | undefined,
): Difference | undefined {
  if (isSame(before, after)) return undefined;
  return { aspect: `condition ${name}`, what, from: shown(before), to: shown(after) };
}
