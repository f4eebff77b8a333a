import { isAbsolute } from 'node:path';
import * as actions from '@actions/core';
import { didYouMean } from '@forethought/core';

/** The Action's inputs, checked. Defaults stand in action.yml. */
export interface Inputs {
  readonly token: string;
  /** Configuration file in place of the usual places; counts from the root of the repository. */
  readonly config: string | undefined;
  readonly landing: 'auto' | 'pr-body' | 'commits' | 'both';
  /** What a draft gets: advice, or the same verdict as any other. */
  readonly drafts: 'advise' | 'judge';
  readonly comment: boolean;
  /** Name of the check run to write, or nothing. */
  readonly checkRun: string | undefined;
  /** Context of the commit status to write, or nothing. */
  readonly status: string | undefined;
  readonly sarifFile: string | undefined;
  /** Number of the pull request, for workflow_dispatch. */
  readonly pullRequest: number | undefined;
}

/** An input has a value that can't be used. The message names it and what would be right. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** Reads and checks the inputs; the runner enforces nothing. Throws `InputError`. */
export function readInputs(): Inputs {
  return {
    token: actions.getInput('token'),
    config: pathInput('config'),
    landing: choiceInput('landing', ['auto', 'pr-body', 'commits', 'both']),
    drafts: choiceInput('drafts', ['advise', 'judge']),
    comment: switchInput('comment'),
    checkRun: nameInput('check-run'),
    status: nameInput('commit-status'),
    sarifFile: pathInput('sarif-file'),
    pullRequest: numberInput('pull-request'),
  };
}

/** One of the words, the first being the default. Throws `InputError`. */
export function choiceInput<T extends string>(name: string, choices: readonly [T, ...T[]]): T {
  const given = actions.getInput(name) || choices[0];
  const known = choices.find((choice) => choice === given);
  if (known !== undefined) return known;
  throw new InputError(
    `the input ${name} is ${JSON.stringify(given)}; it can be ${choices.join(', ')}${didYouMean(given, choices)}`,
  );
}

/** `true` or `false`, nothing being false. Throws `InputError`. */
export function switchInput(name: string): boolean {
  const given = actions.getInput(name).toLowerCase();
  if (given === '' || given === 'false') return false;
  if (given === 'true') return true;
  throw new InputError(`the input ${name} is ${JSON.stringify(given)}; it can be true or false`);
}

/** `false` and nothing turn it off, `true` takes the usual name, everything else is the name. */
function nameInput(name: string): string | undefined {
  const given = actions.getInput(name);
  if (given === '' || given.toLowerCase() === 'false') return undefined;
  return given.toLowerCase() === 'true' ? 'forethought' : given.slice(0, 100);
}

/** A path below the root of the repository: relative, without `..`, on every system. */
export function pathInput(name: string): string | undefined {
  const given = actions.getInput(name);
  if (given === '') return undefined;
  const parts = given.split(/[/\\]/);
  const leaves =
    isAbsolute(given) || /^[a-z]:/i.test(given) || given.startsWith('\\') || given.includes('\0');
  if (leaves || parts.includes('..')) {
    throw new InputError(`the input ${name} has to be a path inside the repository, such as forethought.yml`);
  }
  return given;
}

/** A number from 1, with or without `#`. Throws `InputError`. */
export function numberInput(name: string): number | undefined {
  const given = actions.getInput(name);
  if (given === '') return undefined;
  const number = Number(given.replace(/^#/, ''));
  if (Number.isInteger(number) && number > 0) return number;
  throw new InputError(`the input ${name} is ${JSON.stringify(given)}; it has to be a number such as 42`);
}
