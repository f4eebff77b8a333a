import { addressAt } from './link-scan.js';
import type { Found } from './reference-patterns.js';

const HOST = /(?<![\w/.:@$%~+=&?#-])((?:[a-z0-9-]{1,40}\.){1,4}([a-z]{2,6}))(\/)(?=[\w~@%-])/g;
/** Endings of hosts. Some are endings of files too; those need a host that says what it holds. */
const TOP_LEVEL: ReadonlySet<string> = new Set(
  (
    'com org net edu gov int info io dev app ai cloud wiki page site blog tech tools run systems software build eu uk de fr jp cn ru nl ' +
    'ch at be se no fi dk it es pt br ca au in kr tw us cz ie nz tv me co'
  ).split(' '),
);
const FILE_LIKE: ReadonlySet<string> = new Set('rs sh py pl md cc so ml ps'.split(' '));
/** Hosts that say by their name that they hold pages to be read. */
const READING_HOST =
  /^(?:www|docs?|documentation|developers?|wiki|man|manuals?|manpages|learn|help|support|kb|pkg|guides?|handbook|reference|blogs?|pubs|datatracker|lists|bugs|bugzilla|peps)\.|(?:^|\.)(?:stackoverflow|stackexchange|serverfault|superuser|wikipedia|arxiv|man7|cppreference|readthedocs|ietf)\./;
/** Parts of a path below which pages are kept; an import path or a label of a cluster has none of them. */
const READING_PATH =
  /\/(?:docs?|documentation|manuals?|man|man-pages|guides?|handbook|reference|refs?|wiki|blogs?|articles?|questions|specs?|specification|rfcs?|learn|tutorials?|book|help|kb|faq|issues|pull|discussions|blob|abs|papers?)(?:[/?#]|$)|\.(?:html?|php|aspx?|pdf)(?:[?#]|$)/i;
/** Hosts below which the first two parts of a path are the name of a repository, module or image. */
const CODE_HOST =
  /^(?:(?:www\.)?(?:github|gitlab|bitbucket|codeberg)\.(?:com|org)|(?:\w+\.)?(?:docker|quay|ghcr|gcr|k8s)\.io)$/;

/**
 * Addresses typed without `https://` in one token: a host with a path, where one of the two says that it holds pages, as in
 * `docs.python.org/3/library/os.html`. Import paths, images, labels of a cluster and files are none.
 */
export function addressesIn(text: string, start: number, token: string): Found[] {
  const found: Found[] = [];
  for (const hit of token.matchAll(HOST)) {
    const [, host = '', ending = ''] = hit;
    const at = start + hit.index;
    const address = addressAt(text, at, at + host.length);
    if (address === undefined) continue;
    const below = address.target.slice(host.length, 300);
    const path = CODE_HOST.test(host) ? below.replace(/^\/[^/]*\/[^/]*/, '') : below;
    const isNamed = READING_HOST.test(host);
    const isPage = TOP_LEVEL.has(ending) && (isNamed || READING_PATH.test(path));
    const isShort = FILE_LIKE.has(ending) && (isNamed || /^\/(?:docs?|wiki)\//.test(path));
    if (isPage || isShort) found.push(address);
  }
  return found;
}
