import * as actions from '@actions/core';
import { InputError, numberInput, pathInput, switchInput } from './inputs.js';
import { monthInput, weekInput } from './period-inputs.js';

/** The inputs of the weekly report, checked. Defaults stand in action.yml. */
export interface ReportInputs {
  readonly token: string;
  readonly config: string | undefined;
  /** The ISO week to report; undefined: the last one that is over. */
  readonly week: string | undefined;
  /** The month to review; undefined: none. */
  readonly month: string | undefined;
  /** Number of the tracking issue, before that of the configuration. */
  readonly issue: number | undefined;
  readonly label: string | undefined;
  readonly createIssue: boolean;
  /** Branch that facts are kept on; undefined: none are kept, and each run reads them all. */
  readonly storeBranch: string | undefined;
  readonly scope: string;
}

/** Reads and checks the inputs. Throws `InputError`. */
export function readReportInputs(now: string): ReportInputs {
  const week = weekInput(now);
  return {
    token: actions.getInput('token'),
    config: pathInput('config'),
    week,
    month: monthInput(now, week),
    issue: numberInput('issue'),
    label: actions.getInput('issue-label') || undefined,
    createIssue: switchInput('create-issue'),
    storeBranch: branchInput(),
    scope: scopeInput(),
  };
}

function branchInput(): string | undefined {
  const given = actions.getInput('store');
  if (given === '' || given === 'none') return undefined;
  if (/^[\w][\w./-]{0,200}$/.test(given) && !given.includes('..') && !given.endsWith('.lock')) return given;
  throw new InputError(
    `the input store is ${JSON.stringify(given)}; it has to be the name of a branch such as forethought-facts, or none`,
  );
}

/** Part of the marker of each comment: letters, digits and hyphens. */
function scopeInput(): string {
  const given = actions.getInput('scope') || 'team';
  if (/^[a-z0-9][a-z0-9-]{0,60}$/i.test(given)) return given;
  throw new InputError(
    `the input scope is ${JSON.stringify(given)}; it has to be a word such as team or payments`,
  );
}
