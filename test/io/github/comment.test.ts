import { type GitHubError, upsertComment } from '@forethought/io/github';
import { describe, expect, test } from '@jest/globals';
import type { CommentState } from '../../github/state/model.js';
import { type Connection, connections, failureOf } from './connection.js';

const open = connections();

const MARKER = '<!-- forethought:v1 kind=gate -->';
const BODY = `${MARKER}\n\nTwo sections are missing.\n`;
const COMMENTS = '/repos/octo/demo/issues/1/comments';
const BOT = 'github-actions[bot]';

const state = (comments: readonly (Partial<CommentState> & Pick<CommentState, 'body'>)[] = []) => ({
  repositories: [{ name: 'octo/demo', pulls: [{ comments }] }],
});
const bodies = ({ github }: Connection) =>
  github.state().repositories[0]?.pulls[0]?.comments.map(({ body }) => body);
const write = ({ hub }: Pick<Connection, 'hub'>, body: string | null = BODY, createIfMissing = true) =>
  upsertComment(hub, 1, { marker: MARKER, body, createIfMissing });

describe('the one comment', () => {
  test('is created, then left alone, then edited in place', async () => {
    const at = await open(state());
    expect(await write(at)).toBe('created');
    expect(await write(at)).toBe('unchanged');
    expect(await write(at, `${MARKER}\n\nAll there.`)).toBe('updated');
    expect(bodies(at)).toEqual([`${MARKER}\n\nAll there.`]);
    expect(at.writes().map(({ method }) => method)).toEqual(['POST', 'PATCH']);
  });

  test('a run without change writes nothing', async () => {
    const at = await open(state([{ body: BODY, author: BOT }]));
    expect(await write(at)).toBe('unchanged');
    expect(at.asked()).toEqual([`GET ${COMMENTS}`, 'POST /graphql']);
  });

  test('is cut in half, once, where the server calls it too long', async () => {
    const at = await open(state());
    const long = `${MARKER}\n\n<details>\n\n\`\`\`text\n${'a line of a log\n'.repeat(4400)}\`\`\`\n\n</details>\n`;
    expect(await write(at, long)).toBe('created');
    const [body = ''] = bodies(at) ?? [];
    expect(body.length).toBeLessThan(long.length / 2 + 200);
    expect(body.split('\n').filter((line) => line.startsWith('```'))).toHaveLength(2);
    expect(body).toContain('</details>');
    expect(body).toContain('step summary');
    expect(await write(at, `${MARKER}\n${'x\n'.repeat(100_000)}`).catch(({ kind }) => kind)).toBe('invalid');
  });

  test('is not made where it is only to be kept up to date', async () => {
    const at = await open(state());
    expect(await write(at, BODY, false)).toBe('none');
    expect(await write(at, null)).toBe('none');
    expect(at.writes()).toEqual([]);
  });

  test('is found behind hundreds of others', async () => {
    const others = Array.from({ length: 250 }, (_, index) => ({ body: `talk ${index}`, author: 'bob' }));
    const at = await open(state([...others, { body: `${MARKER}\nold`, author: BOT }]));
    expect(await write(at)).toBe('updated');
    expect(bodies(at)?.filter((body) => body.startsWith(MARKER))).toEqual([BODY]);
  });

  test('threat T8: a marker in a comment of somebody else, or further down, is nothing', async () => {
    const foreign = [
      { body: BODY, author: 'mallory' },
      { body: `> quote\n${MARKER}\n`, author: BOT },
      { body: BODY, author: 'other-app[bot]' },
    ];
    const at = await open(state(foreign));
    expect(await write(at)).toBe('created');
    expect(bodies(at)).toEqual([...foreign.map(({ body }) => body), BODY]);
  });

  test('a token of a person keeps the person’s own comment', async () => {
    const at = await open(state([{ body: BODY, author: BOT }]), { token: 'person-token' });
    expect(await write(at, `${MARKER}\nmine`)).toBe('created');
    expect(await write(at, `${MARKER}\nmine again`)).toBe('updated');
    expect(bodies(at)).toEqual([BODY, `${MARKER}\nmine again`]);
  });

  test('where nobody says who the token is, it is that of a job', async () => {
    const at = await open(state([{ body: `${MARKER}\nold`, author: BOT }]), {
      server: { without: ['graphql'] },
    });
    expect(await write(at)).toBe('updated');
    expect(at.asked()).toContain('GET /user');
    expect(bodies(at)).toEqual([BODY]);
  });
});

