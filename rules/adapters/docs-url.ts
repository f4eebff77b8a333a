/** Where the documentation is published. */
const DOCS = 'https://github.com/forethought/forethought/blob/main/docs';

/** Address of a page of the documentation, named by its path without the ending: `rules/pre-mortem`, `linters`. */
export function docsUrl(page: string): string {
  return `${DOCS}/${page}.md`;
}
