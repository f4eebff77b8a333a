import * as actions from '@actions/core';
import { isMonth, isoWeek, isWeek, monthBefore } from '@forethought/core';
import { InputError } from './inputs.js';

/** The ISO week to report, where one is named. Throws `InputError`. */
export function weekInput(now: string): string | undefined {
  const given = actions.getInput('week').toUpperCase();
  if (given === '') return undefined;
  if (!isWeek(given))
    throw new InputError(`the input week is ${JSON.stringify(given)}; a week is written 2026-W47`);
  if (given > isoWeek(now))
    throw new InputError(
      `the input week is ${given}, which has not begun; leave it out for the last one that is over`,
    );
  return given;
}

/** The month to review, where one is asked for: `true` is the one that is over, where no single week is. Throws `InputError`. */
export function monthInput(now: string, week: string | undefined): string | undefined {
  const given = actions.getInput('monthly-review').toLowerCase();
  if (given === '' || given === 'false') return undefined;
  if (given === 'true') return week === undefined ? monthBefore(now) : undefined;
  if (!isMonth(given))
    throw new InputError(
      `the input monthly-review is ${JSON.stringify(given)}; it can be true, false or a month such as 2026-10`,
    );
  if (given < now.slice(0, 7)) return given;
  throw new InputError(
    `the input monthly-review is ${given}, which is not over; true is the last month that is`,
  );
}