describe('faults while writing', () => {
  test('fault 2: a comment stored whose reply was lost is written once', async () => {
    const at = await open(state());
    at.github.script({ method: 'POST', path: COMMENTS, nth: 1, kind: 'reset', at: 'after' });
    expect(await write(at)).toBe('created');
    expect(bodies(at)).toEqual([BODY]);
    expect(at.writes()).toHaveLength(1);
  });

  test.each([500, 502, 504])(
    'fault 3: POST answered with %s and stored, then well: one comment',
    async (status) => {
      const at = await open(state());
      at.github.script({ method: 'POST', path: COMMENTS, nth: 1, kind: 'status', status, at: 'after' });
      expect(await write(at)).toBe('created');
      expect(bodies(at)).toEqual([BODY]);
    },
  );

  test('fault 3: POST answered with 502 and not stored is made again after a look', async () => {
    const at = await open(state());
    at.github.script({ method: 'POST', path: COMMENTS, nth: 1, kind: 'status', status: 502 });
    expect(await write(at)).toBe('created');
    expect(bodies(at)).toEqual([BODY]);
    const steps = at.asked().filter((request) => request.endsWith(COMMENTS));
    expect(steps).toEqual(['GET', 'POST', 'GET', 'POST', 'GET'].map((method) => `${method} ${COMMENTS}`));
  });

  test('a POST whose answer is no JSON is not made again blindly', async () => {
    const at = await open(state());
    at.github.script({ method: 'POST', path: COMMENTS, nth: 1, kind: 'truncated' });
    expect(await write(at)).toBe('created');
    expect(bodies(at)).toEqual([BODY]);
  });

  test('a server that loses every POST ends the run with its own words', async () => {
    const at = await open(state());
    at.github.script({ method: 'POST', path: COMMENTS, kind: 'status', status: 502 });
    await expect(write(at)).rejects.toMatchObject({ kind: 'unavailable', ambiguous: true });
    expect(at.writes()).toHaveLength(3);
  });

  test('fault 12: a comment that goes between the list and the PATCH is made again where that is wanted', async () => {
    const deleted = { method: 'PATCH', nth: 1, kind: 'meanwhile' as const };
    const change = { deleteComments: { repository: 'octo/demo', issue: 1 } };
    const at = await open(state([{ body: `${MARKER}\nold`, author: BOT }]));
    at.github.script({ ...deleted, change });
    expect(await write(at)).toBe('created');
    expect(bodies(at)).toEqual([BODY]);
    const other = await open(state([{ body: `${MARKER}\nold`, author: BOT }]));
    other.github.script({ ...deleted, change });
    expect(await write(other, BODY, false)).toBe('none');
    expect(bodies(other)).toEqual([]);
  });

  test.each([2, 3, 5])('fault 13: %s runs at once leave one comment', async (count) => {
    const at = await open(state());
    const texts = Array.from({ length: count }, (_, run) => `${MARKER}\nrun ${run}`);
    const outcomes = await Promise.all(texts.map((text) => write({ hub: at.again() }, text)));
    expect(outcomes).toContain('created');
    expect(bodies(at)).toHaveLength(1);
    expect(texts).toContain(bodies(at)?.[0]);
  });

  test('fault 14: duplicates heal to the oldest, and nobody else’s comment is touched', async () => {
    const own = (text: string) => ({ body: `${MARKER}\n${text}`, author: BOT });
    const at = await open(
      state([own('one'), { body: `${MARKER}\nmine`, author: 'bob' }, own('two'), own('three')]),
    );
    expect(await write(at)).toBe('updated');
    expect(bodies(at)).toEqual([BODY, `${MARKER}\nmine`]);
    expect(at.writes().map(({ method }) => method)).toEqual(['PATCH', 'DELETE', 'DELETE']);
  });

  test('fault 36: where the repository moved, list and PATCH follow', async () => {
    const at = await open(state([{ body: `${MARKER}\nold`, author: BOT }]));
    for (const status of [301, 302, 307] as const) {
      const moved = { kind: 'redirect' as const, status };
      at.github.clearFaults();
      at.github.script(
        {
          ...moved,
          method: 'GET',
          path: COMMENTS,
          nth: 1,
          to: `${at.github.apiUrl}${COMMENTS}?per_page=100`,
        },
        {
          ...moved,
          method: 'PATCH',
          nth: 1,
          to: `${at.github.apiUrl}/repos/octo/demo/issues/comments/${idOf(at)}`,
        },
      );
      expect(await write(at, `${MARKER}\n${status}`)).toBe('updated');
    }
    expect(bodies(at)).toEqual([`${MARKER}\n307`]);
  });
});

function idOf({ github }: Connection): number {
  return github.state().repositories[0]?.pulls[0]?.comments[0]?.id ?? 0;
}

describe('fault 9 and 10: refusals are told by their kind, with the permission or the setting', () => {
  test.each([
    ['read-only', 'read-only', 'pull-requests: write'],
    ['locked', 'locked', 'unlock'],
    ['gone', 'gone', 'Features'],
    ['not-found', 'not-found', 'pull-requests: write'],
    ['invalid', 'invalid', 'GitHub says'],
    ['unauthorised', 'unauthorised', 'token'],
  ] as const)('%s', async (as, kind, fix) => {
    const at = await open(state());
    at.github.script({ method: 'POST', path: COMMENTS, kind: 'refuse', as });
    const error = (await failureOf(write(at))) as GitHubError;
    expect({ kind: error.kind, fix: error.fix }).toEqual({ kind, fix: expect.stringContaining(fix) });
    expect(at.writes()).toHaveLength(1);
    expect(`${error.message} ${error.fix} ${error.stack}`).not.toContain('actions-token');
  });

  test('a token that only reads is refused by the server itself', async () => {
    const tokens = {
      reads: {
        permissions: { contents: 'read' as const, 'pull-requests': 'read' as const, issues: 'read' as const },
      },
    };
    const at = await open({ ...state(), tokens }, { token: 'reads' });
    await expect(write(at)).rejects.toMatchObject({ kind: 'read-only', status: 403 });
  });
});
