import type { GitHub } from './connect.js';
import { GitHubError } from './error.js';
import { shorten } from './shorten.js';
import { countAt, idAt, listAt, maybeText, member, textAt } from './value.js';

/** One remark on lines of a file; `endLine` is the last of them, lines count from 1. */
export interface CheckAnnotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title?: string;
}

/** A finished check run. https://docs.github.com/rest/checks/runs */
export interface CheckRun {
  readonly name: string;
  readonly conclusion: 'success' | 'failure' | 'neutral' | 'action_required';
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly CheckAnnotation[];
  readonly detailsUrl?: string | null | undefined;
}

/** Marks check runs as made here: the job that does it is one too, and may bear the same name. */
const OWN = 'forethought';
const BATCH = 50;
/** What GitHub takes, counted the stricter way. */
const TEXT = 65_535;
const MOST_TRIES = 3;
const SETTLING = 2000;

/**
 * Writes the one check run of this name on this commit: made once, then updated in place, and left alone while nothing changes.
 * Annotations go in requests of 50, and only those that are not there yet, as GitHub adds to them and never takes one away; where
 * one that is there no longer holds, a new check run replaces the old one.
 */
export async function writeCheckRun(
  hub: GitHub,
  sha: string,
  run: CheckRun,
): Promise<'created' | 'updated' | 'unchanged'> {
  const wanted = run.annotations.map(annotationOf);
  for (let tries = 1; ; tries++) {
    const found = await findRun(hub, sha, run.name);
    try {
      if (found === undefined || (await holdsStale(hub, found, wanted))) {
        await createRun(hub, sha, run, wanted);
        return 'created';
      }
      const missing = wanted.slice(found.annotations);
      if (missing.length === 0 && found.text === textOf(run)) return tries === 1 ? 'unchanged' : 'updated';
      await updateRun(hub, found.id, run, missing);
      return 'updated';
    } catch (error) {
      if (!(error instanceof GitHubError) || !error.ambiguous || tries === MOST_TRIES) throw error;
      await hub.clock.sleep(SETTLING, hub.signal);
    }
  }
}

type Wire = ReturnType<typeof annotationOf>;

function annotationOf(one: CheckAnnotation) {
  return {
    path: one.path,
    start_line: one.startLine,
    end_line: Math.max(one.startLine, one.endLine),
    annotation_level: one.level,
    message: shorten(one.message, TEXT),
    ...(one.title === undefined ? {} : { title: shorten(one.title, 255) }),
  };
}

interface FoundRun {
  readonly id: number;
  readonly text: string;
  readonly annotations: number;
}

async function findRun(hub: GitHub, sha: string, name: string): Promise<FoundRun | undefined> {
  const { data } = await hub.api.rest.checks.listForRef({
    ...hub.where,
    ref: sha,
    check_name: name,
    filter: 'latest',
    per_page: 100,
  });
  const own = listAt(data, 'check_runs').filter(
    (run) => member(run, 'external_id') === OWN && textAt(run, 'name') === name,
  );
  const [newest] = [...own].sort((a, b) => Number(idAt(b, 'id')) - Number(idAt(a, 'id')));
  if (newest === undefined) return undefined;
  const output = member(newest, 'output');
  const parts = [
    maybeText(newest, 'conclusion'),
    maybeText(output, 'title'),
    maybeText(output, 'summary'),
    maybeText(newest, 'details_url'),
  ];
  return {
    id: Number(idAt(newest, 'id')),
    text: JSON.stringify(parts),
    annotations: countAt(output, 'annotations_count'),
  };
}

function textOf({ conclusion, title, summary, detailsUrl }: CheckRun): string {
  return JSON.stringify([conclusion, title, shorten(summary, TEXT), detailsUrl ?? null]);
}

/** Whether the annotations that are there are something else than the beginning of those that are wanted. */
async function holdsStale(
  hub: GitHub,
  { id, annotations }: FoundRun,
  wanted: readonly Wire[],
): Promise<boolean> {
  if (annotations === 0) return false;
  if (annotations > wanted.length) return true;
  const { api, where } = hub;
  const call = { ...where, check_run_id: id, per_page: 100 };
  const there = listAt(await api.paginate(api.rest.checks.listAnnotations, call));
  const keyOf = (one: unknown): string =>
    JSON.stringify(
      ['path', 'start_line', 'end_line', 'annotation_level', 'message', 'title'].map(
        (key) => member(one, key) ?? null,
      ),
    );
  return there.some((one, at) => keyOf(one) !== keyOf(wanted[at]));
}

async function createRun(
  hub: GitHub,
  sha: string,
  run: CheckRun,
  annotations: readonly Wire[],
): Promise<void> {
  const { data } = await hub.api.rest.checks.create({
    ...hub.where,
    head_sha: sha,
    name: run.name,
    external_id: OWN,
    status: 'completed',
    conclusion: run.conclusion,
    output: {
      title: run.title,
      summary: shorten(run.summary, TEXT),
      annotations: annotations.slice(0, BATCH),
    },
    ...(typeof run.detailsUrl === 'string' ? { details_url: run.detailsUrl } : {}),
  });
  const rest = annotations.slice(BATCH);
  if (rest.length > 0) await updateRun(hub, Number(idAt(data, 'id')), run, rest);
}

async function updateRun(
  hub: GitHub,
  id: number,
  run: CheckRun,
  annotations: readonly Wire[],
): Promise<void> {
  for (let at = 0; at === 0 || at < annotations.length; at += BATCH) {
    await hub.api.rest.checks.update({
      ...hub.where,
      check_run_id: id,
      status: 'completed',
      conclusion: run.conclusion,
      output: {
        title: run.title,
        summary: shorten(run.summary, TEXT),
        annotations: annotations.slice(at, at + BATCH),
      },
      ...(typeof run.detailsUrl === 'string' ? { details_url: run.detailsUrl } : {}),
      // Annotations are added each time, so an update with some is looked at before it is repeated.
      request: { once: annotations.length > 0 },
    });
  }
}
