import type { Allowance, TokenState } from './state/model.js';
import { Refusal } from './wire.js';

const HOUR = 3600;

/** The headers that tell what is left of an allowance. */
export function limitHeaders(allowance: Allowance, resource: 'core' | 'graphql'): Record<string, string> {
  return {
    'x-ratelimit-limit': String(allowance.limit),
    'x-ratelimit-remaining': String(Math.max(0, allowance.limit - allowance.used)),
    'x-ratelimit-used': String(allowance.used),
    'x-ratelimit-reset': String(allowance.reset),
    'x-ratelimit-resource': resource,
  };
}

/** Starts a new hour when the old one is over. */
export function renew(allowance: Allowance, now: number): void {
  if (now / 1000 < allowance.reset) return;
  allowance.used = 0;
  allowance.reset = Math.floor(now / 1000) + HOUR;
}

/** Takes one request of the allowance; throws 403 when nothing is left. */
export function spend(token: TokenState | null, now: number): void {
  if (token === null) return;
  renew(token.rest, now);
  if (token.rest.used >= token.rest.limit) {
    throw new Refusal(403, 'API rate limit exceeded for installation.', {}, limitHeaders(token.rest, 'core'));
  }
  token.rest.used += 1;
}
