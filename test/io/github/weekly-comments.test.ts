import { readWeeklyComments, updateIssueBody, writeWeekly } from '@forethought/io/github';
import { describe, expect, test } from '@jest/globals';
import type { CommentState } from '../../github/state/model.js';
import { type Connection, connections, failureOf } from './connection.js';

const open = connections();
const BOT = 'github-actions[bot]';
const WEEK = '2026-W47';
const issue = { number: 1 };

const marker = (week: string, part = 1, scope = 'team') =>
  `<!-- forethought:weekly:${week}:${scope}${part === 1 ? '' : `:${part}`} -->`;
const part = (number: number, text = `Part ${number}.`, week = WEEK) => `${marker(week, number)}\n\n${text}`;
const stored = (body: string, author = BOT) => ({ body, author });

const state = (
  comments: readonly (Partial<CommentState> & Pick<CommentState, 'body'>)[] = [],
  body = '',
) => ({
  repositories: [{ name: 'octo/demo', issues: [{ author: BOT, comments, body }] }],
});
const issueOf = ({ github }: Connection) => {
  const found = github.state().repositories[0]?.issues[0];
  if (found === undefined) throw new Error('no issue');
  return found;
};
const bodies = (at: Connection) => issueOf(at).comments.map(({ body }) => body);
const write = (at: Connection, ...parts: readonly string[]) =>
  writeWeekly(at.hub, issue, { week: WEEK, scope: 'team', parts });

describe('the comments of a week', () => {
  test('are made once, then left alone, then edited in place', async () => {
    const at = await open(state());
    expect(await write(at, part(1), part(2))).toEqual({
      parts: ['created', 'created'],
      removed: 0,
      body: null,
    });
    expect(bodies(at)).toEqual([part(1), part(2)]);
    const before = at.writes().length;
    expect(await write(at, part(1), part(2))).toEqual({
      parts: ['unchanged', 'unchanged'],
      removed: 0,
      body: null,
    });
    expect(at.writes()).toHaveLength(before);
    expect((await write(at, part(1), part(2, 'Other words.'))).parts).toEqual(['unchanged', 'updated']);
    expect(bodies(at)).toEqual([part(1), part(2, 'Other words.')]);
  });

  test('a part that is no longer needed goes, and other weeks and scopes stay', async () => {
    const others = [part(1, 'Before.', '2026-W46'), `${marker(WEEK, 2, 'ops')}\nOps.`];
    const at = await open(state([part(1), part(2), part(3), ...others].map((body) => stored(body))));
    expect(await write(at, part(1))).toEqual({ parts: ['unchanged'], removed: 2, body: null });
    expect(bodies(at)).toEqual([part(1), ...others]);
  });

  test('no parts take the week away', async () => {
    const at = await open(state([stored(part(1)), stored(part(2)), stored('talk', 'ann')]));
    expect(await write(at)).toEqual({ parts: [], removed: 2, body: null });
    expect(bodies(at)).toEqual(['talk']);
  });

  test('duplicates are healed: the oldest stays', async () => {
    const at = await open(state([stored(part(1)), stored(part(1, 'Again.')), stored(part(1))]));
    expect((await write(at, part(1))).parts).toEqual(['unchanged']);
    expect(bodies(at)).toEqual([part(1)]);
  });

  test('threat T8: a marker of somebody else is nobody of ours, in no way', async () => {
    const foreign = [stored(part(1), 'mallory'), stored(`quote\n${part(1)}`), stored(part(4), 'mallory')];
    const at = await open(state(foreign));
    expect(await readWeeklyComments(at.hub, 1)).toEqual([]);
    expect((await write(at, part(1))).parts).toEqual(['created']);
    expect(bodies(at)).toEqual([...foreign.map(({ body }) => body), part(1)]);
  });

  test('two runs at once leave one comment for each part', async () => {
    const at = await open(state());
    const again = at.again();
    await Promise.all([
      write(at, part(1), part(2)),
      writeWeekly(again, issue, { week: WEEK, scope: 'team', parts: [part(1), part(2)] }),
    ]);
    expect([...bodies(at)].sort()).toEqual([part(1), part(2)]);
  });

  test('a second lies between two writes, and none is waited for where nothing is written', async () => {
    const at = await open(state());
    await write(at, part(1), part(2), part(3));
    expect(at.clock.slept).toEqual([1000, 1000]);
    await write(at, part(1), part(2), part(3));
    expect(at.clock.slept).toHaveLength(2);
  });

  test('the answer to a create that got lost doubles nothing', async () => {
    const at = await open(state());
    at.github.script({
      method: 'POST',
      path: '/repos/*/*/issues/1/comments',
      kind: 'reset',
      at: 'after',
      nth: 1,
    });
    await write(at, part(1), part(2));
    expect(bodies(at)).toEqual([part(1), part(2)]);
  });

  test('stopped in between, the next run goes on where it was', async () => {
    const at = await open(state());
    at.github.script({
      method: 'POST',
      path: '/repos/*/*/issues/1/comments',
      kind: 'refuse',
      as: 'locked',
      nth: 2,
    });
    expect(await failureOf(write(at, part(1), part(2)))).toMatchObject({ kind: 'locked' });
    expect(bodies(at)).toEqual([part(1)]);
    expect((await write(at, part(1), part(2))).parts).toEqual(['unchanged', 'created']);
  });

  test('a part under a wrong marker is a mistake of the caller, before anything is written', async () => {
    const at = await open(state());
    await expect(write(at, part(1), part(3))).rejects.toThrow('part 2 of 2026-W47');
    await expect(write(at, part(1, 'x', '2026-W46'))).rejects.toThrow('part 1 of 2026-W47');
    expect(at.writes()).toEqual([]);
  });

  test('are read again, for catching up and for editing past ones', async () => {
    const at = await open(
      state([
        stored(part(1, 'Old.', '2026-W45')),
        stored(part(2, 'Old, too.', '2026-W45')),
        stored('talk', 'ann'),
        stored(`${marker('2026-W46', 1, 'ops')}\nOps.`),
      ]),
    );
    const read = await readWeeklyComments(at.hub, 1);
    expect(read.map(({ week, scope, part: number }) => [week, scope, number])).toEqual([
      ['2026-W45', 'team', 1],
      ['2026-W45', 'team', 2],
      ['2026-W46', 'ops', 1],
    ]);
    expect(read[1]?.body).toBe(part(2, 'Old, too.', '2026-W45'));
  });
});

