import type { AnyRule, CheckResult, Example, RuleContext } from './define.js';
import { documentKindOf, documentOptions, requiredSections } from './document.js';
import type { ReadOptions } from './evidence/read.js';
import { fromText } from './evidence/text.js';
import { conversationOf } from './example-conversation.js';
import type { OptionValue } from './schema/conditions.js';
import type { Evidence } from './schema/evidence.js';
import type { FileChange } from './schema/facts.js';
import type { Policy } from './schema/policy.js';
import { touchedTechnologies } from './technologies.js';
import { matchPattern } from './user-pattern.js';

/** Changed paths of an example that names none. */
const SOURCE_FILE = ['src/main.ts'];

/** Runs a rule on one of its examples as stored text, by the policy's words and technologies. Paths that the example does not name don't exist. */
export function runExample(
  rule: AnyRule,
  example: Example,
  policy: Policy,
): CheckResult & { readonly evidence: Evidence } {
  const { text, title } = example;
  const evidence = fromText(text, {
    ...readOptionsOf(example, policy),
    ...(title === undefined ? {} : { title }),
  });
  return {
    ...rule.check(evidence, withDefaults(rule, example.options), contextOf(example, policy)),
    evidence,
  };
}

function readOptionsOf({ kind, text, documentKind }: Example, policy: Policy): ReadOptions {
  if (kind === 'document') return documentOptions(policy, documentKindOf(policy, text, [], documentKind));
  return { kind, index: policy.sections, hashHeadings: 'count' };
}

/** The values of a rule's options, each from what is given or else from the rule's own default. */
export function withDefaults(
  rule: AnyRule,
  given: Readonly<Record<string, OptionValue>> = {},
): Readonly<Record<string, OptionValue>> {
  const specs = Object.entries<{ readonly default: OptionValue }>(rule.options);
  return Object.fromEntries(specs.map(([name, spec]) => [name, given[name] ?? spec.default]));
}

function contextOf(example: Example, policy: Policy): RuleContext {
  const files = (example.files ?? SOURCE_FILE).map(
    (path): FileChange => ({ path, status: 'M', added: null, deleted: null }),
  );
  const document =
    example.kind === 'document' ? documentKindOf(policy, example.text, [], example.documentKind) : undefined;
  return {
    kind: example.kind,
    technologies: touchedTechnologies(files, policy),
    existingPaths: new Set(example.existingPaths ?? []),
    matchPattern,
    earlier: undefined,
    conversation: example.conversation && conversationOf(example.conversation, policy),
    causes: example.causes && {
      existing: new Set(example.causes.existing ?? []),
      candidates: example.causes.candidates ?? [],
    },
    library: example.library,
    miss: example.miss,
    lands: example.lands,
    knownTechnologies: policy.technologies,
    partNames: policy.sections.parts,
    isRevert: undefined,
    documentKind: document?.kind,
    documentPath: undefined,
    documentKinds: policy.documents,
    requiredSections: requiredSections(policy, document),
    asOf: example.asOf,
    changedAt: example.changedAt,
  };
}

/** What came out, in the words of `Example.expect`: `pass`, `not-applicable`, `needs paths`, or the problem codes, sorted. */
export function outcomeOf(result: CheckResult): string | readonly string[] {
  if ('notApplicable' in result || 'notAsked' in result) return 'not-applicable';
  if ('needs' in result) return `needs ${result.needs}`;
  return result.problems.length === 0 ? 'pass' : [...new Set(result.problems.map(({ code }) => code))].sort();
}
