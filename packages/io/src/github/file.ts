import type { GitHub } from './connect.js';
import { GitHubError } from './error.js';
import { member, textAt } from './value.js';

/**
 * Text of one file at a revision, or undefined where there is no such file (a folder, a submodule or a link is none). A path
 * that leaves the repository is none either. https://docs.github.com/rest/repos/contents#get-repository-content
 */
export async function readFile(hub: GitHub, rev: string, path: string): Promise<string | undefined> {
  if (path === '' || path.startsWith('/') || path.split('/').some((part) => part === '..' || part === '.')) {
    return undefined;
  }
  const call = { ...hub.where, path, ref: rev };
  try {
    const { data } = await hub.api.rest.repos.getContent(call);
    if (member(data, 'type') !== 'file') return undefined;
    if (textAt(data, 'encoding') === 'base64') {
      return Buffer.from(textAt(data, 'content'), 'base64').toString('utf8');
    }
    // Above 1 MB the answer holds no content, and the file itself has to be asked for.
    const raw = await hub.api.rest.repos.getContent({ ...call, mediaType: { format: 'raw' } });
    return textOf(raw.data);
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'not-found') return undefined;
    throw error;
  }
}

function textOf(data: unknown): string {
  return textAt({ file: data }, 'file');
}
