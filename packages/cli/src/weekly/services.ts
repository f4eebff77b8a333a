import {
  didYouMean,
  type Facts,
  type FileTrouble,
  PlanError,
  parseServices,
  type RosterEntry,
  SERVICES_PATHS,
  type Service,
} from '@forethought/core';
import { type GitPlace, readFilesAt, readLineAuthors } from '@forethought/io';

/** The services of a repository with the documents that they name. */
export interface NamedServices {
  /** Absent: there is no list of services, or it cannot be read. */
  readonly services: readonly Service[] | undefined;
  /** Documents that the list names. */
  readonly paths: ReadonlySet<string>;
  /** What services depend on, by name. */
  readonly dependencies: readonly string[];
  /** Where the list names documents that are not among these paths. */
  readonly missingIn: (there: ReadonlySet<string>) => readonly FileTrouble[];
  readonly gaps: Facts['sources'][number]['missing'];
  /** Entries of the list that are probably not meant as they stand. */
  readonly troubles: readonly FileTrouble[];
}

const NONE: NamedServices = {
  services: undefined,
  paths: new Set(),
  dependencies: [],
  missingIn: () => [],
  gaps: [],
  troubles: [],
};

/** Reads the list of services at a revision, with the time at which each entry was written. */
export async function gatherServices(
  repo: GitPlace,
  rev: string,
  roster: readonly RosterEntry[],
): Promise<NamedServices> {
  const texts = await readFilesAt(repo, rev, SERVICES_PATHS);
  const at = texts.findIndex((text) => text !== undefined);
  const [file, text] = [SERVICES_PATHS[at], texts[at]];
  if (file === undefined || text === undefined) return NONE;
  try {
    const { services, placeOf, lineOf } = parseServices(text, file);
    const lines = services.map(({ id }) => lineOf(id));
    const authors = await readLineAuthors(repo, { rev, path: file, lines });
    const dated = services.map((service) => {
      const addedAt = authors.get(lineOf(service.id))?.committedAt;
      return addedAt === undefined ? service : { ...service, addedAt };
    });
    return {
      ...NONE,
      services: dated,
      paths: new Set(services.flatMap(({ documents }) => Object.values(documents).flat())),
      dependencies: [...new Set(services.flatMap(({ dependencies }) => dependencies))],
      missingIn: (there) =>
        missingDocuments(dated, there, (...of) => ({ ...placeOf(...of), path: file, what: NOT_THERE })),
      troubles: strangers(dated, roster).map(({ id, addedAt }) => ({
        ...{ path: file, line: lineOf(id), column: 1, what: STRANGER, addedAt },
      })),
    };
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return { ...NONE, gaps: [{ what: 'services', why: unreadWords(file, error) }] };
  }
}

const NOT_THERE = 'expected a document that is there; correct the path, or leave it out';
const STRANGER = 'expected an owner of the roster, where somebody has nearly that login';

/** Where a list can't be read; what stands there is for whoever opens the file. */
function unreadWords(file: string, { problems }: PlanError): string {
  const [first = { line: 1, column: 1 }] = problems;
  const rest = problems.length > 1 ? `, and ${problems.length - 1} more` : '';
  return `${file}:${first.line}:${first.column} is not valid${rest}; \`forethought check ${file}\` says why`;
}

function missingDocuments(
  services: readonly Service[],
  there: ReadonlySet<string>,
  place: (service: string, path: string) => Omit<FileTrouble, 'addedAt'>,
): readonly FileTrouble[] {
  return services.flatMap(({ id, documents, addedAt }) =>
    Object.values(documents)
      .flat()
      .filter((path) => !there.has(path))
      .map((path) => ({ ...place(id, path), addedAt })),
  );
}

/** Services whose owner is not on the roster though somebody with nearly that login is. */
function strangers(services: readonly Service[], roster: readonly RosterEntry[]): readonly Service[] {
  const logins = roster.map(({ login }) => login);
  return services.filter(
    ({ owner }) =>
      !logins.some((login) => login.toLowerCase() === owner.toLowerCase()) &&
      didYouMean(owner, logins) !== '',
  );
}
