import { fstatSync, readFileSync, writeSync } from 'node:fs';
import { rules } from '@forethought/rules';
import { type Compiled, readCache, writeCache } from './hook-cache.js';
import { askValues, keptValues } from './hook-config.js';
import { authorOf, type GitFacts, stagedNames } from './hook-facts.js';
import { cleanSettings, type Reading, readMessage, readText } from './hook-message.js';
import { narrowPolicy } from './hook-narrow.js';
import { commitInstant, gitDirOf, type HookPlace, mayAmend } from './hook-place.js';

/** How the hook ended; `isPlain` says that nothing but this bundle was needed. */
export interface Ended {
  readonly code: number;
  readonly isPlain: boolean;
}

/**
 * The commit-msg hook: `node hook.cjs commit-msg <file>` with the staged changes on standard input. Exit code 0 lets git go on; 1 stops
 * it, for a violation or a broken configuration. Whatever else goes wrong is said in one line and lets the commit through.
 */
export async function runHook(words: readonly string[]): Promise<Ended> {
  const [command, file] = words;
  if (command !== 'commit-msg' || file === undefined) return say('usage: hook.cjs commit-msg <file>', 0);
  try {
    return await commitMessage(file);
  } catch (error) {
    const slow = await import('./hook-slow.js').catch(() => undefined);
    const problem = slow?.configurationProblem(error);
    if (problem !== undefined)
      return say(`the configuration can't be used, so nothing is committed:\n${problem}`, 1);
    const what = error instanceof Error ? error.message : String(error);
    return say(`this commit was not checked (${what.split('\n', 1)[0]}); CI checks it`, 0);
  }
}

async function commitMessage(file: string): Promise<Ended> {
  const root = process.cwd();
  const gitDir = gitDirOf(root, file);
  if (gitDir === undefined) throw new Error(`${file} does not lie in a Git directory`);
  const place: HookPlace = { root, gitDir, env: process.env, now: Date.now() };
  const { facts, compiled } = await situation(place, stagedNames(piped()));
  if (isPlainPass(place, file, facts, compiled)) return { code: 0, isPlain: true };
  return slowly(place, file, facts, compiled);
}

interface Situation {
  readonly facts: GitFacts;
  readonly compiled: Compiled;
}

/** What was kept from earlier commits; what is missing or stale is asked for and made. Nothing staged is in doubt too. */
async function situation(place: HookPlace, names: GitFacts['files']): Promise<Situation> {
  const { gitDir, root, env } = place;
  const email = env['GIT_AUTHOR_EMAIL'];
  const known = email === undefined ? undefined : readCache(gitDir, root, email);
  const kept = names.length === 0 ? undefined : keptValues(place, known?.config);
  if (known !== undefined && kept !== undefined) {
    const config = kept === 'ask' ? await askValues(place) : kept;
    return { facts: { config, files: names }, compiled: known };
  }
  const { askConfig, compilePolicy, stagedFiles } = await import('./hook-slow.js');
  const asked = askConfig(place);
  const files = names.length === 0 ? stagedFiles(place, [undefined]) : names;
  const facts = { config: asked.values, files };
  const author = authorOf(env, facts);
  const cached = known ?? readCache(gitDir, root, author.email);
  if (cached === undefined) return { facts, compiled: await compilePolicy(place, author, asked.kept) };
  if (asked.kept !== undefined) writeCache(gitDir, { ...cached, config: asked.kept });
  return { facts, compiled: cached };
}

/** Everything in doubt is judged with every look-up that it may need, and put into words. */
async function slowly(place: HookPlace, file: string, facts: GitFacts, compiled: Compiled): Promise<Ended> {
  const { answerMessage } = await import('./hook-slow.js');
  const answer = await answerMessage(place, file, facts, compiled);
  if (answer.words !== '') writeSync(2, answer.words);
  return { code: answer.isBlocked ? 1 : 0, isPlain: false };
}

/** Whether the message passes with what is known already. Everything in doubt takes the slow way. */
function isPlainPass(place: HookPlace, file: string, facts: GitFacts, compiled: Compiled): boolean {
  if (mayAmend(place, facts.files.length)) return false;
  const text = readText(file, facts);
  // A revert is asked why, and whether it is one has to be looked up; so has the tree that tests were recorded on.
  const lower = text.toLowerCase();
  if (lower.includes('reverts') || lower.includes('tested-tree')) return false;
  const policy = narrowPolicy(
    compiled,
    facts.files.map((changed) => changed.path),
  );
  const settings = cleanSettings(facts, place.env['GIT_EDITOR']);
  const change = { files: facts.files, linesRead: false, attributesRead: false };
  return readMessage(text, settings, {
    policy,
    rules,
    at: commitInstant(place),
    change,
  }).every(isClean);
}

function isClean({ findings, needs }: Reading): boolean {
  return needs.length === 0 && findings.every(({ outcome }) => outcome !== 'fail' && outcome !== 'error');
}

/** Standard input, if somebody piped something in. */
function piped(): string {
  try {
    return fstatSync(0).isCharacterDevice() ? '' : readFileSync(0, 'utf8');
  } catch {
    return '';
  }
}

function say(text: string, code: number): Ended {
  writeSync(2, `forethought: ${text}\n`);
  return { code, isPlain: false };
}
