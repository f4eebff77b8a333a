import { fstatSync, readFileSync, writeSync } from 'node:fs';
import { rules } from '@forethought/rules';
import { type Compiled, readCache } from './hook-cache.js';
import { authorOf, type GitFacts, parseFacts } from './hook-facts.js';
import { cleanSettings, decode, type Reading, readMessage } from './hook-message.js';
import { narrowPolicy } from './hook-narrow.js';
import { commitInstant, gitDirOf, type HookPlace, mayAmend } from './hook-place.js';

/**
 * The commit-msg hook: `node hook.cjs commit-msg <file>` with git's facts on standard input. Exit code 0 lets git go on; 1 stops
 * it, for a violation or a broken configuration. Whatever else goes wrong is said in one line and lets the commit through.
 */
export async function runHook(words: readonly string[]): Promise<number> {
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

async function commitMessage(file: string): Promise<number> {
  const root = process.cwd();
  const gitDir = gitDirOf(root, file);
  if (gitDir === undefined) throw new Error(`${file} does not lie in a Git directory`);
  const place: HookPlace = { root, gitDir, env: process.env, now: Date.now() };
  const facts = parseFacts(piped()) ?? (await import('./hook-slow.js')).askFacts(place);
  const author = authorOf(place.env, facts);
  const compiled = readCache(gitDir, root, author.email) ?? (await compile(place, author));
  if (isPlainPass(place, file, facts, compiled)) return 0;
  const { answerMessage } = await import('./hook-slow.js');
  const answer = answerMessage(place, file, facts, compiled);
  if (answer.words !== '') writeSync(2, answer.words);
  return answer.isBlocked ? 1 : 0;
}

async function compile(place: HookPlace, author: ReturnType<typeof authorOf>): Promise<Compiled> {
  const { compilePolicy } = await import('./hook-slow.js');
  return compilePolicy(place, author);
}

/** Whether the message passes with what is known already. Everything in doubt takes the slow way. */
function isPlainPass(place: HookPlace, file: string, facts: GitFacts, compiled: Compiled): boolean {
  if (mayAmend(place, facts.files.length)) return false;
  const policy = narrowPolicy(
    compiled.policy,
    facts.files.map((changed) => changed.path),
  );
  const settings = cleanSettings(facts, place.env['GIT_EDITOR']);
  const raw = decode(readFileSync(file), facts.config.get('i18n.commitencoding') ?? 'UTF-8');
  const change = { files: facts.files, linesRead: false, attributesRead: false };
  return readMessage(raw, settings, { policy, rules, at: commitInstant(place), change }).every(isClean);
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

function say(text: string, code: number): number {
  writeSync(2, `forethought: ${text}\n`);
  return code;
}
