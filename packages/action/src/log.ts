import * as actions from '@actions/core';
import { logLine } from '@forethought/core';

/**
 * The only place that prints. The runner executes commands that it finds in output, so every line is made safe, whoever wrote it.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export const log = {
  /** Plain lines of the log. */
  info(text: string): void {
    for (const line of text.split('\n')) actions.info(logLine(line));
  },
  /** A warning that shows on the run, with one line of text. */
  warning(text: string): void {
    actions.warning(logLine(text), { title: 'forethought' });
  },
  /** Ends the step as failed, with one line that says why. */
  failed(text: string): void {
    actions.setFailed(logLine(text));
  },
};
