import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { documented, pullOf, SOURCE } from '../helpers/gate-run.js';
import { gates } from '../helpers/gates.js';

const gateOf = gates();

const EVERYTHING = { comment: 'true', 'check-run': 'true', 'commit-status': 'true' };

describe('what a run leaves on the platform', () => {
  it('writes one comment, one check run and one status', async () => {
    const { start, github, comments } = await gateOf({ pull: { body: '' } });
    expect((await start({ inputs: EVERYTHING })).verdict).toBe('fail');
    expect(comments()).toHaveLength(1);
    expect(comments()[0]).toContain('Documentation Reviewed');
    const [repository] = github.state().repositories;
    expect(repository?.checkRuns.map(({ conclusion }) => conclusion)).toEqual(['failure']);
    expect(repository?.statuses.map(({ state }) => state)).toEqual(['failure']);
  });

  it('keeps to eight requests for thirty commits with comment, check run and status', async () => {
    const more = Array.from({ length: 29 }, (_, at) => ({
      ...documented(),
      files: { [`src/v${at}.ts`]: SOURCE },
    }));
    const { start, github } = await gateOf({ pull: { body: '', commits: [documented(), ...more] } });
    expect(
      (await start({ inputs: { comment: 'true', 'check-run': 'true', 'commit-status': 'true' } })).verdict,
    ).toBe('fail');
    expect(github.requests().length).toBeLessThanOrEqual(8);
  });

  it('writes nothing when nothing changed', async () => {
    const { start, github } = await gateOf({ pull: { body: '' } });
    await start({ inputs: EVERYTHING });
    const before = github.requests().length;
    await start({ inputs: EVERYTHING });
    const again = github.requests().slice(before);
    expect(again.filter(({ method, path }) => method !== 'GET' && !path.includes('graphql'))).toEqual([]);
  });

  it('turns its comment when everything is there, and leaves a clean pull request alone', async () => {
    const { start, github, comments } = await gateOf({ pull: { body: '' } });
    await start({ inputs: EVERYTHING });
    pullOf(github).body =
      '## Documentation Reviewed\n\n- https://nodejs.org/api/esm.html: exports are live bindings of a module\n';
    expect((await start({ inputs: EVERYTHING })).verdict).toBe('pass');
    expect(comments()).toHaveLength(1);
    expect(comments()[0]).toContain('all evidence is there');
  });

  it('comments on nothing that was clean from the start', async () => {
    const { start, comments } = await gateOf();
    await start({ inputs: EVERYTHING });
    expect(comments()).toEqual([]);
  });

  it('loses the comment and never the verdict with a token that may only read', async () => {
    const tokens = { reader: { kind: 'actions', fork: true } } as const;
    const { start, comments } = await gateOf({ pull: { body: '' }, state: { tokens } });
    const { verdict, stdout } = await start({ token: 'reader', inputs: EVERYTHING });
    expect({ verdict, comments: comments() }).toEqual({ verdict: 'fail', comments: [] });
    expect(stdout.match(/^::warning.*comment was not written/gm)).toHaveLength(1);
  });

  it('writes outputs, summary file and SARIF', async () => {
    const { start, workspace } = await gateOf({ pull: { body: '' } });
    const { outputs } = await start({ inputs: { 'sarif-file': 'out/forethought.sarif' } });
    const file = /^summary-file<<(\S+)\n(.+)\n\1$/m.exec(outputs)?.[2] ?? '';
    expect(existsSync(file)).toBe(true);
    const sarif = JSON.parse(readFileSync(join(workspace.path, 'out/forethought.sarif'), 'utf8'));
    expect(sarif).toMatchObject({ version: '2.1.0' });
    const findings = JSON.parse(/^findings<<(\S+)\n(.+)\n\1$/m.exec(outputs)?.[2] ?? '[]');
    expect(findings).toEqual(expect.arrayContaining([expect.objectContaining({ outcome: 'fail' })]));
  });
});
