import { accountShape } from '../shapes/account.js';
import { Refusal } from '../wire.js';
import { type Answer, type Call, ok } from './call.js';

/** What belongs to no repository. */
export const wholeRoutes: Readonly<Record<string, (call: Call) => Answer>> = {
  'users/get-authenticated': (call) => {
    if (call.token === null) throw new Refusal(401, 'Requires authentication');
    if (call.token.kind !== 'pat') throw new Refusal(403, 'Resource not accessible by integration');
    return ok(whoAmI(call, call.token.login));
  },
  'rate-limit/get': ({ token, world }) => {
    const reset = Math.floor(world.clock.now() / 1000) + 3600;
    const of = (one: { limit: number; used: number; reset: number } | undefined) => ({
      limit: one?.limit ?? 60,
      used: one?.used ?? 0,
      remaining: Math.max(0, (one?.limit ?? 60) - (one?.used ?? 0)),
      reset: one?.reset ?? reset,
    });
    const core = of(token?.rest);
    return ok({ resources: { core, search: of(undefined), graphql: of(token?.graphql) }, rate: core });
  },
  'meta/get': ({ world }) => {
    const version = world.state.serverVersion;
    const common = { verifiable_password_authentication: version !== null };
    return ok(version === null ? common : { ...common, installed_version: version });
  },
};

function whoAmI({ world, links }: Call, login: string): Record<string, unknown> {
  return {
    ...accountShape(world, links, login),
    name: world.account(login).name,
    company: null,
    blog: null,
    location: null,
    email: world.account(login).emails[0] ?? null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: '2020-01-01T00:00:00Z',
    updated_at: '2020-01-01T00:00:00Z',
  };
}
