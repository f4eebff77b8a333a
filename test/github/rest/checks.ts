import { nodeId } from '../shapes/account.js';
import { appShape } from '../shapes/app.js';
import { apiOf, htmlOf } from '../shapes/issue.js';
import type { CheckRunState } from '../state/checks-model.js';
import { invalid, notFound, Refusal } from '../wire.js';
import { ok, type RepositoryCall, type Route, reads, textOf } from './call.js';
import { revision } from './commits.js';

const TEXT = 65_535;

const writes = { scopes: ['checks'], level: 'write', appOnly: true } as const;

/** Check runs; only apps write them. https://docs.github.com/rest/checks/runs */
export const checkRoutes: Readonly<Record<string, Route>> = {
  'checks/create': { need: writes, answer: create },
  'checks/update': {
    need: writes,
    answer: (call) => {
      const run = runOf(call);
      if (run.app !== call.token?.login)
        throw new Refusal(403, 'Invalid app_id: the check run belongs to another app.');
      apply(call, run);
      return ok(runShape(call, run));
    },
  },
  'checks/get': { need: reads('checks'), answer: (call) => ok(runShape(call, runOf(call))) },
  'checks/list-annotations': { need: reads('checks'), answer: (call) => ok(runOf(call).annotations) },
  'checks/list-for-ref': { need: reads('checks'), answer: list },
};

function runOf(call: RepositoryCall): CheckRunState {
  const run = call.repository.checkRuns.find(({ id }) => id === Number(call.values['check_run_id']));
  if (run === undefined) throw notFound();
  return run;
}

function create(call: RepositoryCall) {
  const sha = textOf(call.body, 'head_sha') ?? '';
  if (call.history.commit(sha) === undefined) throw new Refusal(422, `No commit found for SHA: ${sha}`);
  const run: CheckRunState = {
    id: call.world.id(),
    sha,
    name: textOf(call.body, 'name') ?? '',
    status: 'queued',
    conclusion: null,
    detailsUrl: null,
    externalId: '',
    startedAt: call.world.instant(),
    completedAt: null,
    title: null,
    summary: null,
    text: null,
    app: call.token?.login ?? '',
    workflow: null,
    annotations: [],
  };
  apply(call, run);
  call.repository.checkRuns.push(run);
  return { status: 201, body: runShape(call, run) };
}

/** What a request says is taken over; annotations are added to those that are there. A conclusion completes the run. */
function apply(call: RepositoryCall, run: CheckRunState): void {
  const output = (call.body['output'] ?? {}) as Record<string, unknown>;
  for (const field of ['summary', 'text']) {
    if ((textOf(output, field)?.length ?? 0) > TEXT) {
      throw invalid(
        [],
        `Invalid request. Only ${TEXT} characters are allowed; ${textOf(output, field)?.length} were supplied.`,
      );
    }
  }
  run.name = textOf(call.body, 'name') ?? run.name;
  run.detailsUrl = textOf(call.body, 'details_url') ?? run.detailsUrl;
  run.externalId = textOf(call.body, 'external_id') ?? run.externalId;
  run.startedAt = textOf(call.body, 'started_at') ?? run.startedAt;
  run.conclusion = textOf(call.body, 'conclusion') ?? run.conclusion;
  run.status = run.conclusion === null ? (textOf(call.body, 'status') ?? run.status) : 'completed';
  run.completedAt =
    textOf(call.body, 'completed_at') ?? (run.status === 'completed' ? call.world.instant() : null);
  run.title = textOf(output, 'title') ?? run.title;
  run.summary = textOf(output, 'summary') ?? run.summary;
  run.text = textOf(output, 'text') ?? run.text;
  for (const annotation of (output['annotations'] as Record<string, unknown>[] | undefined) ?? []) {
    run.annotations.push({
      start_column: null,
      end_column: null,
      title: null,
      raw_details: null,
      ...annotation,
      blob_href: `${apiOf(call)}/git/blobs/${run.sha}`,
    });
  }
}

function list(call: RepositoryCall) {
  const { sha } = revision(call, call.values['ref'] ?? '');
  const name = call.query.get('check_name');
  const all = call.repository.checkRuns
    .filter((run) => run.sha === sha && (name === null || run.name === name))
    .reverse();
  const isAll = call.query.get('filter') === 'all';
  const newest = all.filter(
    (run, index) =>
      isAll || all.findIndex((other) => other.name === run.name && other.app === run.app) === index,
  );
  const runs = newest.map((run) => runShape(call, run));
  return ok({ total_count: runs.length, check_runs: runs }, { list: 'check_runs' });
}

function runShape(call: RepositoryCall, run: CheckRunState): Record<string, unknown> {
  const url = `${apiOf(call)}/check-runs/${run.id}`;
  return {
    id: run.id,
    node_id: nodeId('CheckRun', run.id),
    head_sha: run.sha,
    external_id: run.externalId,
    url,
    html_url: `${htmlOf(call)}/runs/${run.id}`,
    details_url: run.detailsUrl,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    name: run.name,
    check_suite: { id: run.id + 1_000_000 },
    app: appShape(call.world, call.links),
    pull_requests: [],
  };
}
