import { canSee } from '../access.js';
import type { Links } from '../links.js';
import type { RepositoryState, TokenState } from '../state/model.js';
import type { World } from '../state/world.js';
import { Refusal } from '../wire.js';

interface Place {
  readonly world: World;
  readonly links: Links;
  readonly token: TokenState | null;
  readonly method: string;
}

/**
 * The path under which a request is answered: that of `/repositories/ID` is the repository of that number. Throws the redirect that
 * GitHub gives for a former name, 301 for what reads and 307 for what writes.
 */
export function presentPath(path: string, { world, links, token, method }: Place): string {
  const [, first = '', second = '', third = '', ...rest] = path.split('/');
  const { repositories } = world.state;
  if (first === 'repositories') {
    const found = repositories.find(({ id }) => String(id) === second);
    return found === undefined ? path : joined('/repos', found.owner, found.name, third, ...rest);
  }
  const found = first === 'repos' ? world.repository(second, third) : undefined;
  if (found === undefined || isNamed(found, third) || !canSee(token, found)) return path;
  const url = joined(`${links.api}/repositories`, String(found.id), ...rest);
  throw new Refusal(method === 'GET' ? 301 : 307, 'Moved Permanently', { url }, { location: url });
}

function isNamed({ name }: RepositoryState, asked: string): boolean {
  return name.toLowerCase() === asked.toLowerCase();
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('/');
}
