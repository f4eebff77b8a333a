import { alphabetically } from '../engineers.js';
import type { Identities, Identity, MergeSuggestion } from '../identity.js';
import { maskedAddress } from '../identity-names.js';
import type { RosterEntry } from '../schema/config.js';
import { paint } from './paint.js';
import { pad, plain, truncate } from './sanitise.js';
import { counted } from './words.js';

/** How the list of people is printed. `redact` masks addresses in the lines to paste as well. */
export interface PeopleOptions {
  readonly color: boolean;
  readonly redact: boolean;
  /** How many of a kind are listed; default 200. */
  readonly most?: number;
}

const MOST_PEOPLE = 200;
const NAME_COLUMNS = 32;
const WHOLE_COLUMNS = 100;

const REASONS: Readonly<Record<MergeSuggestion['because'], string>> = {
  'pull-request': 'the address landed pull requests of the account',
  'same-name': 'the same full name',
  'same-address-name': 'addresses that begin alike',
};

/**
 * Everybody behind the changes, how each was found, and which may be one person with the lines to paste that say so. Addresses are
 * masked except in those lines, which need them whole.
 */
export function renderPeople(
  identities: Pick<Identities, 'people' | 'unresolved' | 'suggestions'>,
  roster: readonly RosterEntry[],
  options: PeopleOptions,
): string {
  const style = paint(options.color);
  const { people, unresolved, suggestions } = identities;
  const most = options.most ?? MOST_PEOPLE;
  const found = people
    .filter(({ basis, isEnrolled }) => isEnrolled || basis !== 'unresolved')
    .sort((a, b) => Number(b.isEnrolled) - Number(a.isEnrolled) || alphabetically(a.id, b.id));
  const byId = new Map(people.map((person) => [person.id, person]));
  const merges = suggestions.map((suggestion) => mergeLines(suggestion, byId, roster, options.redact));
  const blocks = [
    [
      `${style.bold('forethought people')}: ${counted(found.length, 'person', 'people')} with an account, ${counted(unresolved.length, 'address', 'addresses')} without one`,
    ],
    section(style.bold('Accounts'), found.map(personLine), most),
    section(
      style.bold('Without an account'),
      unresolved.map(({ id, changes }) => `  ${pad(shown(id), NAME_COLUMNS)}  ${counted(changes, 'commit')}`),
      most,
    ),
    section(style.bold('Perhaps one person'), merges.flat(), most * 4),
    [nextLine(unresolved.length, suggestions.length)],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[], most: number): readonly string[] {
  if (lines.length === 0) return [];
  const left = lines.length - most;
  return [title, ...lines.slice(0, most), ...(left > 0 ? [`  … and ${left} more`] : [])];
}

function personLine({ id, isEnrolled, basis, changes, addresses }: Identity): string {
  const how = { platform: 'account', noreply: 'no-reply address', roster: 'roster', unresolved: 'roster' }[
    basis
  ];
  const parts = [
    pad(shown(id), NAME_COLUMNS),
    pad(isEnrolled ? 'enrolled' : 'not enrolled', 12),
    pad(how, 16),
    pad(counted(changes, 'change'), 12),
    addresses.map((address) => plain(maskedAddress(address))).join(' '),
  ];
  return `  ${parts.join('  ').trimEnd()}`;
}

/** Two identities, why they may be one, and the lines for the roster or for `.mailmap` that would make them one. */
function mergeLines(
  { keep, merge, because }: MergeSuggestion,
  people: ReadonlyMap<string, Identity>,
  roster: readonly RosterEntry[],
  redact: boolean,
): readonly string[] {
  const [kept, other] = [people.get(keep), people.get(merge)];
  if (kept === undefined || other === undefined) return [];
  const print = (address: string): string => (redact ? maskedAddress(address) : plain(address));
  const head = `  ${whole(merge)} may be ${whole(keep)}: ${REASONS[because]}`;
  const addresses = other.addresses.filter((address) => !address.startsWith('hmac:'));
  if (addresses.length === 0)
    return [head, '    their addresses are hashed in these facts; read them from Git'];
  const entry = roster.find(({ login }) => login === kept.login);
  if (entry !== undefined) {
    const emails = [...new Set([...entry.emails, ...addresses])].map((address) =>
      JSON.stringify(print(address)),
    );
    return [
      head,
      '    in the roster:',
      `      - login: ${entry.login}`,
      `        emails: [${emails.join(', ')}]`,
    ];
  }
  const target =
    kept.login === null ? (kept.addresses[0] ?? '') : `${kept.login.toLowerCase()}@users.noreply.github.com`;
  const name = plain(kept.names[0] ?? kept.id)
    .replaceAll(/[<>#]/g, '')
    .trim();
  return [
    head,
    '    in .mailmap:',
    ...addresses.map((address) => `      ${name} <${print(target)}> <${print(address)}>`),
  ];
}

function nextLine(unresolved: number, suggestions: number): string {
  if (suggestions > 0)
    return 'Next: where two are one person, paste the lines under them and commit; nothing is merged by itself.';
  if (unresolved > 0)
    return 'Next: put each address into `emails` of its entry in the roster, or map it in .mailmap.';
  return 'Next: nothing; every address has its account.';
}

function whole(id: string): string {
  return truncate(plain(id), WHOLE_COLUMNS);
}

function shown(id: string): string {
  return truncate(plain(id), NAME_COLUMNS);
}
