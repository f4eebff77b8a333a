import type { ExampleLedger, MetricExample } from '../define-metric.js';
import type { DocumentFact } from '../schema/document-fact.js';
import type { Facts } from '../schema/facts.js';
import type { IssueFact, PatternFact } from '../schema/forge.js';
import type { Incident } from '../schema/incident.js';
import type { PullFact } from '../schema/pull-fact.js';
import type { Service } from '../schema/service.js';
import type {
  Attribution,
  Defect,
  LandedChange,
  Ledger,
  ProductionDeployment,
  TriagedIssue,
} from './ledger.js';

/** The engineer who stands behind everything that an example leaves open. */
export const EXAMPLE_ENGINEER = 'ada';

const ADDRESS = 'https://github.com/example/example';

/** What an example is made into: facts of the platform beside those of Git, and what came of the changes. */
export interface MadeLedger {
  readonly facts: Pick<Facts, 'defaultBranch' | 'pulls' | 'issues' | 'patterns'> &
    Partial<Pick<Facts, 'documents' | 'services' | 'incidents' | 'sources'>>;
  readonly ledger: Ledger;
}

/** Fills in everything that an example leaves open. What has no time of its own happened at `at`. */
export function exampleLedger(example: ExampleLedger, at: string): MadeLedger {
  const changes = (example.changes ?? []).map((change) => changeOf(change, at));
  const attribution = attributionAt(at);
  return {
    facts: {
      defaultBranch: 'main',
      pulls: (example.pulls ?? []).map((pull) => pullOf(pull, at)),
      issues: (example.reported ?? []).map((each) => reportedOf(each, at)),
      patterns: (example.patterns ?? []).map((pattern) => patternOf(pattern, at)),
      ...recordsOf(example, at),
    },
    ledger: {
      changes,
      byId: new Map(changes.map((change) => [change.id, change])),
      attributions: (example.attributions ?? []).map(attribution),
      candidates: (example.candidates ?? []).map((each) => attribution({ rung: 'candidate', ...each })),
      deployments: (example.deployments ?? []).map((each) => deploymentOf(each, at)),
      deploymentSource: example.gaps?.deployments === undefined ? 'deployments' : null,
      catches: (example.catches ?? []).map((each, index) => defectOf(each, index, 'review', at)),
      escapes: (example.escapes ?? []).map((each, index) => defectOf(each, index, 'production', at)),
      issues: (example.issues ?? []).map((each) => issueOf(each, at)),
      gaps: example.gaps ?? {},
    },
  };
}

/** Engineers behind the commits and logins of an example: its own words where it has any, else `ada`; nobody for a `robot`. */
export function exampleEngineers(example: MetricExample): {
  readonly engineersOf: (sha: string) => readonly string[];
  readonly engineerOf: (login: string) => string | undefined;
} {
  const authors = new Map(Object.entries(example.authors ?? {}));
  const human = (name: string): string | undefined => (name === 'robot' ? undefined : name);
  return {
    engineersOf: (sha) => [authors.get(sha) ?? EXAMPLE_ENGINEER].flatMap((name) => human(name) ?? []),
    engineerOf: human,
  };
}

function changeOf(change: Partial<LandedChange> & Pick<LandedChange, 'id'>, at: string): LandedChange {
  const isMachine = change.isMachine === true;
  const owner = change.owner === undefined && !isMachine ? EXAMPLE_ENGINEER : (change.owner ?? null);
  return {
    kind: change.id.startsWith('#') ? 'pull-request' : 'push',
    url: `${ADDRESS}/pull/${change.id.replace('#', '')}`,
    shas: [change.id.startsWith('#') ? `sha-${change.id.slice(1)}` : change.id],
    landedAt: at,
    owner,
    engineers: owner === null ? [] : [owner],
    isMachine,
    paths: ['src/main.ts'],
    labels: [],
    type: null,
    practices: {},
    deployedAt: change.landedAt ?? at,
    deployment: 'd1',
    ...change,
  };
}

