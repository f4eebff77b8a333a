/** docs/examples/programme-report.md: what the report on the programme says of the example organisation, with every review that its records name given. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  followedPlans,
  fromText,
  incidentOf,
  parseConfig,
  policyFor,
  programmeOf,
  readRecord,
  renderProgrammeMarkdown,
} from '@forethought/core';
import { builtInPlans, metrics, rules } from '@forethought/rules';
import { weeklyInput } from 'forethought/weekly';

const FOLDER = 'docs/examples';
const AS_OF = '2026-04-12T18:00:00Z';
/** Kinds of the example's documents by folder. */
const KINDS = {
  shadow: 'shadow-notes',
  reviews: 'training-review',
  runbooks: 'runbook',
  slo: 'sli-proposal',
  'load-tests': 'load-test',
};

/** @param {string} root @returns {Map<string, string>} */
export function generate(root) {
  const source = policySource(readFileSync(join(root, FOLDER, 'training/forethought.yml'), 'utf8'));
  const { plan, plans, config } = source;
  const curriculum = readRecord(
    'curriculum',
    readFileSync(join(root, FOLDER, 'training/curriculum.yml'), 'utf8'),
  ).value;
  const { programme } = weeklyInput({
    ...{
      week: '2026-W15',
      facts: exampleFacts(root, source.policyOf().sections),
      source,
      programme: programmeOf(followedPlans(plan, plans, config), curriculum),
      factsFrom: '2026-01-01T00:00:00Z',
    },
    ...{
      patterns: [],
      sources: [],
      notices: [],
      visibility: 'self',
      isPublic: false,
      repositoryUrl: null,
      scope: 'team',
    },
  });
  if (programme === undefined) throw new Error('the example has no programme');
  return new Map([['docs/examples/programme-report.md', renderProgrammeMarkdown(programme, metrics)]]);
}

function exampleFacts(root, index) {
  const files = readdirSync(join(root, FOLDER), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !/^docs\/examples\/[^/]+$/.test(path))
    .sort();
  const read = (path) => readFileSync(join(root, path), 'utf8');
  const record = (form, path) => readRecord(form, read(path)).value;
  const under = (part) => files.filter((path) => path.startsWith(`${FOLDER}/${part}`));
  const people = under('training/people/').map((path) => record('person', path));
  return {
    schema: 1,
    asOf: AS_OF,
    repository: { name: 'harbour/berths', head: null },
    sources: [{ id: 'git', state: 'complete', missing: [] }],
    commits: [],
    documents: files.flatMap((path) => documentAt(path)),
    incidents: under('incidents/').map((path) =>
      incidentOf(
        path,
        fromText(read(path), { kind: 'document', index, hashHeadings: 'count' }).matterFields ?? [],
      ),
    ),
    training: {
      people,
      surveys: under('training/surveys/').map((path) => record('survey', path)),
      education: record('education', `${FOLDER}/training/education.yml`),
      rotation: record('rotation', `${FOLDER}/training/rotation.yml`),
      approvals: people.flatMap((person) => wordsIn(person).map((word) => approvalOf(word, person.login))),
      existing: files,
      ...{ profiles: [], weeks: [], days: [], unread: [] },
    },
  };
}

function documentAt(path) {
  const kind = Object.entries(KINDS).find(([folder]) => path.includes(`/${folder}/`))?.[1];
  if (kind === undefined) return [];
  const fields = kind === 'training-review' ? { review: 'quarterly', held: '2026-03-31' } : {};
  return [{ path, kind, verdicts: [], fields }];
}

/** Everything in a record that somebody said and a pull request wrote down. */
function wordsIn(value) {
  if (value === null || typeof value !== 'object') return [];
  const own = typeof value.by === 'string' && typeof value.pull === 'number' ? [value] : [];
  return [...own, ...Object.values(value).flatMap(wordsIn)];
}

function approvalOf({ by, pull, on }, login) {
  return {
    pull,
    by,
    author: login,
    at: `${on}T10:00:00Z`,
    paths: [`${FOLDER}/training/people/${login}.yml`],
  };
}

function policySource(text) {
  const plan = builtInPlans.find((candidate) => candidate.plan === 'sre-training');
  if (plan === undefined) throw new Error('sre-training is not built in');
  const config = parseConfig(text, { file: 'forethought.yml', rules, metrics, plans: builtInPlans });
  const policy = policyFor({ plan, config, mode: 'standard', rules, engineer: null, asOf: AS_OF });
  return {
    ...{ config, plan, asOf: AS_OF, policyFrom: undefined, adoption: undefined, adoptionKnown: undefined },
    plans: builtInPlans,
    policyOf: () => policy,
    wouldBlock: () => false,
    isBeforeAdoption: () => false,
  };
}
