import {
  type DocumentFact,
  defineMetric,
  documentState,
  exampleProfile,
  exampleRecords,
  exampleWorld,
  noonOf,
  type ProgrammeWorld,
  pathOfProof,
  startCounting,
  type TallyInput,
  toldProfiles,
  worldWith,
} from '@forethought/core';

const TOPICS = [
  {
    id: 'security',
    title: 'Security hardening',
    items: [{ id: 'threat-model', title: 'Threat model', document: 'threat-model' }],
  },
  {
    id: 'platform',
    title: 'Platform engineering',
    items: [{ id: 'gitops', title: 'GitOps workflow', document: 'gitops' }],
  },
];
const passed = (path: string, kind: string): DocumentFact => ({
  path,
  kind,
  verdicts: [{ rule: 'required-sections', outcome: 'pass', asked: true }],
});
const THREATS = passed('docs/threats.md', 'threat-model');
const GITOPS = passed('docs/gitops.md', 'gitops');

/** A profile with both topics, and these documents. */
function worldOf(documents: DocumentFact[] | undefined): ProgrammeWorld {
  const topics = { security: { 'threat-model': 'docs/threats.md' }, platform: { gitops: 'docs/gitops.md' } };
  const records = exampleRecords({ profiles: [exampleProfile('ada', { topics })] });
  return exampleWorld({ topics: TOPICS }, { ...records, ...(documents === undefined ? {} : { documents }) });
}

/** How many of the topics that somebody chose are evidenced by documents, item by item. */
export default defineMetric({
  id: 'topics-evidenced',
  rule: 'topic-portfolio',
  summary:
    'Two or three advanced topics are worked through, each item with a document that passes its rules.',
  why: 'A topic is worked through when somebody else could go on from what it left behind.',
  unit: 'score',
  better: 'higher',
  counting: 'census',
  tier: 'E2',
  formula:
    'chosen topics all of whose items name a document of their kind that exists and passes its rules ÷ people who chose topics; as things stand now',
  windowDays: 7,
  lagDays: 0,
  weeks: 'latest',
  minimumSample: { person: 1, team: 1 },
  noData: 'nobody chose a topic in a profile',
  gaming: 'Naming documents that somebody else wrote, or that only have the headings.',
  counterMeasure: 'A document has to pass the rules of its kind, and the profile is reviewed like code.',
  tally,
  examples: [
    {
      name: 'both topics with their documents',
      programme: worldOf([THREATS, GITOPS]),
      expect: { state: 'met', numerator: 2, denominator: 1, value: 2 },
    },
    {
      name: 'one document is missing',
      programme: worldOf([THREATS]),
      expect: { state: 'missed', numerator: 1, denominator: 1, misses: ['ada/platform'] },
    },
    {
      name: 'one document lacks its sections',
      programme: worldOf([
        THREATS,
        { ...GITOPS, verdicts: [{ rule: 'required-sections', outcome: 'fail', asked: true }] },
      ]),
      expect: { state: 'missed', numerator: 1, denominator: 1, misses: ['ada/platform'] },
    },
    {
      name: 'nobody looked at the documents',
      programme: worldOf(undefined),
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'nobody chose yet',
      programme: exampleWorld(
        { topics: TOPICS },
        { ...exampleRecords({ profiles: [exampleProfile('ada')] }), documents: [] },
      ),
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const world = worldWith(input);
  if ('noData' in world) return world;
  if (world.documents === undefined) return { noData: 'nobody looked at the documents' };
  const counter = startCounting();
  for (const { profile, rows, day } of toldProfiles(input, world)) {
    const chosen = world.programme.topics.filter(({ id }) => Object.hasOwn(profile.topics, id));
    if (chosen.length === 0) continue;
    counter.add(rows, noonOf(day), { of: 1 });
    for (const { id, items } of chosen) {
      const states = items.map((item) => stateOf(profile.topics[id]?.[item.id], item.document, world));
      const sample = `${profile.login}/${id}`;
      if (states.includes(false)) counter.add(rows, noonOf(day), { sample, miss: sample });
      else if (states.includes(null)) counter.add(rows, noonOf(day), { excluded: 'unknown' });
      else counter.add(rows, noonOf(day), { hits: 1, sample });
    }
  }
  return counter.tallies();
}

function stateOf(proof: string | undefined, kind: string | undefined, world: ProgrammeWorld): boolean | null {
  const path = proof === undefined ? null : pathOfProof(proof);
  if (path === null) return false;
  return kind === undefined ? (world.existing?.has(path) ?? null) : documentState(path, kind, world);
}
