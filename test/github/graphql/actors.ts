import type { Signature } from '../git/objects.js';
import { nodeId } from '../shapes/account.js';
import type { AccountState } from '../state/model.js';
import { restLogin, type World } from '../state/world.js';
import { type Context, fields, type Resolvers } from './node.js';

/** The object of an account; a deleted one is `null`. GraphQL writes the login of a bot without `[bot]`. */
export function actor(world: World, login: string | null): Record<string, unknown> | null {
  if (login === null) return null;
  const account = world.account(login);
  return { __typename: account.kind, account };
}

/** Who a review is asked of: an account, or a team that is written as `organisation/team`. */
export function reviewer(world: World, name: string): Record<string, unknown> | null {
  const [, slug] = name.split('/');
  return slug === undefined ? actor(world, name) : { __typename: 'Team', name };
}

interface Source {
  readonly account: AccountState;
}

const common = {
  id: ({ account }: Source) => nodeId(account.kind, account.id),
  databaseId: ({ account }: Source) => account.id,
  login: ({ account }: Source) => account.login,
  url: ({ account }: Source, _: unknown, { links }: Context) =>
    `${links.html}/${account.kind === 'Bot' ? 'apps/' : ''}${account.login}`,
  resourcePath: ({ account }: Source) => `/${account.kind === 'Bot' ? 'apps/' : ''}${account.login}`,
  avatarUrl: ({ account }: Source) => `https://avatars.githubusercontent.com/u/${account.id}?v=4`,
};

/** Who acts. */
export const actorResolvers: Resolvers = {
  Bot: common,
  Mannequin: fields<Source>({ ...common, email: ({ account }) => account.emails[0] ?? null }),
  Organization: fields<Source>({ ...common, name: ({ account }) => account.name }),
  User: fields<Source>({
    ...common,
    /** Where a bot stands in for a user (the viewer, the author of a commit), its login is that of REST. */
    login: ({ account }) => restLogin(account),
    name: ({ account }) => account.name,
    email: ({ account }) => account.emails[0] ?? '',
    isViewer: ({ account }, _, { token }) => token !== null && restLogin(account) === token.login,
  }),
  Team: fields<{ readonly name: string }>({
    id: ({ name }) => `T_${Buffer.from(name).toString('base64url')}`,
    slug: ({ name }) => name.split('/')[1],
    name: ({ name }) => name.split('/')[1],
    combinedSlug: ({ name }) => name,
  }),
  GitActor: fields<{ readonly signature: Signature }>({
    name: ({ signature }) => signature.name,
    email: ({ signature }) => signature.email,
    date: ({ signature }) => signature.date,
    user: ({ signature }, _, { world }) => {
      const account = world.accountOf(signature.email);
      return account === undefined ? null : { __typename: 'User', account };
    },
    avatarUrl: () => 'https://avatars.githubusercontent.com/u/0?v=4',
  }),
};
