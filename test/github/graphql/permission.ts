import { demand } from '../access.js';
import type { RepositoryState, TokenState } from '../state/model.js';
import { Refusal } from '../wire.js';
import { GraphqlRefusal } from './refusal.js';

/** Pull requests of a private repository need their own permission, in GraphQL as in REST. */
export function demandPulls(token: TokenState | null, repository: RepositoryState): void {
  try {
    demand(token, repository, { scopes: ['pull-requests'], level: 'read' });
  } catch (error) {
    if (error instanceof Refusal)
      throw new GraphqlRefusal('FORBIDDEN', 'Resource not accessible by integration');
    throw error;
  }
}
