import {
  type DocumentFact,
  defineMetric,
  documentsOf,
  documentsOfService,
  fieldValues,
  rowsOfPerson,
  startCounting,
  stoodAt,
  type TallyInput,
  weekEnds,
} from '@forethought/core';

const KIND = 'failure-scenarios';

/** Share of failure scenarios that were tried, dependencies without one included. */
export default defineMetric({
  id: 'scenarios-tested',
  rule: KIND,
  summary:
    'Every scenario of a dependency that is down, failing or slow was tried, and every dependency has one.',
  why: 'A fallback that was never tried is a second failure that waits for the first one.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  weeks: 'latest',
  tier: 'E2',
  formula:
    'failure scenarios with expectation, day of the test and result, as they stand at the end of the window ÷ failure scenarios, and dependencies in services.yml of which no scenario tells; those of a service belong to its owner, others to who added the page',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 1, team: 1 },
  noData: 'no failure scenario is written down, and services.yml names no dependency',
  needs: ['documents'],
  gaming: 'Writing down only the scenarios that were tried, or a day on which nothing was.',
  counterMeasure:
    'A dependency that a service names and no scenario tells of counts as not tried, and how many there are stands beside.',
  tally,
  examples: [
    {
      name: 'one of two was tried, and nobody thought of DNS',
      ledger: {
        services: [{ id: 'checkout', dependencies: ['Vault', 'DNS'] }],
        documents: [scenarios(2, 1, ['Vault'])],
      },
      expect: {
        state: 'missed',
        numerator: 1,
        denominator: 3,
        misses: ['checkout: DNS', 'docs/chaos/checkout.md'],
        beside: { 'dependencies without a scenario': 1 },
      },
    },
    {
      name: 'all were tried',
      ledger: {
        services: [{ id: 'checkout', dependencies: ['Vault'] }],
        documents: [scenarios(2, 2, ['Vault'])],
      },
      expect: { state: 'met', numerator: 2, denominator: 2 },
    },
    {
      name: 'without a list of services they belong to who wrote them down',
      ledger: { documents: [scenarios(2, 1, [])] },
      expect: { state: 'missed', numerator: 1, denominator: 2, misses: ['docs/chaos/checkout.md'] },
    },
    {
      name: 'the page was deleted, the dependency stays',
      ledger: {
        services: [{ id: 'checkout', dependencies: ['Vault'] }],
        documents: [
          {
            ...scenarios(2, 2, ['Vault']),
            addedAt: '2026-11-02T10:00:00Z',
            removedAt: '2026-11-18T10:00:00Z',
          },
        ],
      },
      expect: { state: 'missed', numerator: 0, denominator: 1, misses: ['checkout: Vault'] },
    },
    {
      name: 'nothing is written down, and nothing depends on anything',
      ledger: { documents: [] },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

function scenarios(count: number, tested: number, dependencies: string[]) {
  return {
    path: 'docs/chaos/checkout.md',
    kind: KIND,
    counts: { scenarios: count, tested },
    fields: { services: ['checkout'], dependencies },
  };
}

function tally(input: TallyInput) {
  const { services = [], asOf } = input.facts;
  const all = documentsOf(input.facts);
  if ('noData' in all) return all;
  const documents = all.filter(({ kind }) => kind === KIND);
  const counter = startCounting();
  const owners = new Map<string, string>();
  const mine = services.map((service) => {
    const own = documentsOfService(service, documents).scenarios ?? [];
    for (const { path } of own) owners.set(path, service.owner);
    return { service, own };
  });
  for (const at of weekEnds(
    asOf,
    [...documents, ...services].map(({ addedAt }) => addedAt),
  )) {
    counter.add(['*'], at, {});
    for (const document of documents.filter((each) => stoodAt(each, at)))
      counter.add(
        rowsOfPerson(input, owners.get(document.path) ?? document.addedBy),
        at,
        scenariosOf(document),
      );
    for (const { service, own } of mine.filter((each) => stoodAt(each.service, at))) {
      const told = own
        .filter((each) => stoodAt(each, at))
        .flatMap((each) => fieldValues(each, 'dependencies'));
      for (const name of service.dependencies.filter((each) => !told.includes(each)))
        counter.add(rowsOfPerson(input, service.owner), at, {
          of: 1,
          miss: `${service.id}: ${name}`,
          beside: { 'dependencies without a scenario': 1 },
        });
    }
  }
  return counter.tallies();
}

function scenariosOf({ path, counts = {} }: DocumentFact) {
  const { scenarios: count = 0, tested = 0 } = counts;
  return { of: count, hits: tested, sample: path, miss: tested < count ? path : undefined };
}
