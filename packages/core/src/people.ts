import type { RosterEntry } from './schema/config.js';

/** The address that the platform gives to people who keep theirs private: digits, `+`, login. */
const NOREPLY = /^(?:\d{1,20}\+)?([a-z0-9-]{1,100}(?:\[bot\])?)@users\.noreply\.github\.com$/i;

/** The login in a no-reply address of the platform. */
export function loginOfNoreply(email: string): string | undefined {
  return NOREPLY.exec(email)?.[1];
}

/** The person of the roster with this login or address, letter case aside. */
export function rosterEntry(roster: readonly RosterEntry[], engineer: string): RosterEntry | undefined {
  const wanted = engineer.toLowerCase();
  const login = (loginOfNoreply(engineer) ?? engineer).toLowerCase();
  return roster.find(
    (entry) =>
      entry.login.toLowerCase() === login || entry.emails.some((email) => email.toLowerCase() === wanted),
  );
}
