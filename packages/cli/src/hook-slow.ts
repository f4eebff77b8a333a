/** The second bundle of the hook: what an ordinary commit with a warm cache never loads. */
import { readFileSync } from 'node:fs';
import { cleanMessage, PlanError } from '@forethought/core';
import { rules } from '@forethought/rules';
import { type Answer, answer } from './hook-answer.js';
import type { Compiled } from './hook-cache.js';
import { isGivenUp } from './hook-empty.js';
import { authorOf, type GitFacts } from './hook-facts.js';
import { cleanSettings, readText } from './hook-message.js';
import { unpackPolicy } from './hook-narrow.js';
import { commitInstant, type HookPlace } from './hook-place.js';
import { settleMessage } from './hook-settle.js';
import { isOnlyFilled } from './tested/fill-message.js';
import { staleRunWords } from './tested/stale-runs.js';

export { compilePolicy } from './hook-compile.js';
export { askConfig, stagedFiles } from './hook-git.js';

/** Git gives up where nothing was written; what was filled in is no message either. */
const NOTHING_WRITTEN =
  'forethought: nothing stands in the message but the recorded tests, so no commit was made\n';

/** Judges a message with every look-up that may be needed and puts the outcome into words. */
export async function answerMessage(
  place: HookPlace,
  file: string,
  facts: GitFacts,
  compiled: Compiled,
): Promise<Answer> {
  const bytes = readFileSync(file);
  const settings = cleanSettings(facts, place.env['GIT_EDITOR']);
  const { standard } = compiled;
  const raw = readText(file, facts);
  if (isGivenUp(place, raw, settings)) return { isBlocked: false, words: '' };
  if (isOnlyFilled(cleanMessage(raw, settings).text)) return { isBlocked: true, words: NOTHING_WRITTEN };
  const policy = unpackPolicy(compiled);
  const { readings, isAmend } = await settleMessage({
    place,
    raw,
    settings,
    author: authorOf(place.env, facts),
    files: facts.files,
    policy,
    rules,
    at: commitInstant(place),
  });
  const color = process.stderr.isTTY === true && !place.env['NO_COLOR'] && place.env['TERM'] !== 'dumb';
  const answered = answer({
    readings,
    isAmend,
    place,
    bytes,
    settings,
    facts,
    policy,
    rules,
    standard,
    color,
  });
  const isUntested = readings.some(({ findings }) =>
    findings.some(({ ruleId, outcome }) => ruleId === 'test-evidence' && outcome === 'fail'),
  );
  return isUntested ? { ...answered, words: `${answered.words}${staleRunWords(place)}` } : answered;
}

/** A mistake in the configuration that its author can mend, in words; `undefined` for every other error. */
export function configurationProblem(error: unknown): string | undefined {
  return error instanceof PlanError ? error.message : undefined;
}
