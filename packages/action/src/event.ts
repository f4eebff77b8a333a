import { readFileSync } from 'node:fs';

/** What the gate needs of a pull-request event. The payload is data of strangers: every field is checked before it is used. */
export interface PullRequestEvent {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly draft: boolean;
  readonly labels: readonly string[];
  readonly base: string;
  readonly head: string;
}

/** The event names that carry a pull request. */
export const EVENTS: readonly string[] = ['pull_request', 'pull_request_target'];

/**
 * Reads the payload file that the runner wrote. Undefined where it holds no pull request.
 * https://docs.github.com/webhooks/webhook-events-and-payloads#pull_request
 */
export function readEvent(path: string): PullRequestEvent | undefined {
  const payload: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const pull = member(payload, 'pull_request');
  if (pull === undefined) return undefined;
  const labels = member(pull, 'labels');
  return {
    number: Number(member(pull, 'number') ?? 0),
    title: text(member(pull, 'title')),
    body: text(member(pull, 'body')),
    draft: member(pull, 'draft') === true,
    labels: Array.isArray(labels) ? labels.map((label) => text(member(label, 'name'))) : [],
    base: sha(member(member(pull, 'base'), 'sha')),
    head: sha(member(member(pull, 'head'), 'sha')),
  };
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
