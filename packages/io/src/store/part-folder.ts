import { StoreError } from './store-error.js';

/** Folder of a repository's partitions in a store, with `/` between its parts. Throws where the name could lead elsewhere. */
export function partFolder(repository: string): string {
  const parts = repository.split('/');
  if (!parts.every((part) => /^[\w.-]{1,100}$/.test(part) && !part.startsWith('.') && !part.endsWith('.'))) {
    const what = `${JSON.stringify(repository)} is no name of a repository`;
    throw new StoreError('invalid', what, 'write it as owner/name');
  }
  return ['facts', ...parts].join('/');
}
