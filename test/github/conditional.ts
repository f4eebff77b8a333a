import { createHash } from 'node:crypto';
import { limitHeaders } from './limits.js';
import type { Answer } from './rest/call.js';
import type { TokenState } from './state/model.js';
import type { Reply, WireRequest } from './wire.js';

/** The answer on the wire, with its tag and what is left of the allowance; 304 without costs when the client has it already. */
export function conditional(answer: Answer, request: WireRequest, token: TokenState | null): Reply {
  const limits = () => (token === null ? {} : limitHeaders(token.rest, 'core'));
  const { status, body, raw } = answer;
  const type = raw === undefined ? {} : { 'content-type': 'application/vnd.github.raw; charset=utf-8' };
  const whole: Reply = {
    status,
    headers: { ...answer.headers, ...type, ...limits() },
    body,
    ...(raw === undefined ? {} : { raw }),
  };
  if (request.method !== 'GET' || status !== 200) return whole;
  const digest = createHash('sha256')
    .update(raw ?? JSON.stringify(body))
    .digest('hex');
  const etag = `W/"${digest}"`;
  if (request.headers['if-none-match'] !== etag) return { ...whole, headers: { ...whole.headers, etag } };
  if (token !== null) token.rest.used -= 1;
  return { status: 304, headers: { ...answer.headers, ...limits(), etag } };
}
