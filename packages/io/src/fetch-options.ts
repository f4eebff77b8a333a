import type { Environment } from './environment.js';

/**
 * The environment with the token as a header for that server, as actions/checkout does it; what was configured for the header
 * before goes, since two of them are refused. Addresses without https get nothing.
 * https://git-scm.com/docs/git-config#Documentation/git-config.txt-httpextraHeader
 */
export function authorised(environment: Environment, remote: string, token: string | undefined): Environment {
  const server = /^(https?:\/\/)(?:[^/@]*@)?([^/@]+)(?:\/|$)/i.exec(remote);
  if (token === undefined || token === '' || server === null) return environment;
  const key = `http.${server[1]}${server[2]}/.extraheader`;
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  const count = Number(environment['GIT_CONFIG_COUNT'] ?? 0) || 0;
  return {
    ...environment,
    GIT_CONFIG_COUNT: String(count + 2),
    [`GIT_CONFIG_KEY_${count}`]: key,
    [`GIT_CONFIG_VALUE_${count}`]: '',
    [`GIT_CONFIG_KEY_${count + 1}`]: key,
    [`GIT_CONFIG_VALUE_${count + 1}`]: `AUTHORIZATION: basic ${basic}`,
  };
}

/** A whole ref or a sha: nothing that git would take for an option, a pattern or a rule of its own. */
export function isPlainRef(ref: string): boolean {
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(ref)) return true;
  return /^refs\/[^\p{Cc} ~^:?*[\\]{1,500}$/u.test(ref) && !ref.includes('..');
}
