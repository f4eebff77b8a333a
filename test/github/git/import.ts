import type { CommitInput } from '../state/input.js';
import type { History } from './history.js';

/** A person in the form `Name <address>`. */
export type Identify = (who: string) => string;

/** Commits to make on one ref. `from` is the revision that they start on, or `null` for a root. */
export interface ImportPlan {
  readonly ref: string;
  readonly from: string | null;
  readonly commits: readonly CommitInput[];
}

/** What commits get that say nothing themselves: the author, and the instant of the first one; each following is a minute later. */
export interface ImportDefaults {
  readonly author: string;
  readonly at: string;
  readonly identify: Identify;
}

/** Makes the commits with one `git fast-import` and moves the ref, also where that is no fast-forward. Returns their shas, oldest first. */
export function importCommits(
  history: History,
  plan: ImportPlan,
  defaults: ImportDefaults,
): readonly string[] {
  return importPlans(history, [plan], defaults)[0] ?? [];
}

/** The same for many refs at once. What one plan makes, another can't begin on. */
export function importPlans(
  history: History,
  plans: readonly ImportPlan[],
  defaults: ImportDefaults,
): readonly (readonly string[])[] {
  const streams = plans.map(({ ref, from, commits }) => {
    const place = { ...defaults, ref, from: from === null ? null : history.resolve(from) };
    return commits.map((commit, index) => commitText(commit, index, place, history)).join('');
  });
  if (streams.join('') === '') return plans.map(() => []);
  const flags = ['--quiet', '--force', '--date-format=raw'];
  const stream = `feature done\n${streams.join('')}done\n`;
  const shas = history.run(['fast-import', ...flags], stream).split('\n');
  let next = 0;
  return plans.map(({ commits }) => {
    next += commits.length;
    return shas.slice(next - commits.length, next);
  });
}

interface Place extends ImportDefaults {
  readonly ref: string;
  readonly from: string | null;
}

function commitText(commit: CommitInput, index: number, place: Place, history: History): string {
  const at = commit.at ?? new Date(Date.parse(place.at) + index * 60_000).toISOString();
  const when = `${Math.floor(Date.parse(at) / 1000)} +0000`;
  const author = commit.author ?? place.author;
  const first = index === 0 ? (place.from === null ? [] : [`from ${place.from}`]) : [];
  const merges = (commit.merges ?? []).map((rev) => `merge ${history.resolve(rev) ?? rev}`);
  return [
    ...(index === 0 ? [`reset ${place.ref}`] : []),
    `commit ${place.ref}`,
    `mark :${index + 1}`,
    `author ${place.identify(author)} ${when}`,
    `committer ${place.identify(commit.committer ?? author)} ${when}`,
    data(commit.message),
    ...first,
    ...merges,
    ...Object.entries(commit.files ?? {}).flatMap(([path, content]) => fileText(path, content)),
    `get-mark :${index + 1}`,
    '',
  ].join('\n');
}

function fileText(path: string, content: string | null): readonly string[] {
  const name = JSON.stringify(path);
  return content === null ? [`D ${name}`] : [`M 100644 inline ${name}`, data(content)];
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}
