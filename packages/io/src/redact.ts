import { createHmac, randomBytes } from 'node:crypto';
import type {
  Commit,
  Digest,
  DocumentFact,
  Facts,
  Incident,
  IssueFact,
  PatternFact,
  Person,
  PullFact,
  Service,
  TrainingFacts,
} from '@forethought/core';
import { redactDocument, redactIncident, redactService } from './redact-documents.js';
import { redactIssue, redactPull } from './redact-forge.js';
import { redactTraining } from './redact-training.js';
import { isId } from './stored-words.js';

/** How texts and people become what may be stored. */
export interface Redaction {
  /** Section states and link hosts of a message: what stays of it. Asked only where a commit has no digest yet. */
  readonly digestOf?: (commit: Commit) => Omit<Digest, 'hash'>;
  /** Login of a person of the roster. */
  readonly loginOf?: ((person: Person) => string | undefined) | undefined;
  /** Secret by which addresses and messages are hashed. Keep one for a store, so that its parts agree; default: a new one. */
  readonly key?: string;
}

/** The facts that tell of texts and people. */
export interface Telling {
  readonly commits?: readonly Commit[] | undefined;
  readonly pulls?: readonly PullFact[] | undefined;
  readonly issues?: readonly IssueFact[] | undefined;
  readonly patterns?: readonly PatternFact[] | undefined;
  readonly documents?: readonly DocumentFact[] | undefined;
  readonly services?: readonly Service[] | undefined;
  readonly incidents?: readonly Incident[] | undefined;
  readonly training?: TrainingFacts | undefined;
}

/** The same after redaction. */
export interface Redacted {
  readonly commits?: Commit[];
  readonly pulls?: PullFact[];
  readonly issues?: IssueFact[];
  readonly patterns?: PatternFact[];
  readonly documents?: DocumentFact[];
  readonly services?: Service[];
  readonly incidents?: Incident[];
  readonly training?: TrainingFacts;
}

/**
 * The stored form of facts: no message, no title, no body, no name, no address, and ids where records have words. A person is `{name: login, email: ''}` where the
 * login is public, by the roster or by a no-reply address, and `{name: '', email: 'hmac:…'}` otherwise, equal for equal addresses
 * under one key; the addresses of machines stay. Hashes are keyed, as a plain hash of an address is found by trying addresses.
 * The stored form of the stored form is itself.
 */
export function redactFacts(facts: Facts, redaction: Redaction): Facts {
  return { ...facts, ...redactTelling(facts, redaction) };
}

/** The stored form of those kinds that are there. */
export function redactTelling(facts: Telling, redaction: Redaction): Redacted {
  const hash = keyed(redaction.key ?? randomBytes(32).toString('hex'));
  const { commits, pulls, issues, patterns, documents, services, incidents, training } = facts;
  const added = <Some extends { readonly addedBy?: string | undefined }>(record: Some): Some =>
    storedAuthor(record, redaction, hash);
  const login = (address: string): string => loginOrHash(address, redaction, hash);
  return {
    ...(commits && { commits: commits.map((commit) => storedCommit(commit, redaction, hash)) }),
    ...(pulls && { pulls: pulls.map((pull) => redactPull(pull, hash)) }),
    ...(issues && { issues: issues.map(redactIssue) }),
    ...(patterns && { patterns: patterns.map(added) }),
    ...(documents && { documents: documents.map((each) => redactDocument(added(each), hash)) }),
    ...(services && { services: services.map((each) => redactService(each, hash, login)) }),
    ...(incidents && { incidents: incidents.map((each) => redactIncident(added(each), hash)) }),
    ...(training && { training: redactTraining(training, hash) }),
  };
}

function storedCommit(commit: Commit, redaction: Redaction, hash: Hash): Commit {
  const { message, coAuthors, author, committer, ...rest } = commit;
  // A record without its message was redacted already, and a person without an address is a login there.
  const hide = (person: Person): Person =>
    message === undefined && person.email === '' ? person : hidden(person, redaction, hash);
  const digest = message === undefined ? undefined : (commit.digest ?? redaction.digestOf?.(commit));
  return {
    ...rest,
    author: hide(author),
    committer: hide(committer),
    ...(coAuthors && { coAuthors: coAuthors.map(hide) }),
    ...(message !== undefined && digest && { digest: { ...digest, hash: hash(message) } }),
  };
}

/** Who added a pattern, a document or a record is known by a login, or by an address that nobody may read. */
function storedAuthor<Some extends { readonly addedBy?: string | undefined }>(
  record: Some,
  redaction: Redaction,
  hash: Hash,
): Some {
  const { addedBy } = record;
  if (addedBy === undefined || isId(addedBy)) return record;
  return { ...record, addedBy: loginOrHash(addedBy, redaction, hash) };
}

function loginOrHash(address: string, redaction: Redaction, hash: Hash): string {
  const { name, email } = hidden({ name: '', email: address }, redaction, hash);
  return name === '' ? email : name;
}

const NOREPLY = /^(?:\d{1,20}\+)?([^+@\s]{1,100})@users\.noreply\.[^@\s]+$/i;

function hidden(person: Person, { loginOf }: Redaction, hash: Hash): Person {
  if (/^hmac:[0-9a-f]{32}$/.test(person.email)) return { name: '', email: person.email };
  const login = loginOf?.(person) ?? NOREPLY.exec(person.email)?.[1];
  if (login !== undefined) return { name: login, email: '' };
  if (/^no-?reply@/i.test(person.email)) return { name: '', email: person.email.toLowerCase() };
  return { name: '', email: hash(person.email.toLowerCase()) };
}

/** A text as its keyed hash. */
export type Hash = (text: string) => string;

function keyed(key: string): Hash {
  return (text) => `hmac:${createHmac('sha256', key).update(text).digest('hex').slice(0, 32)}`;
}
