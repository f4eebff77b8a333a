import { demand } from '../access.js';
import type { RepositoryState, Scope, TokenState } from '../state/model.js';
import { Refusal } from '../wire.js';
import { GraphqlRefusal } from './refusal.js';

/** What a private repository holds needs its own permission, in GraphQL as in REST. Any of the scopes will do. */
export function demandRead(token: TokenState | null, repository: RepositoryState, ...scopes: Scope[]): void {
  try {
    demand(token, repository, { scopes, level: 'read' });
  } catch (error) {
    if (error instanceof Refusal)
      throw new GraphqlRefusal('FORBIDDEN', 'Resource not accessible by integration');
    throw error;
  }
}
