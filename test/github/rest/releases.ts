import { accountShape, nodeId } from '../shapes/account.js';
import { apiOf, htmlOf } from '../shapes/issue.js';
import type { ReleaseState } from '../state/checks-model.js';
import { ok, type RepositoryCall, type Route, reads } from './call.js';

/** Releases, the newest first; drafts are told only to who may write. https://docs.github.com/rest/releases/releases */
export const releaseRoutes: Readonly<Record<string, Route>> = {
  'repos/list-releases': {
    need: reads('contents'),
    answer: (call) => {
      const seen = call.repository.releases.filter(({ isDraft }) => !isDraft);
      return ok(seen.map((release) => releaseShape(call, release)).reverse());
    },
  },
};

function releaseShape(call: RepositoryCall, release: ReleaseState): Record<string, unknown> {
  const url = `${apiOf(call)}/releases/${release.id}`;
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    html_url: `${htmlOf(call)}/releases/tag/${encodeURIComponent(release.tag)}`,
    id: release.id,
    node_id: nodeId('Release', release.id),
    author: accountShape(call.world, call.links, release.author),
    tag_name: release.tag,
    target_commitish: call.repository.defaultBranch,
    name: release.name,
    body: release.body,
    draft: release.isDraft,
    prerelease: release.isPrerelease,
    created_at: release.createdAt,
    published_at: release.publishedAt,
    assets: [],
    tarball_url: `${apiOf(call)}/tarball/${release.tag}`,
    zipball_url: `${apiOf(call)}/zipball/${release.tag}`,
  };
}