function attributionAt(
  at: string,
): (attribution: Partial<Attribution> & Pick<Attribution, 'fix' | 'culprit'>) => Attribution {
  return (attribution) => ({
    rung: 'trailer',
    at,
    days: 1,
    isRevert: attribution.rung === 'revert',
    isUndone: false,
    ...attribution,
  });
}

function deploymentOf(
  deployment: Partial<ProductionDeployment> & Pick<ProductionDeployment, 'id'>,
  at: string,
): ProductionDeployment {
  return { sha: `sha-${deployment.id}`, at, url: null, changes: [], isRollback: false, ...deployment };
}

function defectOf(
  defect: Partial<Defect> & Pick<Defect, 'change' | 'kind'>,
  index: number,
  stage: string,
  at: string,
): Defect {
  return { id: `${defect.change}/${defect.kind}/${index}`, foundAt: at, url: null, stage, ...defect };
}

function issueOf(issue: Partial<TriagedIssue> & Pick<TriagedIssue, 'id'>, at: string): TriagedIssue {
  return {
    url: `${ADDRESS}/issues/${issue.id.replace('#', '')}`,
    at,
    causes: [],
    isDefect: true,
    owner: EXAMPLE_ENGINEER,
    change: null,
    ...issue,
  };
}

function reportedOf(issue: Partial<IssueFact> & Pick<IssueFact, 'number'>, at: string): IssueFact {
  return {
    url: `${ADDRESS}/issues/${issue.number}`,
    author: { login: EXAMPLE_ENGINEER, kind: 'user' },
    createdAt: at,
    updatedAt: at,
    closedAt: null,
    state: 'open',
    isNotPlanned: false,
    labels: [],
    closedBy: null,
    readAt: at,
    missing: [],
    ...issue,
  };
}

function patternOf(pattern: Partial<PatternFact> & Pick<PatternFact, 'id'>, at: string): PatternFact {
  return {
    title: pattern.id,
    category: 'Race conditions',
    addedBy: EXAMPLE_ENGINEER,
    addedAt: at,
    ...pattern,
  };
}

/** What is read from the repository's files; what an example leaves out was not read. */
function recordsOf(
  { documents, services, incidents }: ExampleLedger,
  at: string,
): Partial<Pick<Facts, 'documents' | 'services' | 'incidents' | 'sources'>> {
  const sources = ['git', 'documents'].map((id) => ({ id, state: 'complete' as const, missing: [] }));
  return {
    ...(documents && { sources, documents: documents.map((each) => documentOf(each, at)) }),
    ...(services && { services: services.map(serviceOf) }),
    ...(incidents && { incidents: incidents.map((each) => incidentOf(each, at)) }),
  };
}

function documentOf(
  document: Partial<DocumentFact> & Pick<DocumentFact, 'path' | 'kind'>,
  at: string,
): DocumentFact {
  return { addedAt: at, addedBy: EXAMPLE_ENGINEER, updatedAt: at, verdicts: [], ...document };
}

function serviceOf(service: Partial<Service> & Pick<Service, 'id'>): Service {
  return { owner: EXAMPLE_ENGINEER, paths: [], documents: {}, dependencies: [], ...service };
}

function incidentOf(incident: Partial<Incident> & Pick<Incident, 'path'>, at: string): Incident {
  return { startedAt: at, responders: [], shadows: [], simulated: false, services: [], ...incident };
}

function pullOf(pull: Partial<PullFact> & Pick<PullFact, 'number'>, at: string): PullFact {
  const created = pull.createdAt ?? at;
  return {
    url: `${ADDRESS}/pull/${pull.number}`,
    author: { login: EXAMPLE_ENGINEER, kind: 'user' },
    createdAt: created,
    readyAt: created,
    updatedAt: at,
    mergedAt: at,
    closedAt: at,
    state: 'merged',
    isDraft: false,
    mergedBy: { login: EXAMPLE_ENGINEER, kind: 'user' },
    base: 'main',
    head: { ref: `topic-${pull.number}`, sha: `head-${pull.number}` },
    mergeCommit: `sha-${pull.number}`,
    labels: [],
    type: null,
    added: 20,
    deleted: 0,
    fileCount: 1,
    commitCount: 1,
    readAt: at,
    missing: [],
    ...pull,
  };
}
