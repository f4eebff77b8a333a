/** Texts of the made-up pull request in docs/examples. */

export const SOURCES = `Sources Consulted:
- https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/ - a pod gets 30 s between SIGTERM and SIGKILL`;
export const TESTS = `Test Evidence:
- Isolation: go test ./services/queue/... - 48 passed
- Integration: killed a worker in staging under load - its 12 jobs came back within 30 s
- Failure cases: cut the database for a minute - jobs stayed taken, none ran twice`;
export const HALF = `## Summary

A job whose worker went away stayed taken for ever. It goes back to the queue after three missed heartbeats.

## Test Evidence

- Isolation: \`go test ./services/queue/...\` - 48 passed
- Integration: killed a worker in staging under load - its 12 jobs came back within 30 s
- Failure cases: cut the database for a minute - jobs stayed taken, none ran twice
`;

export const WHOLE = `${HALF}
## Sources Consulted

- https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/ - a pod gets 30 s between SIGTERM and SIGKILL
- docs/queue.md - a job may run twice only if it says so

## Documentation Reviewed

- https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/ - the grace period is per pod, so three heartbeats fit into it
- docs/queue.md - taking a job writes its worker, so a returned job can be told from a new one

## Pre-mortem

Ways this could fail:
- a slow worker is taken for dead -> heartbeat every 5 s, three may be missed; a paused worker kept its job in the test
- the same job runs twice -> the worker's name is compared before the result is written
- the table is scanned at every heartbeat -> explained the query, it uses the index
- clocks differ between nodes -> only the database's clock is read
- the chart rolls all workers at once -> maxUnavailable is 1, rendered and read

Dependencies that might not exist:
- the heartbeat column -> the migration runs first, and the start fails without it
- the database role -> granted in the same migration
- the alert -> its name was looked up in the dashboard

Race conditions:
- the worker comes back while its job is returned -> the update names the worker and changes no row
- two queues return one job -> one update wins, the other changes no row
`;

export const PATTERNS = `# Common patterns

## Race Conditions

### Two workers take one job

- Problem: a job that is returned while its worker still runs is taken by a second one, and both write a result.
- Prevention: compare the worker's name in the same statement that writes the result.
`;
