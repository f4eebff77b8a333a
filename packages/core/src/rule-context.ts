import type { Change, RuleAnswers, Told } from './change.js';
import { countedFiles } from './conditions.js';
import type { RuleContext } from './define.js';
import { requiredSections } from './document.js';
import { matches } from './patterns.js';
import type { FileChange } from './schema/facts.js';
import type { Policy, RuleSetting } from './schema/policy.js';
import { type TouchedTechnology, technologiesOfFiles } from './technologies.js';

type Paths = RuleSetting['when']['paths'];

/** What a rule's knowledge is read from: the change, and what belongs to the rule that is being asked. */
interface Matter {
  readonly change: Change;
  /** What was told of it before, or while it is judged. */
  matchPattern: Change['matchPattern'] | undefined;
  earlier: Change['earlier'] | undefined;
  causes: Change['causes'] | undefined;
  miss: Change['miss'] | undefined;
  readonly policy: Policy;
  at: string;
  /** Of the setting that is asked: its paths, and the answers of others where it needs them. */
  paths: Paths;
  answers: RuleAnswers | undefined;
  touched: Touched | undefined;
}

interface Touched {
  readonly files: readonly FileChange[];
  readonly paths: Paths;
  readonly technologies: readonly TouchedTechnology[];
}

/** What rules are asked with, one after another. */
export type Asking = Omit<RuleContext, keyof Matter> & Matter;

/**
 * Everything that one rule may know of a change beside its text, read where somebody asks. All changes share the getters: few rules
 * read more than three of them, and an object with all of their values for each rule took a twentieth of a long range.
 */
const READ: RuleContext & ThisType<Asking> = {
  get kind() {
    return this.change.evidence.kind;
  },
  get technologies() {
    const { change, paths, policy } = this;
    if (change.files === undefined) return undefined;
    const { touched } = this;
    if (touched?.files === change.files && touched.paths === paths) return touched.technologies;
    const technologies = technologiesOfFiles(filesAt(paths, countedFiles(change.files, policy)), policy);
    this.touched = { files: change.files, paths, technologies };
    return technologies;
  },
  get knownTechnologies() {
    return this.policy.technologies;
  },
  get existingPaths() {
    return this.change.existingPaths;
  },
  get nearPaths() {
    return this.change.nearPaths;
  },
  matchPattern: undefined,
  earlier: undefined,
  get conversation() {
    return this.change.conversation;
  },
  get isRevert() {
    return this.change.isRevert;
  },
  causes: undefined,
  get library() {
    return this.change.library;
  },
  miss: undefined,
  get lands() {
    return this.change.lands;
  },
  get tree() {
    return this.change.tree;
  },
  get record() {
    return this.change.record;
  },
  get programme() {
    return this.change.programme;
  },
  answers: undefined,
  get partNames() {
    return this.policy.sections.parts;
  },
  get documentKind() {
    return this.change.documentKind;
  },
  get documentPath() {
    return this.change.subject.kind === 'document' ? this.change.subject.id : undefined;
  },
  get documentKinds() {
    return this.policy.documents;
  },
  get requiredSections() {
    const document = this.policy.documents.find(({ kind }) => kind === this.change.documentKind);
    return requiredSections(this.policy, document);
  },
  get asOf() {
    return this.at;
  },
  get changedAt() {
    return this.change.changedAt;
  },
};

/** Of a setting for some paths the files at those. */
function filesAt(paths: Paths, files: readonly FileChange[]): readonly FileChange[] {
  return paths === undefined ? files : files.filter((file) => matches(paths, file.path));
}

/** What the rules of a policy are asked with about a change, as of an instant. */
export function askingAbout(change: Change, policy: Policy, at: string): Asking {
  const asking: { -readonly [K in keyof Asking]: Asking[K] } = Object.create(READ);
  asking.change = change;
  asking.policy = policy;
  asking.at = at;
  asking.matchPattern = change.matchPattern;
  asking.earlier = change.earlier;
  asking.causes = change.causes;
  asking.miss = change.miss;
  asking.paths = undefined;
  asking.answers = undefined;
  asking.touched = undefined;
  return asking;
}

/** Takes in what is told of the change. */
export function learn(asking: Asking, { matchPattern, earlier, causes, miss }: Told): void {
  if (matchPattern !== undefined) asking.matchPattern = matchPattern;
  if (earlier !== undefined) asking.earlier = earlier;
  if (causes !== undefined) asking.causes = causes;
  if (miss !== undefined) asking.miss = miss;
}

/** The change with everything that was told of it. */
export function changeWithTold({ change, matchPattern, earlier, causes, miss }: Asking): Change {
  return {
    ...change,
    ...(matchPattern === undefined ? {} : { matchPattern }),
    ...(earlier === undefined ? {} : { earlier }),
    ...(causes === undefined ? {} : { causes }),
    ...(miss === undefined ? {} : { miss }),
  };
}
