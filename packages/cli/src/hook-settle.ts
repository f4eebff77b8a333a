import {
  type AnyRule,
  type Commit,
  cleanMessage,
  exemptionOf,
  type FileChange,
  inherits,
  matchPattern,
  type Need,
  namedPaths,
  type Person,
  type Policy,
} from '@forethought/core';
import { saysAmend } from './hook-amend.js';
import { attributesBefore } from './hook-attributes.js';
import { type Head, mergeHeads, readHead, stagedFiles, stagedPaths, tryGit } from './hook-git.js';
import { stagedFacts } from './hook-history.js';
import { secondsOf } from './hook-instant.js';
import { stagedLines } from './hook-lines.js';
import { type Circumstances, type Reading, readMessage } from './hook-message.js';
import { nearOnDisk } from './hook-near.js';
import { type HookPlace, mayAmend } from './hook-place.js';
import { stagedTree } from './hook-tree.js';

/** Where a configuration may stand. */
const CONFIG_FILES: readonly string[] = ['forethought.yml', '.github/forethought.yml'];

/** What is asked of the hook: a message, who commits it, and what was staged. */
export interface Question {
  readonly place: HookPlace;
  readonly raw: string;
  readonly settings: Parameters<typeof readMessage>[1];
  readonly author: Person;
  readonly files: readonly FileChange[];
  readonly policy: Policy;
  readonly rules: readonly AnyRule[];
  readonly at: string;
}

/** Every reading of the message, judged with all that git could say. */
export interface Settled {
  readonly readings: readonly Reading[];
  readonly isAmend: boolean;
}

/** More rounds than there are things to ask for would ask again for nothing. */
const ROUNDS = 5;

/** Judges a message with everything that the fast way left out: what HEAD is, what is exempt, and what the judge asks for. */
export async function settleMessage(question: Question): Promise<Settled> {
  const { place } = question;
  const head = readHead(place);
  const amends = amending(question, head);
  const bases = basesOf(amends, head);
  const parents =
    amends === 'no'
      ? [...(head === undefined ? [] : [head.sha]), ...mergeHeads(place)]
      : (head?.parents ?? []);
  const files = amends === 'no' ? question.files : stagedFiles(place, bases);
  let around = await circumstances(question, { parents, files, bases });
  let readings = readMessage(question.raw, question.settings, around);
  for (let round = 0; round < ROUNDS && readings.some(({ needs }) => needs.length > 0); round += 1) {
    const wiser = await lookUp(question, around, readings, bases);
    if (wiser === around) break;
    around = wiser;
    readings = readMessage(question.raw, question.settings, around);
  }
  return { readings, isAmend: amends !== 'no' };
}

type Amends = 'yes' | 'no' | 'perhaps';

/** An amend keeps HEAD's author date; the command line decides where that is not enough, and otherwise both are judged. */
function amending({ place, files }: Question, head: Head | undefined): Amends {
  if (head === undefined || !mayAmend(place, files.length)) return 'no';
  const said = saysAmend(place);
  if (said !== undefined) return said ? 'yes' : 'no';
  const authored = secondsOf(place.env['GIT_AUTHOR_DATE'] ?? '');
  return authored === undefined ? 'no' : 'perhaps';
}

/** What the staged tree is compared with: HEAD's first parent for an amend, HEAD for a new commit, both in doubt. */
function basesOf(amends: Amends, head: Head | undefined): readonly (string | undefined)[] {
  const parent = head?.parents[0];
  if (amends === 'no' || parent === undefined) return [undefined];
  return amends === 'yes' ? [parent] : [parent, undefined];
}

/** The commit to be as far as git knows it already. */
interface ToBe {
  readonly parents: readonly string[];
  readonly files: readonly FileChange[];
  readonly bases: readonly (string | undefined)[];
}

async function circumstances(question: Question, { parents, files, bases }: ToBe): Promise<Circumstances> {
  const { place, policy, rules, at } = question;
  const { text, alternatives } = cleanMessage(question.raw, question.settings);
  const forms = [text, ...alternatives].map((form) => storedCommit(question, form, parents, files));
  const facts = await stagedFacts(
    place,
    forms,
    parents.length > 1 ? [parents] : bases.map((base) => [base ?? 'HEAD']),
  );
  const beforeAdoption = adopts(place, files, parents);
  // A trace counts only if every form that git may store keeps it.
  const exemptions = forms.map((form, index) =>
    exemptionOf(form, policy, { beforeAdoption, ...facts[index] }),
  );
  const exemption = exemptions.includes(undefined) ? undefined : exemptions[0];
  const reverts = new Set(facts.map(({ reverted }) => reverted !== undefined));
  const brings = facts[0]?.brings;
  const sources = facts.map(({ source }) =>
    inherits(brings ?? files, source?.files, policy) ? source : undefined,
  );
  const inherited = sources.includes(undefined) ? undefined : sources[0]?.message;
  return {
    policy,
    rules,
    at,
    change: {
      files: brings ?? files,
      linesRead: brings !== undefined,
      attributesRead: false,
      ...(exemption === undefined ? {} : { exemption }),
      // Where only some forms are reverts, each is taken at its word.
      ...(reverts.size === 1 ? { isRevert: reverts.has(true) } : {}),
      ...(/tested-tree/i.test(question.raw) ? { tree: stagedTree(place) } : {}),
    },
    ...(inherited === undefined ? {} : { inherited }),
  };
}

/** Whether this commit brings the repository's first configuration: it can't have lived by it yet. */
function adopts(place: HookPlace, files: readonly FileChange[], parents: readonly string[]): boolean {
  const added = files.some(({ path, status }) => status === 'A' && CONFIG_FILES.includes(path));
  const parent = parents[0];
  if (!added || parent === undefined) return false;
  return (
    tryGit(place, [
      'log',
      '-1',
      '--no-renames',
      '--diff-filter=A',
      '--format=%h',
      parent,
      '--',
      ...CONFIG_FILES,
    ]) === ''
  );
}

/** The commit as it is going to be stored, as far as exemptions look at it. */
function storedCommit(
  { author, at }: Question,
  message: string,
  parents: readonly string[],
  files: readonly FileChange[],
): Commit {
  return {
    sha: '',
    tree: '',
    parents: [...parents],
    author,
    committer: author,
    authoredAt: at,
    committedAt: at,
    message,
    files: [...files],
  };
}

/** Circumstances that know what was asked for, or the same ones where nothing more can be had. */
async function lookUp(
  question: Question,
  around: Circumstances,
  readings: readonly Reading[],
  bases: readonly (string | undefined)[],
): Promise<Circumstances> {
  const { place } = question;
  const needs = new Set<Need>(readings.flatMap((reading) => reading.needs));
  let change: Circumstances['change'] = around.change;
  if (needs.has('lines') && !change.linesRead) {
    change = { ...change, files: stagedLines(place, change.files ?? [], bases), linesRead: true };
  }
  if (needs.has('attributes') && !change.attributesRead) {
    change = {
      ...change,
      files: await attributesBefore(place, change.files ?? [], bases),
      attributesRead: true,
    };
  }
  if (needs.has('patterns')) change = { ...change, matchPattern };
  if (needs.has('paths') && change.existingPaths === undefined) {
    const paths = [...new Set(readings.flatMap(({ evidence }) => namedPaths(evidence)))];
    const existingPaths = stagedPaths(place, paths);
    const missing = paths.filter((path) => !existingPaths.has(path));
    change = { ...change, existingPaths, nearPaths: await nearOnDisk(place.root, missing) };
  }
  return change === around.change ? around : { ...around, change };
}
