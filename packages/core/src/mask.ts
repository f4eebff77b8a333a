const SECRET =
  /token|secret|passw(?:or)?d|passphrase|passwd|api[-_]?key|access[-_]?key|private[-_]?key|credential|(?:^|[-_])(?:auth|pwd|pat|pass)$/i;
/** Names that only look like one. */
const PLAIN = /^(?:pwd|oldpwd|.*tokeni[sz].*|.*-(?:file|path)|.*_(?:file|path))$/i;
/** Secrets that are known by their form, whoever they belong to. */
const KNOWN =
  /\b(?:gh[pousr]_\w{16,255}|github_pat_\w{20,255}|glpat-[\w-]{16,64}|xox[abprs]-[\w-]{10,250}|sk-[\w-]{16,250}|AKIA[0-9A-Z]{16}|eyJ[\w-]{10,2000}\.[\w-]{10,2000}\.[\w-]{5,2000})/g;
const ASSIGNED = /(^|[^\w-])(-{0,2}[A-Za-z_][\w-]{0,79})=("[^"]{0,2000}"|'[^']{0,2000}'|[^\s"';&|]{1,2000})/g;
const FLAG =
  /(^|\s)(-{1,2}[A-Za-z][\w-]{0,79})(\s+)("[^"]{0,2000}"|'[^']{0,2000}'|[^\s"';&|-][^\s"';&|]{0,2000})/g;
const HEADER =
  /\b(authorization|proxy-authorization|(?:set-)?cookie|private-token|(?:x-)?[a-z]{0,30}-?(?:api-key|token|secret))(\s*:\s*(?:(?:bearer|basic|token)\s+)?)[^\s"',]{1,2000}/gi;
/** `curl -u name:secret`, `--user name:secret`; not `-u 1000:1000`. */
const USER =
  /((?:^|\s)(?:-u|--user|--proxy-user)[\s=]{1,3}["']?[^\s:"']{1,100}:)(?!\d+(?:\s|$))[^\s"']{1,500}/g;
/** Programs that take a password as a flag of one letter. */
const SHORT =
  /(\b(?:sshpass|mysql\w{0,10}|mariadb\w{0,10}|(?:docker|podman|helm|oras)(?: registry)? login|redis-cli|ldap\w{1,10})\b[^|;&\n]{0,300}?\s-[apw])(\s?)(?=[^\s-])("[^"]{0,500}"|'[^']{0,500}'|\S{1,500})/g;
const IN_URL = /:\/\/[^\s/@]{1,500}@/g;

/** Words and characters of a command that are kept. */
const MOST_WORDS = 200;
const MOST_CHARACTERS = 2000;
const MASK = '***';

/**
 * The words of a command with what looks like a secret replaced by `***`: values of variables and options named like one, in a line
 * of shell too, credentials of addresses and headers, and tokens of known forms. What has no such mark stays.
 */
export function maskSecrets(words: readonly string[]): readonly string[] {
  let isNext = false;
  return words.slice(0, MOST_WORDS).map((word, at) => {
    const isValue = isNext && !word.startsWith('-');
    isNext = /^-{1,2}[A-Za-z][\w-]{0,79}$/.test(word) && isSecretName(word);
    if (isValue) return MASK;
    const short = shortFlag(words, at);
    if (short !== undefined) return short;
    const name = /^(-{0,2}[A-Za-z_][\w-]{0,79})=/.exec(word)?.[1];
    const isLine = /^-\w{0,8}c$/.test(words[at - 1] ?? '');
    // The value of a word ends with it; only in a line of shell do others follow.
    if (name !== undefined && !isLine && isSecretName(name)) return `${name}=${MASK}`;
    return maskText(word.slice(0, MOST_CHARACTERS));
  });
}

const TAKES_SHORT = /^(?:sshpass|mysql\w{0,10}|mariadb\w{0,10}|redis-cli|ldap\w{1,10})$/;
const LOGS_IN = /^(?:docker|podman|helm|oras)$/;

/** A password behind a flag of one letter, or the one of `name:password`; undefined where the word is neither. */
function shortFlag(words: readonly string[], at: number): string | undefined {
  const [word = '', before = ''] = [words[at], words[at - 1]];
  if (/^(?:-u|--user|--proxy-user)$/.test(before) && /^[^:]{1,100}:(?!\d+$)./.test(word)) {
    return `${word.slice(0, word.indexOf(':'))}:${MASK}`;
  }
  const program = (words[0] ?? '').split('/').at(-1) ?? '';
  const isLogin = LOGS_IN.test(program) && words.slice(1, 4).includes('login');
  if (!isLogin && !TAKES_SHORT.test(program)) return undefined;
  if (/^-[apw]$/.test(before) && !word.startsWith('-')) return MASK;
  return TAKES_SHORT.test(program) && /^-[apw]./.test(word) ? `${word.slice(0, 2)}${MASK}` : undefined;
}

function maskText(text: string): string {
  const hidden = text
    .replace(IN_URL, `://${MASK}@`)
    .replace(HEADER, `$1$2${MASK}`)
    .replace(USER, `$1${MASK}`)
    .replace(SHORT, `$1$2${MASK}`)
    .replace(KNOWN, MASK)
    .replace(ASSIGNED, (all, before: string, name: string) =>
      isSecretName(name) ? `${before}${name}=${MASK}` : all,
    );
  if (!/\s/.test(hidden)) return hidden;
  return hidden.replace(FLAG, (all, before: string, name: string, space: string) =>
    isSecretName(name) ? `${before}${name}${space}${MASK}` : all,
  );
}

function isSecretName(name: string): boolean {
  const bare = name.replace(/^-{1,2}/, '');
  return SECRET.test(bare) && !PLAIN.test(bare);
}
