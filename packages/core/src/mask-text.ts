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

/** What stands in place of a secret. */
export const MASK = '***';

/** A text without what looks like a secret in it: see `maskSecrets`. */
export function maskText(text: string): string {
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

/** Whether a variable or option of that name holds a secret. */
export function isSecretName(name: string): boolean {
  const bare = name.replace(/^-{1,2}/, '');
  return SECRET.test(bare) && !PLAIN.test(bare);
}
