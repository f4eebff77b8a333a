/** A commit was on the platform at this instant, by the platform's own clock. */
export interface Sighting {
  readonly sha: string;
  readonly at: string;
}

/**
 * The commits that were there at an instant: those that were seen by then, and all that these stand on. The dates that commits
 * carry are their makers' word and prove nothing.
 */
export function pushedBefore(
  commits: readonly { readonly sha: string; readonly parents: readonly string[] }[],
  sightings: readonly Sighting[],
  instant: string,
): ReadonlySet<string> {
  const parents = new Map(commits.map((commit) => [commit.sha, commit.parents]));
  const limit = Date.parse(instant);
  const found = new Set<string>();
  const waiting = sightings.filter(({ at }) => Date.parse(at) <= limit).map(({ sha }) => sha);
  for (let sha = waiting.pop(); sha !== undefined; sha = waiting.pop()) {
    const above = parents.get(sha);
    if (above === undefined || found.has(sha)) continue;
    found.add(sha);
    waiting.push(...above);
  }
  return found;
}
