import type { Change } from './change.js';
import { countedFiles } from './conditions.js';
import { matches } from './patterns.js';
import type { Kind } from './schema/common.js';
import type { Policy, RuleSetting } from './schema/policy.js';

/**
 * The settings that a change is judged by, as one list per rule. Each file that counts has one: the last override whose paths
 * match it, or the general one. A change that touches both sides of an override is asked by both, so that one file more never
 * makes it easier.
 */
export function settingsFor(change: Change, policy: Policy): readonly (readonly RuleSetting[])[] {
  return settingsByRule(policy, change.evidence.kind).map((settings) =>
    isByPath(settings) ? settingsAmong(settings, change, policy) : settings,
  );
}

/** Whether one of a rule's settings is for some paths only, so that each change has its own ones. */
export function isByPath(settings: readonly RuleSetting[]): boolean {
  return settings.some((setting) => setting.onlyFor !== undefined);
}

/** Of all settings of one rule those that a change is judged by. */
export function settingsAmong(
  settings: readonly RuleSetting[],
  change: Change,
  policy: Policy,
): readonly RuleSetting[] {
  return byFile(settings, pathsOf(change, policy));
}

/** Every setting of the policy for one kind, a list per rule. */
export function settingsByRule(policy: Policy, kind: Kind): readonly (readonly RuleSetting[])[] {
  const byRule = new Map<string, RuleSetting[]>();
  for (const setting of policy.rules) {
    if (!setting.kinds.includes(kind)) continue;
    const settings = byRule.get(setting.ruleId);
    if (settings === undefined) byRule.set(setting.ruleId, [setting]);
    else settings.push(setting);
  }
  return [...byRule.values()];
}

function byFile(
  settings: readonly RuleSetting[],
  paths: readonly string[] | undefined,
): readonly RuleSetting[] {
  const general = settings.filter((setting) => setting.onlyFor === undefined);
  if (paths === undefined) return general;
  const overrides = settings.filter((setting) => setting.onlyFor !== undefined).reverse();
  const chosen = paths.flatMap((path) => {
    const own = overrides.find(
      ({ onlyFor = [], within }) => matches(onlyFor, path) && (within === undefined || matches(within, path)),
    );
    return own === undefined ? general : [own];
  });
  return [...new Set(chosen)];
}

/** Paths of the files that count, or of all where none does; of a document its own. */
function pathsOf(change: Change, policy: Policy): readonly string[] | undefined {
  if (change.evidence.kind === 'document')
    return change.files?.map((file) => file.path) ?? [change.subject.id];
  if (change.files === undefined) return undefined;
  const counted = countedFiles(change.files, policy);
  return (counted.length === 0 ? change.files : counted).map((file) => file.path);
}
