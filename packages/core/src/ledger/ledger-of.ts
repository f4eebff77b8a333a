import type { Identities } from '../identity.js';
import { type Lookup, lookupBy } from '../lookup.js';
import type { Config } from '../schema/config.js';
import type { Facts } from '../schema/facts.js';
import type { Finding } from '../schema/finding.js';
import type { IssueFact } from '../schema/forge.js';
import { attribute } from './attribute.js';
import { candidatesOf } from './candidates.js';
import { capped, pullCatches } from './catches.js';
import { type Landing, landingsOf } from './changes.js';
import { defaultLine } from './default-line.js';
import { deployChanges } from './deployments.js';
import { partByDeployment, repairDefects } from './escapes.js';
import { type IncidentReader, tellingIncidents, triagedTogether } from './incidents.js';
import { vouchedIssues } from './insiders.js';
import { culpritsByFix, issueLinks, linkedCauses } from './issue-links.js';
import { culpritsOf, type IssueReader, issueDefects, triagedIssues } from './issues.js';
import type { Defect, Ledger, TriagedIssue } from './ledger.js';
import { ledgerGaps } from './ledger-gaps.js';
import { productionOf } from './production.js';

/** Who stands behind changes (see `identify`), what counts as production, and what rules answered where facts do not store it. */
export interface LedgerOptions
  extends Pick<Identities, 'engineersOf' | 'ownerOf' | 'engineerOf' | 'isMachine'> {
  /** Who is known; the enrolled may say of an issue what caused it. Absent: nobody is enrolled. */
  readonly people?: Identities['people'];
  readonly deployment?: Config['deployment'];
  /** Findings about commits and pull requests by subject id; absent: the verdicts that the facts store. */
  readonly findings?: readonly Finding[];
}

/** What came of every change, from facts alone and in time that grows with their number. */
export function ledgerOf(facts: Facts, options: LedgerOptions): Ledger {
  const branch = defaultLine(facts);
  const landings = landingsOf(facts, branch, options);
  const landed = landings.map(({ change }) => change);
  const production = productionOf(facts, options.deployment, landed);
  const { changes, deployments } = deployChanges(landed, production, branch);
  const byId = lookupBy(changes, ({ id }) => id);
  const issues = vouchedIssues(facts, landings, options);
  const confirmed = attribute(linkedCauses(issues, landings));
  const { attributions, candidates } = candidatesOf(facts.candidates ?? [], landings, confirmed);
  const reader: IssueReader = {
    engineerOf: options.engineerOf,
    isMachine: options.isMachine,
    byId,
    links: issueLinks(issues, landings, facts.asOf),
    culpritsByFix: culpritsByFix(attributions.filter(({ isUndone }) => !isUndone)),
  };
  const catcher = { engineerOf: options.engineerOf, isMachine: options.isMachine, bySha: branch.bySha };
  const inPulls = landings.flatMap((landing) => pullCatches(landing, catcher));
  const telling = { incidents: facts.incidents ?? [], issues, landings, attributions, reader };
  const { defects, triaged } = defectsTold({ ...telling, asOf: facts.asOf });
  const found = partByDeployment(defects, byId);
  const caught = [...partByDeployment(inPulls, byId).before, ...found.before.filter(isCatch)];
  return {
    changes,
    byId,
    attributions,
    candidates,
    deployments,
    deploymentSource: production.source,
    catches: capped(caught),
    escapes: found.after.map(asEscape),
    issues: triaged,
    gaps: ledgerGaps(facts, landings, production.source),
  };
}

/** Defects that issues, incidents and repairs tell of, each once, and what was looked at. */
function defectsTold(query: Omit<IncidentReader, 'defects'>): {
  readonly defects: readonly Defect[];
  readonly triaged: readonly TriagedIssue[];
} {
  const { issues, reader, attributions, landings } = query;
  const fromIssues = issueDefects(issues, reader);
  const told = tellingIncidents({ ...query, defects: fromIssues });
  const noticed = fromIssues.map((defect) => ({
    ...defect,
    foundAt: told.noticedAt.get(defect.id) ?? defect.foundAt,
  }));
  const reported = new Set([...reportedBy(reader, issues, fromIssues), ...told.reported]);
  const repairs = repairDefects(attributions, landingsById(landings), reported);
  return {
    defects: [...noticed, ...told.defects, ...repairs],
    triaged: triagedTogether(triagedIssues(issues, reader), told.triaged),
  };
}

/** An issue that nobody placed, a repair or a revert before deployment is no catch: nothing says that it was looked for. */
function isCatch({ kind }: Defect): boolean {
  return kind === 'label';
}

/** Wherever a label says that a defect was found: what it is of was in production by then. */
function asEscape(defect: Defect): Defect {
  return { ...defect, kind: defect.kind === 'label' ? 'issue' : defect.kind, stage: 'production' };
}

function landingsById(landings: readonly Landing[]): Lookup<Landing> {
  return lookupBy(landings, ({ change }) => change.id);
}

/** Pairs of fix and culprit that an issue tells of already: it says earlier what the repair says again. */
function reportedBy(
  reader: IssueReader,
  issues: readonly IssueFact[],
  defects: readonly Defect[],
): ReadonlySet<string> {
  const reported = new Set(defects.map(({ id }) => id));
  return new Set(
    issues
      .filter(({ number }) => reported.has(`#${number}`))
      .flatMap((issue) =>
        reader.links
          .fixesOf(issue)
          .flatMap((fix) => culpritsOf(issue, reader).map((culprit) => `${fix} ${culprit}`)),
      ),
  );
}
