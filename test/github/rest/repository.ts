import { hasRole } from '../access.js';
import { fullRepositoryShape } from '../shapes/repository.js';
import { ok, type RepositoryCall, type Route, reads } from './call.js';

/** Whether the merge settings are told: GitHub gives them only to who may push. https://docs.github.com/rest/repos/repos#get-a-repository */
function seesSettings({ token, repository }: RepositoryCall): boolean {
  if (token === null) return false;
  if (token.kind === 'pat') return hasRole(repository, token.login, 'write');
  return !token.fork && token.permissions.contents === 'write';
}

/** The repository itself. */
export const repositoryRoutes: Readonly<Record<string, Route>> = {
  'repos/get': {
    need: reads('contents'),
    answer: (call) => ok(fullRepositoryShape(call.world, call.links, call.repository, seesSettings(call))),
  },
};
