import type { Finding, Verdict } from '@forethought/core';

/**
 * The verdict of the gate: *fail* when a blocking rule failed, else *error* when one could not be judged. What is unknown lets
 * nothing through here: a check that is neutral or skipped counts as a success.
 * https://docs.github.com/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/troubleshooting-required-status-checks
 */
export function gateVerdict(findings: readonly Finding[]): Verdict {
  const blocking = findings.filter(({ severity }) => severity === 'block');
  if (blocking.some(({ outcome }) => outcome === 'fail')) return 'fail';
  return blocking.some(({ outcome }) => outcome === 'error' || outcome === 'unknown') ? 'error' : 'pass';
}
