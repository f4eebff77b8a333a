const IMAGE_FILE = /\.(?:png|jpe?g|gif|svg|webp|bmp|ico|mp4|mov|webm|avi|cast)$/i;
const IMAGE_HOST =
  /(?:^|\.)(?:user-images\.githubusercontent\.com|private-user-images\.githubusercontent\.com|camo\.githubusercontent\.com|imgur\.com|giphy\.com|gyazo\.com|loom\.com|recordit\.co|asciinema\.org|shields\.io|badge\.fury\.io|screencast\.com|streamable\.com|cl\.ly|droplr\.com|monosnap\.com|prnt\.sc|cloudapp\.com)$/;
const IMAGE_PATH =
  /\/(?:user-attachments\/assets|assets\/\d+\/[0-9a-f-]{8,}|uploads\/[0-9a-f]{16,}|badges?)(?:\/|$)/i;
const CI_HOST =
  /^(?:ci|jenkins|builds?|buildkite|drone|prow|testgrid|spyglass|concourse|teamcity|bamboo|luci|cirrus)(?:[.-]|$)|[.-](?:ci|jenkins)\.|(?:^|\.)(?:travis-ci\.(?:org|com)|circleci\.com|appveyor\.com|buildkite\.com|codecov\.io|coveralls\.io|cirrus-ci\.com|semaphoreci\.com|sonarcloud\.io|netlify\.app|vercel\.app|percy\.io|chromatic\.com)$/;