describe("the state in the issue's body", () => {
  const block = (text: string) => `<!-- forethought:state -->\n\n${text}\n\n<!-- forethought:state:end -->`;

  test('changes between the markers, and no other word', async () => {
    const at = await open(state([], `Dear team,\r\n\r\n${block('Old.')}\r\n\r\nWrite here.`));
    expect(await updateIssueBody(at.hub, 1, 'New.')).toBe('updated');
    expect(issueOf(at).body).toBe(`Dear team,\n\n${block('New.')}\n\nWrite here.`);
    expect(await updateIssueBody(at.hub, 1, 'New.\n')).toBe('unchanged');
    expect(at.writes()).toHaveLength(1);
  });

  test('is put below the words of an issue of our own that has lost the markers', async () => {
    const at = await open(state([], 'Dear team,'));
    expect(await updateIssueBody(at.hub, 1, 'Now.')).toBe('updated');
    expect(issueOf(at).body).toBe(`Dear team,\n\n${block('Now.')}`);
  });

  test("somebody else's issue is touched only where they put the markers", async () => {
    const at = await open({
      repositories: [
        {
          name: 'octo/demo',
          issues: [
            { author: 'ann', body: 'Ours.' },
            { author: 'ann', body: block('') },
          ],
        },
      ],
    });
    expect(await updateIssueBody(at.hub, 1, 'Now.')).toBe('no-place');
    expect(await updateIssueBody(at.hub, 2, 'Now.')).toBe('updated');
    expect(at.writes()).toHaveLength(1);
  });

  test('is written with the week, a second later', async () => {
    const at = await open(state());
    const written = await writeWeekly(at.hub, issue, {
      week: WEEK,
      scope: 'team',
      parts: [part(1)],
      body: 'Now.',
    });
    expect(written.body).toBe('updated');
    expect(at.clock.slept).toEqual([1000]);
  });
});
