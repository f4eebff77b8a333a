import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Fault } from './faults.js';
import { startGitHub } from './github.js';
import type { StateInput } from './state/input.js';

/**
 * `npm run github -- --port 0 --state <file>`: the emulated GitHub as a server of its own. The file holds a `StateInput`, and beside it
 * `faults`, if there are any. It stops at SIGTERM or SIGINT.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    state: { type: 'string' },
    enterprise: { type: 'boolean', default: false },
  },
});
const input: StateInput & { faults?: Fault[] } =
  values.state === undefined
    ? { repositories: [{ name: 'octo/demo', pulls: [{}] }] }
    : JSON.parse(readFileSync(values.state, 'utf8'));
const { faults, ...state } = input;
const github = await startGitHub(state, {
  port: Number(values.port),
  enterprise: values.enterprise,
  faults: faults ?? [],
});
process.stdout.write(
  [
    `listening on ${github.url}`,
    `GITHUB_API_URL=${github.apiUrl}`,
    `GITHUB_GRAPHQL_URL=${github.graphqlUrl}`,
    `tokens: ${Object.keys(github.state().tokens).join(', ')}`,
    `what happened: ${github.url}/_emulator/{requests,violations,state}; more faults: POST ${github.url}/_emulator/faults`,
    '',
  ].join('\n'),
);
const stop = (): void => void github.stop().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
