import { decodeFile, encodeFile, type Format } from './format.js';
import type { FileWrite, Medium, Snapshot } from './medium.js';
import type { Standing, StandingFacts } from './store.js';

/** Name of the file of what stands: no week, as each reading replaces the one before. */
export const STANDING = 'standing.ndjson';

/** What the store must know of a kind: its name, and of a list what its records are sorted by. */
interface StandingKind {
  readonly name: keyof StandingFacts;
  readonly idOf: (record: unknown) => string;
  /** There is one of it, and no list. */
  readonly isOne?: true;
}

const field =
  (name: string) =>
  (record: unknown): string =>
    String((record as Readonly<Record<string, unknown>>)[name]);

/** Every kind, in the order of the file. Another one needs a line here, one in `StandingFacts`, and one in `redactTelling`. */
const KINDS: readonly StandingKind[] = [
  { name: 'documents', idOf: (record) => `${field('path')(record)} ${field('removedAt')(record)}` },
  { name: 'services', idOf: field('id') },
  { name: 'incidents', idOf: field('path') },
  { name: 'training', idOf: () => '', isOne: true },
];

/** What stands, and when each kind of it was read. */
export interface StoredStanding {
  readonly facts: StandingFacts;
  readonly readAt: Readonly<Record<string, string>>;
}

const NOTHING: StoredStanding = { facts: {}, readAt: {} };

/** What the store holds of what stands; nothing where it was never read. */
export async function readStanding(
  { where }: Pick<Medium, 'where'>,
  now: Snapshot,
  format: Format,
  repository: string,
): Promise<StoredStanding> {
  if (!now.names.includes(STANDING)) return NOTHING;
  const lines = decodeFile(
    format,
    { repository, part: 'standing' },
    await now.read(STANDING),
    where(STANDING),
  );
  const [[, readAt] = ['', {}], ...records] = lines as readonly [string, unknown][];
  const facts = Object.fromEntries(
    KINDS.filter(({ name }) => Object.hasOwn(readAt as object, name)).map(({ name, isOne }) => {
      const found = records.filter(([kind]) => kind === name).map(([, record]) => record);
      return [name, isOne ? found[0] : found];
    }),
  );
  return { facts, readAt: readAt as StoredStanding['readAt'] };
}

/** The file with a new reading in place of the kinds that it has; null where it stays as it is. An older reading replaces nothing. */
export function standingFile(
  old: StoredStanding,
  { readAt, ...facts }: Standing,
  format: Format,
  repository: string,
): FileWrite | null {
  const fresh = KINDS.filter(
    ({ name }) =>
      facts[name] !== undefined && Date.parse(old.readAt[name] ?? '1970-01-01') <= Date.parse(readAt),
  );
  if (fresh.length === 0) return null;
  const times = Object.fromEntries(fresh.map(({ name }) => [name, readAt]));
  const lines = KINDS.flatMap((kind) => {
    const value: unknown = (fresh.includes(kind) ? facts : old.facts)[kind.name] ?? [];
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    const sorted = list.map((record) => ({ id: kind.idOf(record), record }));
    sorted.sort((a, b) => (a.id < b.id ? -1 : 1));
    return sorted.map(({ record }) => [kind.name, record]);
  });
  const all = [['readAt', { ...old.readAt, ...times }], ...lines];
  return { name: STANDING, bytes: encodeFile(format, { repository, part: 'standing' }, all) };
}
