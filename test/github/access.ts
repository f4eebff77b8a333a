import type { Level, RepositoryState, Role, Scope, State, TokenState } from './state/model.js';
import { notFound, Refusal } from './wire.js';

const order: readonly Level[] = ['none', 'read', 'write'];
const roles: readonly Role[] = ['read', 'triage', 'write', 'maintain', 'admin'];

/** What an operation needs: any of the scopes at the level. */
export interface Need {
  readonly scopes: readonly Scope[];
  readonly level: 'read' | 'write';
  /** Only an app may do it, whatever the person's role. */
  readonly appOnly?: boolean;
  /** Everybody who can read the repository may do it, such as commenting. */
  readonly open?: boolean;
}

/** The token of an `Authorization` header; `null` without one. Throws 401 for an unknown one. */
export function tokenOf(state: State, header: string | undefined): TokenState | null {
  if (header === undefined || header === '') return null;
  const key = header.slice(header.indexOf(' ') + 1);
  const token = state.tokens[key];
  if (token === undefined) throw new Refusal(401, 'Bad credentials');
  return token;
}

/** Whether the holder of a token has at least this role in the repository. */
export function hasRole(repository: RepositoryState, login: string, role: Role): boolean {
  const own = Object.entries(repository.collaborators).find(
    ([name]) => name.toLowerCase() === login.toLowerCase(),
  );
  return own !== undefined && roles.indexOf(own[1]) >= roles.indexOf(role);
}

/** Whether the repository and everything public in it can be seen with this token. */
export function canSee(token: TokenState | null, repository: RepositoryState): boolean {
  if (!repository.isPrivate) return true;
  if (token === null || !reaches(token, repository)) return false;
  return token.kind !== 'pat' || hasRole(repository, token.login, 'read');
}

function reaches(token: TokenState, repository: RepositoryState): boolean {
  return token.repositories === null || token.repositories.includes(`${repository.owner}/${repository.name}`);
}

/** Throws what GitHub answers when the token is not allowed to do this. A fork's token never writes. */
export function demand(token: TokenState | null, repository: RepositoryState, need: Need): void {
  if (!canSee(token, repository)) throw notFound();
  if (token === null) {
    if (need.level === 'write' || need.scopes.includes('administration'))
      throw new Refusal(401, 'Requires authentication');
    return;
  }
  if (token.kind === 'pat') demandOfPerson(token, repository, need);
  else if (!isGranted(token, repository, need))
    throw new Refusal(403, 'Resource not accessible by integration');
}

function isGranted(token: TokenState, repository: RepositoryState, need: Need): boolean {
  const isPublicRead =
    need.level === 'read' && !repository.isPrivate && !need.scopes.includes('administration');
  if (isPublicRead) return true;
  if (!reaches(token, repository) || (token.fork && need.level === 'write')) return false;
  return need.scopes.some(
    (scope) => order.indexOf(token.permissions[scope] ?? 'none') >= order.indexOf(need.level),
  );
}

function demandOfPerson(token: TokenState, repository: RepositoryState, need: Need): void {
  if (need.appOnly === true) throw new Refusal(403, 'You must authenticate via a GitHub App.');
  const isAdministration = need.scopes.includes('administration');
  const role: Role = isAdministration
    ? 'admin'
    : need.level === 'write' && need.open !== true
      ? 'write'
      : 'read';
  if (role === 'read' && !isAdministration && (need.level === 'read' || !repository.isPrivate)) return;
  if (!hasRole(repository, token.login, role)) {
    throw isAdministration ? notFound() : new Refusal(403, 'Must have write access to Repository.');
  }
  if (!isGranted(token, repository, need)) {
    throw new Refusal(403, 'Resource not accessible by personal access token');
  }
}
