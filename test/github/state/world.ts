import { type History, openHistory } from '../git/history.js';
import type { AccountState, RepositoryState, State } from './model.js';

/** Time as the server takes it; a test may give one that it moves by itself. */
export interface ServerClock {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** The state together with what is needed to answer from it. */
export interface World {
  readonly state: State;
  readonly clock: ServerClock;
  /** The instant now, as GitHub writes it. */
  instant(): string;
  id(): number;
  /** The account of a login, made as a user when it is not known; `[bot]` at the end makes and finds bots. */
  account(login: string): AccountState;
  /** The account that an address of a commit belongs to. */
  accountOf(email: string): AccountState | undefined;
  repository(owner: string, name: string): RepositoryState | undefined;
  history(repository: RepositoryState): History;
}

/** An instant without the fraction of a second, as GitHub writes all of them. */
export function instantOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** Ties a state to a clock and to the Git repositories that it names. */
export function makeWorld(state: State, clock: ServerClock): World {
  const histories = new Map<string, History>();
  const id = (): number => {
    state.nextId += 1;
    return state.nextId;
  };
  const account = (login: string): AccountState => {
    const found = findAccount(state, login);
    if (found !== undefined) return found;
    const isBot = login.endsWith('[bot]');
    const made: AccountState = {
      id: id(),
      login: isBot ? login.slice(0, -'[bot]'.length) : login,
      kind: isBot ? 'Bot' : 'User',
      name: null,
      emails: [],
    };
    state.accounts.push(made);
    return made;
  };
  return {
    state,
    clock,
    instant: () => instantOf(clock.now()),
    id,
    account,
    accountOf: (email) =>
      state.accounts.find((candidate) => addressesOf(candidate).includes(email.toLowerCase())),
    repository: (owner, name) =>
      state.repositories.find(
        (candidate) =>
          candidate.owner.toLowerCase() === owner.toLowerCase() &&
          [candidate.name, ...candidate.formerNames].some(
            (known) => known.toLowerCase() === name.toLowerCase(),
          ),
      ),
    history: (repository) => {
      const known = histories.get(repository.git);
      if (known !== undefined) return known;
      const opened = openHistory(repository.git);
      histories.set(repository.git, opened);
      return opened;
    },
  };
}

function findAccount(state: State, login: string): AccountState | undefined {
  const isBot = login.endsWith('[bot]');
  const name = (isBot ? login.slice(0, -'[bot]'.length) : login).toLowerCase();
  return state.accounts.find(
    (candidate) => candidate.login.toLowerCase() === name && (!isBot || candidate.kind === 'Bot'),
  );
}

/** The addresses of an account: its own ones and the one that GitHub gives out. */
export function addressesOf(account: AccountState): readonly string[] {
  return [...account.emails.map((email) => email.toLowerCase()), privateAddress(account).toLowerCase()];
}

/** `ID+login@users.noreply.github.com`, the address that GitHub writes for people who keep theirs private. */
export function privateAddress(account: AccountState): string {
  return `${account.id}+${restLogin(account)}@users.noreply.github.com`;
}

/** The login as REST writes it: with `[bot]` for bots. */
export function restLogin(account: AccountState): string {
  return account.kind === 'Bot' ? `${account.login}[bot]` : account.login;
}
