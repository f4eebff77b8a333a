import type { BranchRules, Part, Safeguards, SettingsFile } from '@forethought/core';
import type { GitHub } from './connect.js';
import { GitHubError } from './error.js';
import { SETTINGS } from './gate-query.js';
import { settingsOf as settingsByRest } from './gate-rest.js';
import { settingsOf } from './gate-values.js';
import { wholeData } from './graphql.js';
import { protectionOf, rulesOf } from './safeguard-values.js';
import { listAt, member, textAt } from './value.js';

const OWNERS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;
const BLOB = '... on Blob { text isTruncated }';

/**
 * Reads what guards the default branch: rules in force (of the organisation too), branch protection, CODEOWNERS, merge settings and
 * workflow files. A part that this token can't read says why. Throws `GitHubError` when the repository itself can't be read.
 */
export async function readSafeguards(hub: GitHub): Promise<Safeguards> {
  const { data: repository } = await hub.api.rest.repos.get(hub.where);
  const defaultBranch = textAt(repository, 'default_branch');
  const files = await part(() => readFiles(hub));
  const shown = settingsByRest(repository);
  return {
    defaultBranch,
    rules: await part(() => readRules(hub, defaultBranch)),
    protection: await readProtection(hub, defaultBranch),
    codeowners: await within(files, ownersOf),
    settings: shown === null ? await within(files, settingsOf) : { value: shown },
    workflows: await within(files, workflowsOf),
  };
}

/** A part of a part: what makes the whole unreadable goes for it too. */
async function within<Value>(whole: Part<unknown>, read: (value: unknown) => Value): Promise<Part<Value>> {
  if (whole.why !== undefined) return { value: null, why: whole.why };
  return part(async () => read(whole.value));
}

/** Runs a reader; trouble that means "not for this token" or "not on this server" becomes the reason. */
async function part<Value>(read: () => Promise<Value>): Promise<Part<Value>> {
  try {
    return { value: await read() };
  } catch (error) {
    const kinds = ['forbidden', 'not-found', 'unsupported', 'malformed', 'unavailable', 'timeout', 'invalid'];
    if (!(error instanceof GitHubError) || !kinds.includes(error.kind)) throw error;
    return { value: null, why: `${error.message}; ${error.fix}` };
  }
}

/** https://docs.github.com/rest/repos/rules#get-rules-for-a-branch */
async function readRules({ api, where }: GitHub, branch: string): Promise<BranchRules> {
  const rules = await api.paginate('GET /repos/{owner}/{repo}/rules/branches/{branch}', {
    ...where,
    branch,
    per_page: 100,
  });
  return rulesOf(listAt(rules));
}

/** https://docs.github.com/rest/branches/branch-protection#get-branch-protection */
async function readProtection({ api, where }: GitHub, branch: string): Promise<Safeguards['protection']> {
  try {
    const { data } = await api.rest.repos.getBranchProtection({ ...where, branch });
    return await part(async () => protectionOf(data));
  } catch (error) {
    if (error instanceof GitHubError && /branch not protected/i.test(error.words)) return { value: 'none' };
    return part(() => Promise.reject(error));
  }
}

/** Owners, workflows and settings in one request. */
async function readFiles(hub: GitHub): Promise<unknown> {
  const owners = OWNERS.map((path, at) => `o${at}: object(expression: "HEAD:${path}") { ${BLOB} }`);
  const answer = await hub.query(`query Safeguards($owner: String!, $repo: String!) {
  rateLimit { cost }
  repository(owner: $owner, name: $repo) {
    ${SETTINGS}
    ${owners.join('\n    ')}
    workflows: object(expression: "HEAD:.github/workflows") { ... on Tree { entries { name type object { ${BLOB} } } } }
  }
}`);
  return member(wholeData(answer), 'repository');
}

function ownersOf(repository: unknown): SettingsFile | 'none' {
  const at = OWNERS.findIndex((_, index) => typeof member(repository, `o${index}`, 'text') === 'string');
  const path = OWNERS[at];
  return path === undefined ? 'none' : { path, text: textAt(repository, `o${at}`, 'text') };
}

function workflowsOf(repository: unknown): readonly SettingsFile[] {
  if (member(repository, 'workflows') === null) return [];
  return listAt(repository, 'workflows', 'entries')
    .filter((entry) => member(entry, 'type') === 'blob' && /\.ya?ml$/.test(textAt(entry, 'name')))
    .map((entry) => ({
      path: `.github/workflows/${textAt(entry, 'name')}`,
      text: textAt(entry, 'object', 'text'),
    }));
}
