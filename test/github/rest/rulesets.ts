import { nodeId } from '../shapes/account.js';
import { apiOf, htmlOf } from '../shapes/issue.js';
import type { RulesetState } from '../state/checks-model.js';
import { notFound } from '../wire.js';
import { ok, type RepositoryCall, type Route, reads } from './call.js';

/** Rulesets and what they ask of one branch. https://docs.github.com/rest/repos/rules */
export const rulesetRoutes: Readonly<Record<string, Route>> = {
  'repos/get-repo-rulesets': {
    need: reads('contents'),
    answer: (call) => {
      const withParents = call.query.get('includes_parents') !== 'false';
      const seen = call.repository.rulesets.filter(({ source }) => withParents || source === 'Repository');
      return ok(seen.map((ruleset) => summary(call, ruleset)));
    },
  },
  'repos/get-repo-ruleset': {
    need: reads('contents'),
    answer: (call) => {
      const found = call.repository.rulesets.find(({ id }) => id === Number(call.values['ruleset_id']));
      if (found === undefined) throw notFound();
      const { include, exclude, rules, bypass } = found;
      const mayManage = call.token?.permissions.administration === 'write';
      return ok({
        ...summary(call, found),
        conditions: { ref_name: { include, exclude } },
        rules,
        ...(mayManage ? { bypass_actors: bypass } : {}),
      });
    },
  },
  'repos/get-branch-rules': {
    need: reads('contents'),
    answer: (call) => {
      const branch = call.values['branch'] ?? '';
      const active = call.repository.rulesets.filter(
        (ruleset) => ruleset.enforcement === 'active' && meets(call, ruleset, branch),
      );
      return ok(
        active.flatMap((ruleset) => ruleset.rules.map((rule) => ({ ...rule, ...origin(call, ruleset) }))),
      );
    },
  },
};

function origin({ repository }: RepositoryCall, ruleset: RulesetState): Record<string, unknown> {
  const own = `${repository.owner}/${repository.name}`;
  return {
    ruleset_source_type: ruleset.source,
    ruleset_source: ruleset.source === 'Repository' ? own : repository.owner,
    ruleset_id: ruleset.id,
  };
}

function summary(call: RepositoryCall, ruleset: RulesetState): Record<string, unknown> {
  const { ruleset_source: source, ruleset_source_type: type } = origin(call, ruleset);
  return {
    id: ruleset.id,
    name: ruleset.name,
    target: 'branch',
    source_type: type,
    source,
    enforcement: ruleset.enforcement,
    node_id: nodeId('RepositoryRuleset', ruleset.id),
    _links: {
      self: { href: `${apiOf(call)}/rulesets/${ruleset.id}` },
      html: { href: `${htmlOf(call)}/rules/${ruleset.id}` },
    },
    created_at: call.repository.createdAt,
    updated_at: call.repository.createdAt,
  };
}

/** Whether a ruleset is about a branch. `*` stands for a part of a name, `**` for any. */
function meets({ repository }: RepositoryCall, { include, exclude }: RulesetState, branch: string): boolean {
  const fits = (pattern: string): boolean => {
    if (pattern === '~ALL') return true;
    if (pattern === '~DEFAULT_BRANCH') return branch === repository.defaultBranch;
    const parts = pattern.replace('refs/heads/', '').split('**');
    const source = parts.map((part) => part.split('*').map(literal).join('[^/]*')).join('.*');
    return new RegExp(`^${source}$`).test(branch);
  };
  return include.some(fits) && !exclude.some(fits);
}

function literal(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
