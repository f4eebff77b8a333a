import type { Evidence } from './schema/evidence.js';
import type { Digest } from './schema/facts.js';

/** What stays of a text in the stored form: the state of each section and the hosts it links to, in order, each once. */
export function digestOf(evidence: Evidence): Omit<Digest, 'hash'> {
  const entries = [...evidence.sections.flatMap((section) => section.entries), ...evidence.prose];
  const hosts = entries.flatMap(({ references }) =>
    references.flatMap(({ host }) => (host === undefined ? [] : [host])),
  );
  return {
    sections: Object.fromEntries(evidence.sections.map(({ name, state }) => [name, state])),
    linkHosts: [...new Set(hosts)].sort(),
  };
}
