import type { Fault } from './faults.js';
import type { Service } from './serve.js';
import type { State } from './state/model.js';
import type { Reply, WireRequest } from './wire.js';

/** What another process may ask of the emulator itself: what was asked, what was wrong, what it holds, and further faults. */
export function control(request: WireRequest, service: Service, state: State): Reply | null {
  const [, first, what] = request.target.split('/');
  if (first !== '_emulator') return null;
  const json = (body: unknown): Reply => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body,
  });
  if (request.method === 'GET' && what === 'requests') return json(service.requests);
  if (request.method === 'GET' && what === 'violations') return json(service.violations);
  if (request.method === 'GET' && what === 'state') return json(state);
  if (request.method === 'DELETE' && what === 'faults') {
    service.script.clear();
    return json([]);
  }
  if (request.method === 'POST' && what === 'faults') {
    const faults = [JSON.parse(request.body) as Fault | Fault[]].flat();
    service.script.add(...faults);
    return json(faults);
  }
  return { status: 404, headers: {}, body: { message: `the emulator has no ${request.target}` } };
}
