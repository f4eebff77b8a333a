import type { AnyRule, CheckResult, Example, RuleContext } from './define.js';
import { documentKindOf, documentOptions, requiredSections } from './document.js';
import type { ReadOptions } from './evidence/read.js';
import { fromText } from './evidence/text.js';
import { conversationOf } from './example-conversation.js';
import { namedPaths } from './named-paths.js';
import { nearest } from './nearest.js';
import { readRecordAt } from './programme/read-record.js';
import { EXAMPLE_RECORD_PATHS, type ReadRecord, recordPlace } from './programme/record.js';
import { blocksIn } from './repeated.js';
import type { OptionValue } from './schema/conditions.js';
import type { Evidence } from './schema/evidence.js';
import type { FileChange } from './schema/facts.js';
import type { Policy } from './schema/policy.js';
import { RECORD_FORMS, type RecordForm } from './schema/record-forms.js';
import { technologiesOfFiles } from './technologies.js';
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
  const evidence = fromText(recordForm(example) === undefined ? text : '', {
    ...readOptionsOf(example, policy),
    ...(title === undefined ? {} : { title }),
  });
  return {
    ...rule.check(evidence, withDefaults(rule, example.options), contextOf(example, policy, evidence)),
    evidence,
  };
}

/** The form of record that an example is: its kind says so, as `person-record`. */
function recordForm({ documentKind }: Example): RecordForm | undefined {
  return RECORD_FORMS.find((form) => documentKind === `${form}-record`);
}

function recordOf(example: Example): ReadRecord | undefined {
  const form = recordForm(example);
  if (form === undefined) return undefined;
  const { path = EXAMPLE_RECORD_PATHS[form] } = example;
  return readRecordAt(recordPlace(form, path), example.text);
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

function contextOf(example: Example, policy: Policy, evidence: Evidence): RuleContext {
  const files = (example.files ?? SOURCE_FILE).map(
    (path): FileChange => ({ path, status: 'M', added: null, deleted: null }),
  );
  const document =
    example.kind === 'document' ? documentKindOf(policy, example.text, [], example.documentKind) : undefined;
  return {
    kind: example.kind,
    technologies: technologiesOfFiles(files, policy),
    existingPaths: new Set(example.existingPaths ?? []),
    matchPattern,
    nearPaths: nearPathsOf(example, evidence),
    earlier: earlierOf(example, policy),
    conversation: example.conversation && conversationOf(example.conversation, policy),
    causes: example.causes && {
      existing: new Set(example.causes.existing ?? []),
      candidates: example.causes.candidates ?? [],
    },
    library: example.library,
    miss: example.miss,
    lands: example.lands,
    tree: example.tree,
    record: recordOf(example),
    programme: example.programme,
    answers: {
      ruleIds: [...new Set(policy.rules.map(({ ruleId }) => ruleId))],
      outcomes: new Map(Object.entries(example.outcomes ?? {})),
      lapsed: example.lapsed ?? [],
    },
    knownTechnologies: policy.technologies,
    partNames: policy.sections.parts,
    isRevert: undefined,
    documentKind: document?.kind ?? example.documentKind,
    documentPath: example.path,
    documentKinds: policy.documents,
    requiredSections: requiredSections(policy, document),
    asOf: example.asOf,
    changedAt: example.changedAt,
  };
}

function earlierOf({ kind, earlier }: Example, policy: Policy): ReadonlyMap<string, string> | undefined {
  if (earlier === undefined) return undefined;
  const read = { kind, index: policy.sections, hashHeadings: 'count' } as const;
  return new Map(
    Object.entries(earlier).flatMap(([name, text]) =>
      blocksIn(fromText(text, read)).map(({ key }) => [key, name] as const),
    ),
  );
}

function nearPathsOf({ existingPaths = [] }: Example, evidence: Evidence): ReadonlyMap<string, string> {
  return new Map(
    namedPaths(evidence).flatMap((path) => {
      const near = existingPaths.includes(path) ? undefined : nearest(path, existingPaths);
      return near === undefined ? [] : [[path, near] as const];
    }),
  );
}

/** What came out, in the words of `Example.expect`: `pass`, `not-applicable`, `needs paths`, or the problem codes, sorted. */
export function outcomeOf(result: CheckResult): string | readonly string[] {
  if ('notApplicable' in result || 'notAsked' in result) return 'not-applicable';
  if ('needs' in result) return `needs ${result.needs}`;
  return result.problems.length === 0 ? 'pass' : [...new Set(result.problems.map(({ code }) => code))].sort();
}
