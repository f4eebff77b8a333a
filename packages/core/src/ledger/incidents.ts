import type { IssueFact } from '../schema/forge.js';
import type { Incident } from '../schema/incident.js';
import { attribute } from './attribute.js';
import { attributableOf, type Landing } from './changes.js';
import { culpritsOf, type IssueReader } from './issues.js';
import type { Attribution, Defect, TriagedIssue } from './ledger.js';

/** What incident records tell of changes, beside what issues say. */
export interface TellingIncidents {
  readonly defects: readonly Defect[];
  /** Issues that are the same thing as an incident: it says when that was noticed. */
  readonly noticedAt: ReadonlyMap<string, string>;
  /** Repairs, as `fix culprit`, of what an incident tells of already. */
  readonly reported: ReadonlySet<string>;
  readonly triaged: readonly TriagedIssue[];
}

/** What incident records are read by. */
export interface IncidentReader {
  readonly incidents: readonly Incident[];
  readonly issues: readonly IssueFact[];
  readonly landings: readonly Landing[];
  /** Everything that issues tell of already, by `#40`. */
  readonly defects: readonly Defect[];
  readonly attributions: readonly Attribution[];
  readonly reader: IssueReader;
  readonly asOf: string;
}

/** A real incident that began at a known time. */
type Happened = Incident & { readonly at: string };

/**
 * Reads incidents that were no exercise. One that names an issue is that issue: it counts once, at the time that the record says. The
 * first repair of the causing change after an incident began is the incident's own.
 */
export function tellingIncidents(query: IncidentReader): TellingIncidents {
  const happened = query.incidents.flatMap((incident): Happened[] => {
    const at = incident.detectedAt ?? incident.startedAt;
    return at === undefined || incident.simulated ? [] : [{ ...incident, at }];
  });
  const culprits = culpritsByPath(happened, query);
  const known = new Set(query.defects.map(({ id, change }) => `${id} ${change}`));
  const defects = happened.flatMap((incident) =>
    (culprits.get(incident.path) ?? [])
      .filter((change) => !known.has(`${idOf(incident)} ${change}`))
      .map(
        (change): Defect => ({
          id: idOf(incident),
          change,
          kind: 'incident',
          foundAt: incident.at,
          url: urlOf(incident, query),
          stage: 'production',
        }),
      ),
  );
  return {
    defects,
    noticedAt: new Map(
      happened.flatMap(({ issue, at }) => (issue === undefined ? [] : [[`#${issue}`, at] as const])),
    ),
    reported: repairsOf(happened, culprits, query),
    triaged: happened.flatMap((incident) => triagedOf(incident, culprits.get(incident.path) ?? [], query)),
  };
}

function idOf({ issue, path }: Incident): string {
  return issue === undefined ? path : `#${issue}`;
}

function urlOf({ issue }: Incident, { issues }: IncidentReader): string | null {
  return issues.find(({ number }) => number === issue)?.url ?? null;
}

/** What a record says to have set the incident off; else what its issue does. */
function culpritsByPath(
  incidents: readonly Happened[],
  { landings, issues, reader, asOf }: IncidentReader,
): ReadonlyMap<string, readonly string[]> {
  const telling = incidents.filter(({ causingChange }) => causingChange !== undefined);
  const asked = telling.length === 0 ? [] : landings;
  const pairs = attribute([
    ...asked.map((landing) => ({ ...attributableOf(landing), causes: [], isRevert: false })),
    ...telling.map(({ path, causingChange }) => ({
      id: `incident ${path}`,
      number: null,
      shas: [],
      landedAt: asOf,
      causes: causingChange === undefined ? [] : [{ rung: 'link' as const, target: causingChange }],
      isRevert: false,
    })),
  ]);
  const own = new Map(pairs.map(({ fix, culprit }) => [fix, culprit]));
  const byNumber = new Map(issues.map((issue) => [issue.number, issue]));
  return new Map(
    incidents.map(({ path, issue }) => {
      const culprit = own.get(`incident ${path}`);
      const told = byNumber.get(issue ?? 0);
      return [path, culprit !== undefined ? [culprit] : told === undefined ? [] : culpritsOf(told, reader)];
    }),
  );
}

function repairsOf(
  incidents: readonly Happened[],
  culprits: ReadonlyMap<string, readonly string[]>,
  { attributions, defects }: IncidentReader,
): ReadonlySet<string> {
  const isTold = new Set(defects.map(({ id, change }) => `${id} ${change}`));
  return new Set(
    incidents.flatMap((incident) =>
      (culprits.get(incident.path) ?? [])
        .filter((change) => !isTold.has(`${idOf(incident)} ${change}`))
        .flatMap((change) => {
          const began = Date.parse(incident.startedAt ?? incident.at);
          const after = attributions.filter(
            ({ culprit, at, isUndone }) => culprit === change && !isUndone && Date.parse(at) >= began,
          );
          const [first] = [...after].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
          return first === undefined ? [] : [`${first.fix} ${first.culprit}`];
        }),
    ),
  );
}

/** A cause in a record that somebody else than the owner of the causing change wrote. */
function triagedOf(
  incident: Happened,
  culprits: readonly string[],
  { reader, issues }: IncidentReader,
): readonly TriagedIssue[] {
  const { cause, addedBy, at, issue } = incident;
  const change = culprits.map((id) => reader.byId.get(id)).find((found) => found !== undefined);
  const owner = change?.owner ?? null;
  const author = addedBy === undefined ? undefined : reader.engineerOf(addedBy);
  if (cause === undefined || author === undefined || author === owner) return [];
  const told = issues.find(({ number }) => number === issue);
  return [
    {
      id: idOf(incident),
      url: told?.url ?? null,
      at: told?.createdAt ?? at,
      causes: [cause],
      isDefect: true,
      owner,
      change: change?.id ?? null,
    },
  ];
}

/** Issues and incidents that were looked at; what an incident says of the cause of its issue is added to it. */
export function triagedTogether(
  issues: readonly TriagedIssue[],
  incidents: readonly TriagedIssue[],
): readonly TriagedIssue[] {
  const byId = new Map(issues.map((issue) => [issue.id, issue]));
  for (const incident of incidents) {
    const known = byId.get(incident.id);
    byId.set(
      incident.id,
      known === undefined
        ? incident
        : { ...known, causes: [...new Set([...known.causes, ...incident.causes])] },
    );
  }
  return [...byId.values()];
}
