import { hasRole } from '../access.js';
import { accountLinks, type Links } from '../links.js';
import type { RepositoryState } from '../state/model.js';
import { restLogin, type World } from '../state/world.js';

/** The account that stands in for deleted ones where REST has no room for `null`. https://github.com/ghost */
export const GHOST = 'ghost';

/** An account as REST writes it; a deleted one is `null`. */
export function accountShape(
  world: World,
  links: Links,
  login: string | null,
): Record<string, unknown> | null {
  if (login === null) return null;
  const account = world.account(login);
  const name = restLogin(account);
  const url = `${links.api}/users/${encodeURIComponent(name)}`;
  return {
    login: name,
    id: account.id,
    node_id: nodeId(account.kind, account.id),
    avatar_url: `https://avatars.githubusercontent.com/u/${account.id}?v=4`,
    gravatar_id: '',
    url,
    html_url:
      account.kind === 'Bot' ? `${links.html}/apps/${account.login}` : `${links.html}/${account.login}`,
    ...accountLinks(url),
    type: account.kind,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** The id of an object in GraphQL. */
export function nodeId(kind: string, id: number): string {
  return `${kind}_${Buffer.from(String(id)).toString('base64url')}`;
}

/** What somebody is to a repository. */
export function associationOf(repository: RepositoryState, login: string | null): string {
  if (login === null) return 'NONE';
  if (login.toLowerCase() === repository.owner.toLowerCase()) return 'OWNER';
  if (hasRole(repository, login, 'read')) return 'COLLABORATOR';
  const hasLanded = repository.pulls.some(({ author, state }) => author === login && state === 'merged');
  return hasLanded ? 'CONTRIBUTOR' : 'NONE';
}
