/** The web standard's URL, which every run-time environment has and the types of the language alone lack. */
declare const URL: new (address: string, base?: string) => DocsUrl;

/** A URL object of the web standard, as far as it is used here. */
export interface DocsUrl {
  readonly href: string;
}

/**
 * Address of a page of the documentation, named by its path without the ending: `rules/pre-mortem`, `linters`. The pages lie
 * in the package, so that the link opens without a network and tells about the version that is installed.
 */
export function docsUrl(page: string): DocsUrl {
  const { url } = import.meta as unknown as { readonly url: string };
  return new URL(`../docs/${page}.md`, url);
}
