import { GitHubError, type GitHubTrouble } from './error.js';
import { type Failure, isLimit, isPassing } from './retry.js';

/** One request as its errors name it: method and path, without query, host or token. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly safe: boolean;
}

/** What a request needs, by the end of its path. The first row that matches counts. */
const PERMISSIONS: readonly (readonly [path: RegExp, reads: string, writes: string])[] = [
  [/\/protection$/, 'a token of an administrator (administration: read)', 'administration: write'],
  [/\/statuses(?:\/[^/]*)?$/, 'statuses: read', 'statuses: write'],
  [/\/check-runs(?:\/|$)/, 'checks: read', 'checks: write'],
  [/\/issues$/, 'issues: read', 'issues: write'],
  [
    /\/issues\//,
    'pull-requests: read (for an issue: issues: read)',
    'pull-requests: write (for an issue: issues: write)',
  ],
  [/\/pulls(?:\/|$)/, 'pull-requests: read', 'pull-requests: write'],
  [/graphql$/, 'contents: read and pull-requests: read', 'contents: read and pull-requests: read'],
];

const STATUS_PAGE = 'run the job again; if it stays, look at https://www.githubstatus.com';

/** Turns what is left after the last attempt into an error that says the next step. Throws nothing and names no token. */
export function explain(failure: Failure, asked: Asked, until?: number): GitHubError {
  const kind = kindOf(failure, asked);
  const facts = {
    ...(failure.status === undefined ? {} : { status: failure.status }),
    ...(until === undefined || kind !== 'rate-limited' ? {} : { until: new Date(until).toISOString() }),
    words: failure.words,
    ambiguous: !asked.safe && !isLimit(failure) && isPassing(failure),
  };
  return new GitHubError(
    kind,
    message(kind, failure, asked, facts.until),
    fixOf(kind, failure, asked),
    facts,
  );
}

const BY_STATUS: ReadonlyMap<number, GitHubTrouble> = new Map([
  [401, 'unauthorised'],
  [404, 'not-found'],
  [406, 'unsupported'],
  [405, 'unsupported'],
  [410, 'gone'],
  [415, 'unsupported'],
]);

function kindOf(failure: Failure, { method, path }: Asked): GitHubTrouble {
  if (isLimit(failure)) return 'rate-limited';
  if (failure.cause === 'timeout' || failure.cause === 'malformed') return failure.cause;
  const { status = 500, words } = failure;
  if (failure.cause !== 'status' || status >= 500) return 'unavailable';
  if (status === 403) {
    if (/\blocked\b/i.test(words)) return 'locked';
    return method === 'GET' || method === 'HEAD' || path.endsWith('graphql') ? 'forbidden' : 'read-only';
  }
  return BY_STATUS.get(status) ?? 'invalid';
}

function message(kind: GitHubTrouble, failure: Failure, asked: Asked, until: string | undefined): string {
  const what = `${asked.method} ${asked.path}`;
  const status = failure.status === undefined ? '' : ` (${failure.status})`;
  const words = failure.words === '' ? '' : `: ${oneLine(failure.words)}`;
  const said: Readonly<Record<GitHubTrouble, string>> = {
    unauthorised: `GitHub does not accept the token for ${what}${words}`,
    forbidden: `the token may not read ${what}${words}`,
    'read-only': `the token may not write ${what}${words}`,
    'not-found': `GitHub knows nothing at ${what}, or hides it from this token`,
    gone: `${what} is gone or switched off${words}`,
    locked: `the conversation is locked (${what})`,
    invalid: `GitHub refused ${what}${status}${words}`,
    'rate-limited': `GitHub's rate limit is used up at ${what}${until === undefined ? '' : `; it ends at ${until}`}`,
    unavailable: `GitHub did not answer ${what}${status}${words}`,
    timeout: `GitHub took too long to answer ${what}`,
    malformed: `GitHub's answer to ${what} is not what it documents${words}`,
    unsupported: `this server does not offer ${what}${status}${words}`,
  };
  return said[kind];
}

function fixOf(kind: GitHubTrouble, { headers }: Failure, { method, path }: Asked): string {
  const isRead = method === 'GET' || method === 'HEAD';
  const row = PERMISSIONS.find(([end]) => end.test(path));
  const named = headers['x-accepted-github-permissions'];
  const documented = isRead ? (row?.[1] ?? 'contents: read') : (row?.[2] ?? 'contents: write');
  // GitHub answers with the permission that would do, e.g. `pull_requests=write`.
  const permission =
    typeof named === 'string' && named !== ''
      ? oneLine(named).replaceAll('_', '-').replaceAll('=', ': ')
      : documented;
  const steps: Readonly<Record<GitHubTrouble, string>> = {
    unauthorised: 'give a valid token: the input `token`, which is the `github.token` of the job unless set',
    forbidden: `grant the job what it reads, under \`permissions:\` in the workflow: ${permission}${ssoHint(headers)}`,
    'read-only': `grant the job what it writes, under \`permissions:\` in the workflow: ${permission}; pull requests from forks and of Dependabot get a token that only reads`,
    'not-found': `look at the number and the repository, and at \`permissions:\` in the workflow: ${permission}`,
    gone: 'open it again, or switch the feature on under Settings, General, Features',
    locked: 'unlock the conversation, or read the summary of the job',
    invalid: 'look at what GitHub says; the inputs of the step may be wrong',
    'rate-limited': 'wait until then and run the job again; the jobs of one repository share one limit',
    unavailable: STATUS_PAGE,
    timeout: STATUS_PAGE,
    malformed: `${STATUS_PAGE}, or at a proxy between`,
    unsupported:
      'update GitHub Enterprise Server to 3.10 or newer, or look at GITHUB_API_URL and GITHUB_GRAPHQL_URL',
  };
  return steps[kind];
}

function ssoHint(headers: Failure['headers']): string {
  return headers['x-github-sso'] === undefined ? '' : '; and authorise the token for single sign-on';
}

/** What the server said, short and on one line, as it may come from anywhere on the way. */
function oneLine(words: string): string {
  return words
    .slice(0, 300)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}
