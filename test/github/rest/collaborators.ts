import { hasRole } from '../access.js';
import { accountShape } from '../shapes/account.js';
import { ok, type Route, reads } from './call.js';

/** What somebody may do in the repository. https://docs.github.com/rest/collaborators/collaborators */
export const collaboratorRoutes: Readonly<Record<string, Route>> = {
  'repos/get-collaborator-permission-level': {
    need: reads('contents'),
    answer: ({ world, links, repository, values }) => {
      const login = values['username'] ?? '';
      const roles = ['admin', 'maintain', 'write', 'triage', 'read'] as const;
      const role =
        roles.find((candidate) => hasRole(repository, login, candidate)) ??
        (repository.isPrivate ? 'none' : 'read');
      const permission = role === 'maintain' ? 'write' : role === 'triage' ? 'read' : role;
      const can = (least: (typeof roles)[number]): boolean => hasRole(repository, login, least);
      const permissions = {
        admin: can('admin'),
        maintain: can('maintain'),
        push: can('write'),
        triage: can('triage'),
        pull: role !== 'none',
      };
      const user = { ...accountShape(world, links, login), role_name: role, permissions };
      return ok({ permission, role_name: role, user });
    },
  },
};
