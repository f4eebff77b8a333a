import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Facts, renderWeekly } from '@forethought/core';
import { openRepository } from '@forethought/io';
import { metrics, rules } from '@forethought/rules';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadPolicies } from 'forethought/engine';
import { readProgramme, weeklyInput } from 'forethought/weekly';
import { forethought } from '../cli/cli.js';
import { AS_OF, MEMBERS } from '../helpers/organisation.js';
import { factsAt, factsFile, makeOrganisation, worldAt } from '../helpers/organisation-facts.js';
import type { TestRepository } from '../helpers/repository.js';

/** A Monday in June, in the middle of the training of vito, in slot 20, who is shown by name. */
const JUNE = '2026-06-22T06:00:00Z';

let repository: TestRepository;
let june: Facts;
let facts: Facts;
let file: string;

beforeAll(async () => {
  repository = await makeOrganisation();
  june = factsAt(repository, JUNE);
  facts = factsAt(repository, AS_OF);
  file = factsFile(facts);
}, 120_000);

afterAll(() => {
  repository.cleanup();
  rmSync(dirname(file), { recursive: true, force: true });
});

function report(...args: readonly string[]): string {
  const run = forethought(repository, ['report', '--programme', '--facts', file, ...args]);
  if (run.code !== 0) throw new Error(run.stderr);
  return run.stdout;
}

async function comment(at: Facts, week: string, isPublic: boolean): Promise<string> {
  const repo = await openRepository(repository.path, '.');
  const source = await loadPolicies(worldAt(repository, at.asOf), repo, {});
  const input = weeklyInput({
    ...{ week, facts: at, source, programme: await readProgramme(repo, { source }) },
    ...{ factsFrom: '2025-11-17T00:00:00Z', patterns: [], sources: [], notices: [] },
    ...{ visibility: 'published', isPublic, repositoryUrl: null, scope: 'team' },
  });
  return renderWeekly(input, { rules, metrics }).join('\n');
}

/** The folded part on the programme. */
function programmePart(text: string): string {
  return /<summary>Programme:[\s\S]*?<\/details>/.exec(text)?.[0] ?? '';
}

describe('what may be seen', () => {
  test('a report for publishing names nobody where the repository may be public, and leaves figures about a few open', () => {
    const text = report('--format', 'markdown', '--published');
    for (const { login } of MEMBERS) expect(text).not.toMatch(new RegExp(`\\b${login}\\b`));
    expect(text).toContain('40 of them not shown by name');
    expect(text).toMatch(
      /\| Incident Commander Certified \| 56 days \| a few \| 0 \| 0 \| a few \| 0 \| 0 \|/,
    );
    expect(text).toMatch(/`retention` \| {2}\| {2}\| too few people to show a number/);
  });

  test('a Monday comment has the programme folded, by name only who agreed, and the next one goes on from there', async () => {
    const first = programmePart(await comment(june, '2026-W25', false));
    const last = programmePart(await comment(facts, '2026-W47', false));
    for (const part of [first, last]) expect(part).toContain('On-Call Engineer Certified: ');
    expect(first).toContain('| `vito` | On-Call Engineer Certified | 14 of 28 | 0 of 6; 0 of 8 modules |');
    expect(last).not.toContain('vito');
    for (const { login, slot } of MEMBERS)
      if (slot % 4 !== 0)
        for (const part of [first, last]) expect(part).not.toMatch(new RegExp(`\\b${login}\\b`));
    expect(last).toContain('completion-rate: 87 % (20/23), missed');
    expect(first).not.toContain('completion-rate: 87 %');
    expect(last).toContain('Annual refresh of the curriculum: due');
  });

  test('a public repository shows nobody in it', async () => {
    const part = programmePart(await comment(facts, '2026-W47', true));
    expect(part).not.toBe('');
    for (const { login } of MEMBERS) expect(part).not.toContain(`\`${login}\``);
  });
});
