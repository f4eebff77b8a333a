import { spawnSync } from 'node:child_process';
import { annotationsOf, type Finding } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { hostileWords } from '../helpers/hostile-words.js';
import { runnerCommands } from '../helpers/runner-commands.js';
import { findingValue, policyValue, reportValue, sourcesRule } from '../helpers/values.js';

const annotations = (findings: readonly Finding[]) =>
  annotationsOf(reportValue(findings), policyValue(), [sourcesRule]);
const onCommit = (at: number, severity: Finding['severity']) =>
  findingValue({ severity, subject: { kind: 'commit', id: `c${at}`, title: `Step ${at}` } });

describe('annotations', () => {
  test('are ten at most, the blocking ones first, and the last says how many more there are', () => {
    const findings = Array.from({ length: 25 }, (_, at) => onCommit(at, at < 20 ? 'warn' : 'block'));
    const made = annotations(findings);
    expect(made.map(({ level }) => level)).toEqual([...Array(5).fill('error'), ...Array(5).fill('warning')]);
    expect(made[9]?.title).toBe('forethought: 16 more entries');
    expect(annotations(findings.slice(0, 10))[9]?.title).toContain('sources-consulted');
  });

  test('say where, what and how to go on; only a document is a file', () => {
    const place = { line: 3, column: 1 };
    const [made] = annotations([
      findingValue({
        subject: { kind: 'document', id: 'docs/a.md', title: 'A' },
        problem: { code: 'missing', data: { title: 'Sources Consulted', minimum: 1 }, place },
      }),
    ]);
    expect(made).toMatchObject({ level: 'error', file: 'docs/a.md', line: 3, column: 1 });
    expect(made?.title).toBe('sources-consulted: Which documentation was read before this was written?');
    expect(made?.message).toContain('Found: no Sources Consulted section.');
    expect(annotations([onCommit(1, 'block')])[0]).not.toHaveProperty('file');
  });

  test('hold nothing invisible and no more than the platform shows, whatever was written', () => {
    const word = hostileWords(5);
    for (let run = 0; run < 300; run += 1) {
      const text = word().repeat(run % 50 === 0 ? 500 : 1);
      const [made] = annotations([
        findingValue({
          subject: { kind: 'document', id: text, title: text },
          problem: { code: 'placeholder', data: { text } },
        }),
      ]);
      expect(`${made?.title}${made?.file}`).not.toMatch(/\p{Cc}|\p{Cs}|\u202E|\u2066|\u200B/u);
      expect(made?.message).not.toMatch(/[^\P{Cc}\n]|\p{Cs}|\u202E|\u2066|\u200B/u);
      expect(made?.message.length).toBeLessThanOrEqual(4096);
    }
    const many = Array.from({ length: 90 }, () =>
      findingValue({ problem: { code: 'placeholder', data: { text: '🎉'.repeat(60) } } }),
    );
    expect(annotations(many)[0]?.message.length).toBe(4096);
    expect(annotations(many)[0]?.message).not.toMatch(/\p{Cs}/u);
  });

  test('printed by the toolkit, each is one command of a runner and nothing else is any', () => {
    const child = spawnSync(process.execPath, ['test/.build/helpers/print-annotations.js'], {
      encoding: 'utf8',
    });
    expect([child.stderr, child.status]).toEqual(['', 0]);
    const commands = runnerCommands(child.stdout);
    expect(commands.every(({ name, form }) => name === 'error' && form === '::')).toBe(true);
    expect(commands).toHaveLength(2 * 1000);
  });
});
