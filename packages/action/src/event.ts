import { readFileSync } from 'node:fs';

/** A pull request as the payload shows it: a snapshot from when the event happened, used only where the platform can't be asked. */
export interface PullSnapshot {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly draft: boolean;
  readonly labels: readonly string[];
  readonly author: { readonly login: string; readonly type: string };
  readonly createdAt: string;
  readonly base: { readonly ref: string; readonly sha: string };
  readonly head: { readonly ref: string; readonly sha: string };
}

/** What the Action was started for. */
export type GateEvent =
  | { readonly kind: 'pull-request'; readonly name: string; readonly pull: PullSnapshot }
  | {
      readonly kind: 'merge-group';
      readonly number: number;
      readonly baseRef: string;
      readonly base: string;
      readonly head: string;
    }
  | {
      readonly kind: 'push';
      readonly ref: string;
      /** Zeros for a branch that is new. */
      readonly before: string;
      /** Zeros for a branch that is gone. */
      readonly after: string;
      readonly defaultBranch: string;
    }
  | { readonly kind: 'dispatch' };

/** The event can't be judged. The message names what would be right. */
export class EventError extends Error {
  override readonly name = 'EventError';
}

/** Events whose payload holds a pull request. */
const PULL_EVENTS: readonly string[] = [
  'pull_request',
  'pull_request_target',
  'pull_request_review',
  'pull_request_review_comment',
];

/** Every event that can be judged. https://docs.github.com/actions/reference/events-that-trigger-workflows */
export const EVENTS: readonly string[] = [...PULL_EVENTS, 'merge_group', 'push', 'workflow_dispatch'];

/** Names of what a queue tries to land: the pull request's number stands before the sha that it is based on. */
const QUEUE_REF = /^(?:refs\/heads\/)?gh-readonly-queue\/(.{1,255})\/pr-(\d{1,10})-[0-9a-f]{40,64}$/;

/**
 * Reads the event that the runner hands over. The payload is data of strangers: every field is checked before it is used.
 * Throws `EventError` for other events and for a payload that is missing or broken.
 * https://docs.github.com/webhooks/webhook-events-and-payloads
 */
export function readEvent(name: string, path: string | undefined): GateEvent {
  if (!EVENTS.includes(name)) {
    throw new EventError(`the event ${name || '(none)'} can't be judged; run this on: ${EVENTS.join(', ')}`);
  }
  if (name === 'workflow_dispatch') return { kind: 'dispatch' };
  const payload = readPayload(path);
  if (name === 'push') return pushEvent(payload);
  return name === 'merge_group' ? mergeGroup(payload) : pullEvent(name, payload);
}

function readPayload(path: string | undefined): unknown {
  if (path === undefined || path === '')
    throw new EventError('GITHUB_EVENT_PATH is not set; run this as a step of a workflow');
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is no JSON' : "can't be read";
    throw new EventError(`the event file in GITHUB_EVENT_PATH ${why}; run this as a step of a workflow`);
  }
}

function pushEvent(payload: unknown): GateEvent {
  const [before, after] = [sha(member(payload, 'before')), sha(member(payload, 'after'))];
  const ref = text(member(payload, 'ref'));
  if (before === '' || after === '' || ref === '')
    throw new EventError(
      'the payload of push names no ref, or no commits before and after it; nothing can be judged, so nothing passes',
    );
  const defaultBranch = text(member(member(payload, 'repository'), 'default_branch'));
  return { kind: 'push', ref, before, after, defaultBranch };
}

/** Whether a payload's sha stands for a commit that is not there. */
export function isNoCommit(zeros: string): boolean {
  return /^0+$/.test(zeros);
}

function mergeGroup(payload: unknown): GateEvent {
  const group = member(payload, 'merge_group');
  const [, baseRef = '', number = ''] = QUEUE_REF.exec(text(member(group, 'head_ref'))) ?? [];
  const [base, head] = [sha(member(group, 'base_sha')), sha(member(group, 'head_sha'))];
  if (number === '' || base === '' || head === '') {
    const lacks = number === '' ? 'pull request in its head_ref' : 'commits in its base_sha and head_sha';
    throw new EventError(`the merge group names no ${lacks}; nothing can be judged, so nothing passes`);
  }
  return { kind: 'merge-group', number: Number(number), baseRef, base, head };
}

function pullEvent(name: string, payload: unknown): GateEvent {
  const pull = member(payload, 'pull_request');
  const number = member(pull, 'number');
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 1)
    throw new EventError(`the payload of ${name} holds no pull request`);
  const labels = member(pull, 'labels');
  const user = member(pull, 'user');
  return {
    kind: 'pull-request',
    name,
    pull: {
      number,
      title: text(member(pull, 'title')),
      body: text(member(pull, 'body')),
      draft: member(pull, 'draft') === true,
      labels: Array.isArray(labels) ? labels.map((label) => text(member(label, 'name'))) : [],
      author: { login: text(member(user, 'login')), type: text(member(user, 'type')) },
      createdAt: text(member(pull, 'created_at')),
      base: endOf(member(pull, 'base')),
      head: endOf(member(pull, 'head')),
    },
  };
}

function endOf(end: unknown): { readonly ref: string; readonly sha: string } {
  return { ref: text(member(end, 'ref')), sha: sha(member(end, 'sha')) };
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function sha(value: unknown): string {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(text(value)) ? text(value) : '';
}
