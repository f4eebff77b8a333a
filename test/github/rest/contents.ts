import type { Entry } from '../git/objects.js';
import { apiOf, htmlOf } from '../shapes/issue.js';
import { notFound, Refusal } from '../wire.js';
import { ok, type RepositoryCall, type Route, reads } from './call.js';

const MEBIBYTE = 1024 * 1024;

/** Files and folders at a revision, and refs. https://docs.github.com/rest/repos/contents */
export const contentRoutes: Readonly<Record<string, Route>> = {
  'repos/get-content': { need: reads('contents'), answer: getContent },
  'git/get-blob': {
    need: reads('contents'),
    answer: (call) => {
      const sha = call.values['file_sha'] ?? '';
      if (call.history.resolve(`${sha}^{blob}`) === null) throw notFound();
      const bytes = call.history.blob(sha);
      return ok({
        sha,
        node_id: `B_${sha}`,
        size: bytes.length,
        url: `${apiOf(call)}/git/blobs/${sha}`,
        content: wrap(bytes.toString('base64')),
        encoding: 'base64',
      });
    },
  },
  'git/get-ref': {
    need: reads('contents'),
    answer: (call) => {
      const name = `refs/${call.values['ref'] ?? ''}`;
      const sha = call.history.refs().get(name);
      if (sha === undefined) throw notFound();
      const object = { type: 'commit', sha, url: `${apiOf(call)}/git/commits/${sha}` };
      return ok({ ref: name, node_id: `REF_${sha}`, url: `${apiOf(call)}/git/${name}`, object });
    },
  },
};

function getContent(call: RepositoryCall) {
  const ref = call.query.get('ref') ?? call.repository.defaultBranch;
  const path = (call.values['path'] ?? '').replace(/\/$/, '');
  const sha = call.history.resolve(ref);
  if (sha === null) throw new Refusal(404, `No commit found for the ref ${ref}`);
  const entry = call.history.entry(sha, path);
  if (entry === undefined) throw notFound();
  if (entry.type === 'tree') {
    return ok(
      call.history
        .tree(entry.sha)
        .map((child) => entryShape(call, { ...child, path: join(path, child.path) }, ref)),
    );
  }
  const content = call.history.blob(entry.sha);
  if (call.wantsRaw) return { status: 200, raw: content.toString('utf8') };
  const isLarge = content.length > MEBIBYTE;
  return ok({
    ...entryShape(call, entry, ref),
    content: isLarge ? '' : wrap(content.toString('base64')),
    encoding: isLarge ? 'none' : 'base64',
  });
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** GitHub breaks Base64 after 60 characters. */
function wrap(text: string): string {
  return text === '' ? '' : `${(text.match(/.{1,60}/g) ?? []).join('\n')}\n`;
}

function entryShape(call: RepositoryCall, entry: Entry, ref: string): Record<string, unknown> {
  const name = entry.path.split('/').at(-1) ?? '';
  const url = `${apiOf(call)}/contents/${entry.path.split('/').map(encodeURIComponent).join('/')}?ref=${encodeURIComponent(ref)}`;
  const git = `${apiOf(call)}/git/${entry.type === 'tree' ? 'trees' : 'blobs'}/${entry.sha}`;
  const html = `${htmlOf(call)}/${entry.type === 'tree' ? 'tree' : 'blob'}/${ref}/${encodeURI(entry.path)}`;
  return {
    name,
    path: entry.path,
    sha: entry.sha,
    size: entry.size,
    url,
    html_url: html,
    git_url: git,
    download_url: entry.type === 'blob' ? `${html}?raw=1` : null,
    type: entry.type === 'tree' ? 'dir' : entry.type === 'commit' ? 'submodule' : 'file',
    _links: { self: url, git, html },
  };
}
