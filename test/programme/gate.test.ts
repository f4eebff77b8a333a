import { describe, expect, it } from '@jest/globals';
import type { GateSetup } from '../helpers/gate-run.js';
import { gates, type OpenFinding, outputsOf } from '../helpers/gates.js';

const gateOf = gates();

const CONFIG = `extends: sre-training
rules:
  training-record: block
roster:
  - { login: ada }
  - { login: bob, roles: [senior] }
  - { login: eve, roles: [senior] }
`;
/** A certificate of the team's own, that asks for nothing but two signatures. */
const CURRICULUM = `certificates:
  small:
    title: Small certificate
    modules: [sre-foundations]
    requirements:
      - { id: signed, title: Signed by two seniors, needs: { kind: sign-offs, role: senior, atLeast: 2 } }
`;
const RECORD = `login: ada
joined: 2025-06-02
certificates:
  small:
    started: 2026-10-05
    modules:
      sre-foundations:
        completed: 2026-10-06
        assessment: { result: passed, on: 2026-10-06, by: bob }
    signOffs:
      - { as: sign-off, by: bob, on: 2026-10-30, pull: 1 }
      - { as: sign-off, by: eve, on: 2026-10-30, pull: 1 }
    certified: 2026-10-30
`;
const PATH = 'training/people/ada.yml';
const setup = (reviews: NonNullable<GateSetup['pull']>['reviews'], record = RECORD): GateSetup => ({
  config: CONFIG,
  files: { 'training/curriculum.yml': CURRICULUM },
  pull: {
    reviews: reviews ?? [],
    commits: [{ message: 'docs: certified\n', author: 'ada', files: { [PATH]: record } }],
  },
});

describe('a record in a pull request', () => {
  const told = async (made: GateSetup) => {
    const { start } = await gateOf(made);
    const run = await start();
    const open: readonly OpenFinding[] = JSON.parse(outputsOf(run).get('findings') ?? '[]');
    const findings = open.filter(({ ruleId }) => ruleId === 'training-record');
    return { verdict: run.verdict, outcomes: findings.map(({ outcome }) => outcome), summary: run.summary };
  };

  it('is signed by whoever approves the pull request that writes the signature down', async () => {
    const approved = { state: 'APPROVED', body: '' } as const;
    const both = await told(
      setup([
        { ...approved, author: 'bob' },
        { ...approved, author: 'eve' },
      ]),
    );
    expect(both).toMatchObject({ verdict: 'pass', outcomes: [] });
    const one = await told(setup([{ ...approved, author: 'bob' }]));
    expect(one).toMatchObject({ verdict: 'fail', outcomes: ['fail'] });
    expect(one.summary).toContain('eve has not approved the pull request');
    expect(one.summary).toContain(`${PATH}:13`);
  });

  it('is held against the base with the pull request on it', async () => {
    const record = RECORD.replace(/ {4}signOffs[\s\S]*/, '').replace(
      'by: bob }',
      'by: bob }\n        artefacts: [docs/there.md, docs/here.md, docs/nowhere.md]',
    );
    const made = setup([], record);
    const { summary, outcomes } = await told({
      ...made,
      files: { ...made.files, 'docs/there.md': '# There\n\nA page of the base.\n' },
      pull: {
        commits: [
          {
            message: 'docs: a module\n',
            author: 'ada',
            files: { [PATH]: record, 'docs/here.md': '# Here\n\nA page of the change.\n' },
          },
        ],
      },
    });
    expect(outcomes).toEqual(['fail']);
    expect(summary).toContain('`docs/nowhere.md` is not there');
    expect(summary).not.toMatch(/docs\/t?here\.md` is not there/);
  });
});
