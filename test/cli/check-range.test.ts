import { gitPlace, readCommitBatches } from '@forethought/io';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { judgeCommits, loadPolicies } from 'forethought/engine';
import { makeRepository, type TestRepository } from '../helpers/repository.js';
import { DOCUMENTED, forethought, sourceLines } from './cli.js';

const CONFIG = `mode: strict
rules:
  no-placeholder: block
waivers:
  - rule: test-evidence
    reason: generated fixtures
    approver: ada
    until: 2099-01-01
    paths: ["fixtures/**"]
`;
const BOT = 'renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>';
/** What a message can be besides documented and not: each is read by another way. */
const MESSAGES = [
  DOCUMENTED,
  'feat: nothing said\n',
  'feat: not applicable\n\nSources Consulted: N/A: the formatter moved lines\n\nTest Evidence: N/A: nothing runs\n',
  'feat: headings\n\n## Sources Consulted\n\n- RFC 9110 section 9.3\n\n## Test Evidence\n\n- [x] `npm test`: 3 passed\n',
  'feat: a path as a source\n\nSources Consulted:\n- docs/sockets.md\n- src/none.ts\n\nTest Evidence:\nTODO\n',
  'feat: trailers\n\nWords.\n\nSource: RFC 9110 §9.3.2\nTested: by hand\nSigned-off-by: Ada <ada@example.org>\n',
  `feat: signed\n\n${DOCUMENTED.slice(DOCUMENTED.indexOf('Sources'))}\nSigned-off-by: Ada <ada@example.org>\n`,
  'feat: told <b>twice</b>\n\nTest Evidence:\n- `make check`: OK (31 tests)\n\nTest Evidence:\n- again\n',
];

let repo: TestRepository;
let adopted: string;

/** A history with every kind of commit on both sides of its adoption. */
beforeAll(() => {
  repo = makeRepository();
  repo.commit({ 'docs/sockets.md': '# Sockets\n', 'start.ts': sourceLines(3) }, 'chore: begin');
  const first = repo.commit({ 'old.ts': sourceLines(30) }, 'feat: before anybody asked');
  repo.git('branch', 'beside');
  adopted = repo.commit({ 'forethought.yml': CONFIG }, 'chore: adopt forethought');
  for (const [at, message] of MESSAGES.entries()) {
    repo.commit({ [`src/part-${at}.ts`]: sourceLines(30) }, message);
    repo.commit({ [`deploy/part-${at}.tf`]: sourceLines(6), 'a.md': `${at}\n` }, message);
  }
  repo.commit({ 'notes.md': sourceLines(40) }, 'docs: notes');
  repo.commit({ 'fixtures/one.ts': sourceLines(40) }, 'test: fixtures');
  repo.commit({ 'src/bot.ts': sourceLines(40) }, 'chore: update', { author: BOT });
  const plain = repo.commit({ 'src/plain.ts': sourceLines(40) }, 'feat: to be taken back');
  repo.git('revert', '--no-edit', plain);
  repo.commit({ 'src/x.ts': sourceLines(30) }, `Revert "y"\n\nThis reverts commit ${'a'.repeat(40)}.`);
  repo.commit(
    { 'src/z.ts': sourceLines(30) },
    `feat: picked\n\n(cherry picked from commit ${repo.git('rev-parse', 'main~22')})\n`,
  );
  repo.git('checkout', '-q', 'beside');
  repo.commit({ 'beside.ts': sourceLines(30) }, 'feat: under way', { date: '2026-01-05T09:00:30Z' });
  repo.git('checkout', '-q', 'main');
  repo.git('merge', '-q', '--no-ff', '-m', 'Merge beside', 'beside');
  repo.git('tag', 'first', first);
});
afterAll(() => repo.cleanup());

const checked = (from: string) =>
  JSON.parse(forethought(repo, ['check', '--from', from, '--to', 'main', '--format', 'json']).stdout);

/** The same commits by the way of reports and of the Action, which keeps all that it read and knows the adoption beforehand. */
async function judged(from: string): Promise<unknown> {
  const world = {
    out: process.stdout,
    err: process.stderr,
    in: process.stdin,
    env: {},
    cwd: repo.path,
    now: '2026-11-22T12:00:00Z',
    signal: new AbortController().signal,
  };
  const place = gitPlace(repo.path, repo.env);
  const source = await loadPolicies(world, place, {});
  const batches = readCommitBatches({
    repo: place,
    revs: [`${from}..main`],
    withFiles: 'names',
    mergeFiles: 'none',
  });
  const findings: unknown[] = [];
  const attributesFrom = repo.git('rev-parse', from);
  for await (const batch of judgeCommits(batches, {
    repo: place,
    source,
    linesRead: false,
    attributesFrom,
  })) {
    for (const { findings: found } of batch) findings.push(...found);
  }
  return JSON.parse(JSON.stringify(findings));
}

describe('a range', () => {
  test.each(['first', 'main~12'])(
    'from %s is judged as reports and the Action judge its commits',
    async (from) => {
      const { findings } = checked(from);
      expect(findings).toEqual(await judged(from));
    },
  );

  test('has every outcome in it', () => {
    const { findings, counts } = checked('first');
    const outcomes = new Set(findings.map(({ outcome }: { outcome: string }) => outcome));
    expect([...outcomes].sort()).toEqual(['exempt', 'fail', 'not-applicable', 'pass', 'waived']);
    const exempt = findings.filter(({ outcome }: { outcome: string }) => outcome === 'exempt');
    const kinds = exempt.map(({ reason }: { reason: string }) => reason.split(':', 1)[0]);
    expect([...new Set(kinds)].sort()).toEqual(['before-adoption', 'bot', 'merge', 'revert']);
    const before = exempt.filter(({ reason }: { reason: string }) => reason === 'before-adoption');
    expect(new Set(before.map(({ subject }: { subject: { id: string } }) => subject.id))).toEqual(
      new Set([adopted, repo.git('rev-parse', 'beside')]),
    );
    expect(counts.failed).toBeGreaterThan(4);
  });
});
