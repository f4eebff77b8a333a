import type { PolicyChange } from './policy-diff.js';
import type { Config } from './schema/config.js';

/**
 * What two configurations ask of people: outsiders, and who stands in the roster with which plan and start. The rest shows in the
 * policies (`comparePolicies`). `undefined` is a repository without configuration.
 */
export function compareConfigs(
  before: Config | undefined,
  after: Config | undefined,
): readonly PolicyChange[] {
  return [...compareOutsiders(before, after), ...comparePeople(before?.roster ?? [], after?.roster ?? [])];
}

function compareOutsiders(before: Config | undefined, after: Config | undefined): readonly PolicyChange[] {
  const [from, to] = [before?.outsiders ?? 'warn', after?.outsiders ?? 'warn'];
  if (from === to) return [];
  return [{ aspect: 'outsiders', what: to === 'block' ? 'stronger' : 'weaker', from, to }];
}

type Roster = Config['roster'];

/** Whoever leaves the roster is warned and no longer blocked; a later start asks less of the days between. */
function comparePeople(before: Roster, after: Roster): readonly PolicyChange[] {
  const logins = [...new Set([...before, ...after].map(({ login }) => login))].sort();
  return logins.flatMap((login): readonly PolicyChange[] => {
    const [was, is] = [before, after].map((roster) => roster.find((entry) => entry.login === login));
    const aspect = `roster ${login}`;
    if (was === undefined || is === undefined) {
      const what = was === undefined ? 'stronger' : 'weaker';
      return [{ aspect, what, from: entryText(was), to: entryText(is) }];
    }
    const [from, to] = [entryText(was), entryText(is)];
    const entry: readonly PolicyChange[] =
      from === to ? [] : [{ aspect, what: startDirection(was, is), from, to }];
    return [...entry, ...compareAddresses(was, is)];
  });
}

/** Commits by an address that nobody in the roster has any more are an outsider's. Addresses are counted, never printed. */
function compareAddresses(was: Roster[number], is: Roster[number]): readonly PolicyChange[] {
  const [old = [], now = []] = [was, is].map(({ emails }) => emails.map((email) => email.toLowerCase()));
  const gone = old.filter((email) => !now.includes(email)).length;
  const added = now.filter((email) => !old.includes(email)).length;
  if (gone + added === 0) return [];
  const to = `${gone} removed, ${added} added`;
  const what = gone > 0 ? 'weaker' : 'stronger';
  return [{ aspect: `addresses of ${was.login}`, what, from: `${old.length} in the roster`, to }];
}

function entryText(entry: Roster[number] | undefined): string {
  if (entry === undefined) return 'none';
  const { plan, start, track, away } = entry;
  const absences = away.map((each) => `away ${each.from} to ${each.to}`);
  const parts = [plan && `plan ${plan}`, start && `start ${start}`, track && `track ${track}`, ...absences];
  return parts.filter((part) => part !== undefined).join(', ') || 'in the roster';
}

function startDirection(was: Roster[number], is: Roster[number]): PolicyChange['what'] {
  const isSameOtherwise = entryText({ ...was, start: undefined }) === entryText({ ...is, start: undefined });
  if (!isSameOtherwise || was.start === undefined || is.start === undefined) return 'changed';
  return is.start > was.start ? 'weaker' : 'stronger';
}
