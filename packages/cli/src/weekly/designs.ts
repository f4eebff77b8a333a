import { designReferences, fromText, type PullFact } from '@forethought/core';
import type { GitHub, readDesigns } from '@forethought/io/github';
import type { PolicySource } from '../policy-source.js';

/** Asks the platform who approved the designs that pull requests link, and when; those that link none cost nothing. */
export async function withDesigns(
  pulls: readonly PullFact[],
  source: PolicySource,
  { hub, read }: { readonly hub: GitHub; readonly read: typeof readDesigns },
): Promise<readonly PullFact[]> {
  const { sections, documents } = source.policyOf(null);
  const all: PullFact[] = [];
  for (const pull of pulls) {
    const text = { kind: 'pull-request', index: sections, hashHeadings: 'count' } as const;
    const references = designReferences(fromText(pull.body ?? '', text), documents);
    const isLanded = pull.mergedAt !== null && pull.body !== undefined;
    if (!isLanded || references.length === 0) all.push(isLanded ? { ...pull, designs: [] } : pull);
    else all.push({ ...pull, designs: [...(await read(hub, references, pull.author))] });
  }
  return all;
}
