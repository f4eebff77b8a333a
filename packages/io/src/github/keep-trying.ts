import { GitHubError } from './error.js';
import { type Asked, explain } from './explain.js';
import { decide, type Failure } from './retry.js';

/** Time and chance, given from outside so that they can be played. `random` is from 0 to below 1; `sleep` rejects on abort. */
export interface Clock {
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly random: () => number;
}

/** What the requests of one run have cost so far. */
export interface Spent {
  rest: number;
  graphql: number;
  points: number;
  retries: number;
  waitedMs: number;
}

/** What one run may spend, and what it has spent. */
export interface Patience {
  readonly clock: Clock;
  readonly waitCapMs: number;
  readonly requestLimit: number;
  readonly signal: AbortSignal | undefined;
  readonly spent: Spent;
}

/** One request with how often it may be made again. */
export interface Errand extends Asked {
  readonly retries: number;
  readonly isGraphQL: boolean;
}

/** What one attempt brought: a reply, unless `failure` says otherwise. */
export type Outcome<Reply> =
  | { readonly reply: Reply; readonly failure?: undefined }
  | { readonly failure: Failure };

/** Makes a request until it succeeds, or the policy or the budget says stop. Throws `GitHubError`. */
export async function keepTrying<Reply>(
  patience: Patience,
  errand: Errand,
  attempt: () => Promise<Outcome<Reply>>,
): Promise<Reply> {
  const { clock, signal, spent, waitCapMs } = patience;
  for (let count = 0; ; count++) {
    signal?.throwIfAborted();
    spend(patience, errand);
    const outcome = await attempt();
    if (outcome.failure === undefined) return outcome.reply;
    const { failure } = outcome;
    const decision = decide(failure, {
      attempt: count,
      retries: errand.retries,
      safe: errand.safe,
      now: clock.now(),
      random: clock.random(),
      leftMs: waitCapMs - spent.waitedMs,
    });
    if (decision.kind === 'give-up') throw explain(failure, errand, decision.until);
    spent.retries += 1;
    spent.waitedMs += decision.afterMs;
    await clock.sleep(decision.afterMs, signal);
  }
}

function spend({ spent, requestLimit }: Patience, { method, path, isGraphQL }: Errand): void {
  if (spent.rest + spent.graphql >= requestLimit) {
    throw new GitHubError(
      'unavailable',
      `the budget of ${requestLimit} requests to GitHub is used up before ${method} ${path}`,
      'run the job again; if it stays, raise the budget of requests of the step',
    );
  }
  if (isGraphQL) spent.graphql += 1;
  else spent.rest += 1;
}
