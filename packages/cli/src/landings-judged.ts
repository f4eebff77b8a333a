import { bodiesAmong, landedAs, type StoredVerdict } from '@forethought/core';
import type { GitPlace } from '@forethought/io';
import { type JudgedCommit, lookupsIn } from './judge-commits.js';
import { judgeLanded } from './judge-landed.js';
import type { Reducer } from './reduced.js';
import { verdictsOf } from './weekly/verdicts.js';

/** A commit that a squash of the platform landed, while it is judged. */
export interface LandedCommit {
  readonly sha: string;
  readonly landed: NonNullable<ReturnType<typeof landedAs>>;
  /** Present where the message may be the body of its pull request, which only the whole history tells. */
  readonly body?: JudgedCommit;
}

/** Collects what landed by squash while a history comes by. */
export interface LandingsJudged {
  readonly of: (judged: JudgedCommit) => LandedCommit | undefined;
  readonly judge: (landed: readonly LandedCommit[]) => Promise<void>;
  /** The commits whose message is such a body, with what rules on pull requests alone answer about it; after the last one. */
  readonly bodies: () => ReadonlyMap<string, readonly StoredVerdict[]>;
}

/** Judges possible bodies as they come: by the time at which it is known whether they are, their texts are gone. */
export function startLandings(repo: GitPlace, reducer: Reducer, signal: AbortSignal): LandingsJudged {
  const lookups = lookupsIn(repo, signal, undefined, null);
  const all: Omit<LandedCommit, 'body'>[] = [];
  const verdicts = new Map<string, readonly StoredVerdict[]>();
  return {
    of: (judged) => {
      const landed = landedAs(judged.commit);
      if (landed === undefined) return undefined;
      const isAsked = judged.change.exemption === undefined && landed !== 'commits';
      return { sha: judged.commit.sha, landed, ...(isAsked ? { body: judged } : {}) };
    },
    judge: async (landed) => {
      const findings = await judgeLanded(
        landed.flatMap(({ body }) => body ?? []),
        lookups,
      );
      for (const { sha, landed: form } of landed) {
        all.push({ sha, landed: form });
        const own = findings.filter(({ subject }) => subject.id === sha);
        verdicts.set(sha, reducer.verdicts(verdictsOf(own)));
      }
    },
    bodies: () => new Map([...bodiesAmong(all)].map((sha) => [sha, verdicts.get(sha) ?? []])),
  };
}