const CI_PATH =
  /\/(?:actions\/runs|actions\/workflows|-\/jobs|-\/pipelines|_build|checks|check-runs|pipelines|builds?|buildbot|job|blue\/organizations)(?:\/|$|\?)|\/runs\/\d{3,20}(?:[/?#]|$)/i;
const REVIEW_HOST = /^(?:review|reviews|gerrit|codereview)(?:[.-]|$)|[.-](?:review|reviews|gerrit)[.-]/;
const REVIEW_PATH =
  /^\/(?:D\d{2,9}|r\/\d{1,9}|c\/\S{1,200}\/\+\/\d{1,9}|c\/\d{1,9})(?:\/|$|\?|#)|\/\+\/\d{1,9}(?:\/|$)/;
const REVIEW_ANCHOR = /#(?:discussion_r|pullrequestreview-|issuecomment-new|note_)\d/;
const TEMPLATE_PATH =
  /\/[^/?#]{0,60}(?:contributing|contribution|contributor|code[_-]of[_-]conduct|pull[_-]?requests?(?:[_-]?(?:template|guide|guidance|process))?\.(?:md|rst|html?|txt)|pull[_-]request[_-](?:template|guidance)|pr[_-](?:template|guide)|(?:commit|pr|release|change)[_-](?:title|message|note)s?[_-](?:guide|format|convention)|style[_-]?guide|linking-a-pull-request-to-an-issue|creating-a-pull-request|about-draft-pull-requests|committer-guide|(?:dev|developer)s?[-_/]guide)[^/?#]{0,60}(?:[/?#]|$)/i;
const TEMPLATE_HOST =
  /^(?:cla|easycla)[.-]|(?:^|\.)(?:conventionalcommits\.org|developercertificate\.org|keepachangelog\.com|contributor-covenant\.org|cla-assistant\.io|gitmoji\.dev|semantic-release\.gitbook\.io)$/;
/** This machine, an address without a name, a service of a cluster, and names that are reserved for examples. */
const UNREACHABLE =
  /^(?:localhost|https?|127(?:\.\d{1,3}){3}|0\.0\.0\.0|10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|169\.254(?:\.\d{1,3}){2}|\[[0-9a-f:.]{2,45}\])$|\.(?:localhost|test|invalid|example)$|(?:^|\.)example\.(?:com|org|net)$|^(?:host|gateway)\.docker\.internal$|^metadata\.google\.internal$|\.svc(?:\.|$)/;
/** The only part of a path on an inner host: the number of a run. */
const RUN_PATH = /^\/[0-9a-f]{8}[0-9a-f-]{8,40}\/?(?:[?#]|$)/i;
/** A name that only a network of one's own resolves: an internal wiki counts, a service on some port does not. */
const INNER_HOST = /^[^.]+$|\.(?:internal|intranet|corp|private|local|lan|home)$/;
const INNER_WIKI =
  /^(?:wiki|docs?|documentation|confluence|intranet|sharepoint|jira|kb|handbook|notes)(?![a-z])/;
const ENGINE_HOST =
  /(?:^|\.)(?:google(?:\.com?)?\.[a-z]{2,3}|(?:bing|duckduckgo|yahoo|baidu|startpage|kagi|qwant|perplexity|you|ask)\.(?:com|ai)|yandex\.[a-z]{2,3}|(?:ecosia|mojeek|marginalia)\.(?:org|com|nu)|search\.brave\.com)$/;
const ENGINE_PATH =
  /^\/?(?:(?:do\/|html\/?|yandsearch\/?|lite\/?|ns\/?)?search\/?|results?\/?|s|web\/?)?(?:\?|#|$)/;
const RESULTS_PATH =
  /\/search(?:\/|\.html?|\.php|\/results)?\?(?:[^#]{0,200}&)?(?:q|query|p|s|text|term|terms|keyword|keywords|search|wd)=/i;

/** What a link is made of, lower-case host; undefined when it has none. Schemes other than http and https are not read. */
export interface Link {
  readonly host: string;
  readonly path: string;
  readonly credentials: boolean;
  readonly port: boolean;
}

/** The parts of an http(s) URL, or undefined when it has no host. */
export function linkOf(url: string): Link | undefined {
  const rest = url.slice(url.indexOf('://') + 3);
  const end = rest.search(/[/?#]/);
  const authority = end === -1 ? rest : rest.slice(0, end);
  const at = authority.lastIndexOf('@');
  const named = authority.slice(at + 1).toLowerCase();
  const host = named.replace(/:\d{1,5}$/, '').replace(/\.$/, '');
  if (host === '' || /[^a-z0-9.:[\]_\-\u0080-\uffff]/.test(host)) return undefined;
  return {
    host,
    path: end === -1 ? '' : rest.slice(end),
    credentials: at !== -1,
    port: /:\d{1,5}$/.test(named),
  };
}

/**
 * Why a link can't be a source: it carries credentials, leads to this machine, to search results, a picture, a CI run, a review,
 * or to a form's own instructions. Undefined when nothing speaks against it.
 */
export function exclusionOf(link: Link): string | undefined {
  const path = link.path.slice(0, 500);
  const bare = path.replace(/[?#].*$/s, '');
  if (
    link.credentials ||
    /[?&](?:access_token|private_token|api_?key|token|password|secret|sig|x-amz-signature)=/i.test(path)
  ) {
    return 'credentials';
  }
  if (UNREACHABLE.test(link.host) || isInnerService(link)) return 'localhost';
  if (isSearch(link)) return 'search';
  if (IMAGE_HOST.test(link.host) || IMAGE_PATH.test(bare) || IMAGE_FILE.test(bare)) return 'image';
  if (CI_HOST.test(link.host) || CI_PATH.test(path)) return 'ci';
  if (RUN_PATH.test(path) && INNER_HOST.test(link.host)) return 'ci';
  if (REVIEW_HOST.test(link.host) || REVIEW_PATH.test(path) || REVIEW_ANCHOR.test(path)) return 'review';
  if (TEMPLATE_HOST.test(link.host) || TEMPLATE_PATH.test(path)) return 'template';
  return undefined;
}

function isInnerService({ host, port }: Link): boolean {
  return port && INNER_HOST.test(host) && !INNER_WIKI.test(host);
}

/** What an engine or a site found for some words: it shows something else to everybody, and nobody reads all of it. */
function isSearch({ host, path }: Link): boolean {
  if (path === '' || path === '/') return false;
  return RESULTS_PATH.test(path.slice(0, 300)) || (ENGINE_HOST.test(host) && ENGINE_PATH.test(path));
}

/** Labels that stand before a link or number and say that it is the change itself, or the review of it. */
const OWN_LABEL =
  /^(?:reviewed[- ](?:on|at|in)|review|differential(?: revision| diff)?|reviewable|gerrit|change-url|original[- ](?:change|commit|pr|revision|diff)|pull[- ]request(?: resolved)?|pr(?:-url)?|mr|merge request|resolved|upstream pr|imported from|x-original-commit|backport(?:ed)? (?:of|from)|commit|git-svn-id|cr-original-commit-position)$/i;

/** Whether the words before a link on its line are a label for the change itself: `review` or `own-change`. */
export function exclusionByLabel(before: string): string | undefined {
  const label = /^[\s>*_#-]{0,10}([\w][\w -]{1,38}?)[*_\s]{0,4}[:=][*_\s]{0,4}$/.exec(before.slice(-60))?.[1];
  if (label === undefined || before.length > 60 || !OWN_LABEL.test(label)) return undefined;
  return /^(?:pull|pr|mr|merge|original|imported|backport|commit|upstream|x-|git|resolved)/i.test(label)
    ? 'own-change'
    : 'review';
}
