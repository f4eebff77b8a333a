import type { Change, RuleAnswers } from './change.js';
import { countedFiles } from './conditions.js';
import type { RuleContext } from './define.js';
import { requiredSections } from './document.js';
import { lazyProperties } from './evidence/lazy.js';
import { matches } from './patterns.js';
import type { FileChange } from './schema/facts.js';
import type { Policy, RuleSetting } from './schema/policy.js';
import { technologiesOfFiles } from './technologies.js';

interface Matter {
  readonly change: Change;
  readonly policy: Policy;
  readonly setting: RuleSetting;
}

const withTechnologies = lazyProperties<Matter, Pick<RuleContext, 'technologies' | 'knownTechnologies'>>({
  knownTechnologies: ({ policy }) => policy.technologies,
  technologies: ({ change: { files }, policy, setting }) =>
    files && technologiesOfFiles(filesOf(setting, countedFiles(files, policy)), policy),
});

/** Of a setting for some paths the files at those. */
function filesOf({ when: { paths } }: RuleSetting, files: readonly FileChange[]): readonly FileChange[] {
  return paths === undefined ? files : files.filter((file) => matches(paths, file.path));
}

/** Everything that one rule may know of a change beside its text. `answers` stands there for rules that need them. */
export function contextOf(
  { change, policy, setting }: Matter,
  at: string,
  answers: RuleAnswers | undefined,
): RuleContext {
  const document = policy.documents.find((kind) => kind.kind === change.documentKind);
  const context = {
    kind: change.evidence.kind,
    existingPaths: change.existingPaths,
    nearPaths: change.nearPaths,
    matchPattern: change.matchPattern,
    earlier: change.earlier,
    conversation: change.conversation,
    causes: change.causes,
    library: change.library,
    miss: change.miss,
    lands: change.lands,
    tree: change.tree,
    record: change.record,
    programme: change.programme,
    answers,
    partNames: policy.sections.parts,
    isRevert: change.isRevert,
    documentKind: change.documentKind,
    documentPath: change.subject.kind === 'document' ? change.subject.id : undefined,
    documentKinds: policy.documents,
    requiredSections: requiredSections(policy, document),
    asOf: at,
    changedAt: change.changedAt,
  };
  return withTechnologies.inherited(context, { change, policy, setting });
}
