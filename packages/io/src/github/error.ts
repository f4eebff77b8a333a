/** What kind of trouble the platform had with a request; callers decide by it, never by the words. */
export type GitHubTrouble =
  | 'unauthorised'
  | 'forbidden'
  | 'read-only'
  | 'not-found'
  | 'gone'
  | 'locked'
  | 'invalid'
  | 'rate-limited'
  | 'unavailable'
  | 'timeout'
  | 'malformed'
  | 'unsupported';

/** What an error may say besides its words. */
export interface GitHubErrorFacts {
  readonly until?: string | undefined;
  readonly status?: number | undefined;
  readonly ambiguous?: boolean;
  readonly words?: string;
}

/**
 * GitHub could not answer. `message` says what happened, `fix` the next step with the setting or permission by its name;
 * neither ever holds a token. `until` is when a limit ends. `ambiguous`: a write may or may not have been stored. `words` are the
 * server's own, as they came: for comparing, never for printing.
 */
export class GitHubError extends Error {
  override readonly name = 'GitHubError';
  readonly kind: GitHubTrouble;
  readonly fix: string;
  readonly until?: string;
  readonly status?: number;
  readonly ambiguous: boolean;
  readonly words: string;

  constructor(kind: GitHubTrouble, message: string, fix: string, facts: GitHubErrorFacts = {}) {
    super(message);
    this.kind = kind;
    this.fix = fix;
    this.ambiguous = facts.ambiguous ?? false;
    this.words = facts.words ?? '';
    if (facts.until !== undefined) this.until = facts.until;
    if (facts.status !== undefined) this.status = facts.status;
  }
}
