import type { World } from 'forethought/engine';

/** Where the pages of the Action's own version can be read; nowhere for one that is used from a folder. */
export function pagesAt(env: World['env']): string | undefined {
  const [server, own, ref] = [
    env['GITHUB_SERVER_URL'],
    env['GITHUB_ACTION_REPOSITORY'],
    env['GITHUB_ACTION_REF'],
  ];
  const isKnown = /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(own ?? '') && /^[\w./-]{1,100}$/.test(ref ?? '');
  return isKnown ? `${server ?? 'https://github.com'}/${own}/blob/${ref}/docs/` : undefined;
}
