import type { GitHub } from './connect.js';

/** At least so long lies between two writes, as GitHub asks for. https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#pause-between-mutative-requests */
const BETWEEN_WRITES = 1000;

const last = new WeakMap<GitHub, number>();

/** Waits until a second has passed since this connection was here before; called just before each write of many. */
export async function paceWrite(hub: GitHub): Promise<void> {
  const before = last.get(hub);
  const left = before === undefined ? 0 : before + BETWEEN_WRITES - hub.clock.now();
  if (left > 0) await hub.clock.sleep(Math.min(left, BETWEEN_WRITES), hub.signal);
  last.set(hub, hub.clock.now());
}
