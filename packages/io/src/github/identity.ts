import type { GitHub } from './connect.js';
import { GitHubError } from './error.js';
import { member, withoutSuffix } from './value.js';

/** Who this token writes as; null where the platform does not say, which is so for the token of a job in places. */
export interface Identity {
  readonly id: string | null;
  readonly login: string;
  readonly isBot: boolean;
}

/** The account of a job's own token. https://docs.github.com/actions/concepts/security/github_token */
const OF_A_JOB = 'github-actions';

const known = new WeakMap<GitHub, Promise<Identity>>();

/** The account that this token writes as; asked once for each connection. */
export function readIdentity(hub: GitHub): Promise<Identity> {
  const found = known.get(hub) ?? ask(hub);
  known.set(hub, found);
  return found;
}

/** Keeps the account that a connection writes as, where another answer of GraphQL told it (`viewer { databaseId login }`). */
export function knowIdentity(hub: GitHub, viewer: unknown): void {
  if (typeof member(viewer, 'login') === 'string' && !known.has(hub))
    known.set(hub, Promise.resolve(identityOf(viewer, 'databaseId')));
}

/** GraphQL tells it to every token; REST only to a person's. A token that is told nothing is that of a job. */
async function ask(hub: GitHub): Promise<Identity> {
  try {
    const { data } = await hub.query('query Viewer { rateLimit { cost } viewer { databaseId login } }', {});
    const viewer = member(data, 'viewer');
    if (typeof member(viewer, 'login') === 'string') return identityOf(viewer, 'databaseId');
  } catch (error) {
    pass(error);
  }
  try {
    const { data } = await hub.api.rest.users.getAuthenticated();
    return identityOf(data, 'id');
  } catch (error) {
    pass(error);
  }
  return { id: null, login: OF_A_JOB, isBot: true };
}

function pass(error: unknown): void {
  const kinds = ['forbidden', 'unsupported', 'not-found', 'malformed', 'invalid'];
  if (!(error instanceof GitHubError) || !kinds.includes(error.kind)) throw error;
}

function identityOf(account: unknown, idKey: string): Identity {
  const id = member(account, idKey);
  const login = String(member(account, 'login'));
  return {
    id: typeof id === 'number' || typeof id === 'bigint' ? String(id) : null,
    login: withoutSuffix(login),
    isBot: login.endsWith('[bot]') || member(account, 'type') === 'Bot',
  };
}

/** Whether this account wrote a comment or a review as REST shows it: by its number, else by its name and kind, else by its app. */
export function isBy(identity: Identity, comment: unknown): boolean {
  const user = member(comment, 'user');
  const id = member(user, 'id');
  if (identity.id !== null && id !== undefined) return String(id) === identity.id;
  const login = member(user, 'login');
  if (typeof login !== 'string' || (member(user, 'type') === 'Bot') !== identity.isBot) return false;
  return (
    withoutSuffix(login) === identity.login ||
    (identity.isBot && member(comment, 'performed_via_github_app', 'slug') === identity.login)
  );
}
