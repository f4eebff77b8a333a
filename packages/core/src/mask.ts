import { isSecretName, MASK, maskText } from './mask-text.js';

/** Words and characters of a command that are kept. */
const MOST_WORDS = 200;
const MOST_CHARACTERS = 2000;

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
