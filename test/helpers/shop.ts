import type { Files } from './repository.js';

/** A page of a service with everything that is asked of one. */
export const CHECKOUT = `# Checkout

## SLO

- 99.9 % of payments answered within 800 ms, over 30 days

## Monitoring

- \`payment_errors_total\` above 1 % for five minutes wakes the engineer on call

## Failure modes

- the bank does not answer: payments wait in the queue, the shop says so

## Runbook

- payments wait: switch that bank off with \`shopctl bank off\`

## Observability

### Metrics

- \`payment_duration_seconds\` by bank, at the gateway

### Logs

- a line per payment with its order, as JSON

### Traces

- from the shop to the bank, looked up by order

### Dashboards

- rate, errors and duration on the board of the shop
`;

/** Failure scenarios of that service, tried on a day. */
export function scenarios(day: string): string {
  return `---
service: checkout
---

# What if

| Scenario | Expected | Tested on | Result |
| --- | --- | --- | --- |
| Vault is down | leases are used until they run out | ${day} | payments went on for an hour |
`;
}

/** The list of services: one of ada's that depends on Vault. */
export const SERVICES = `services:
  checkout:
    owner: ada
    documents: { service: docs/services/checkout.md }
    dependencies: [Vault]
`;

/** A record of an incident of that service. */
export const INCIDENT = `---
started: 2026-01-06T10:42Z
detected: 2026-01-06T10:50Z
resolved: 2026-01-06T11:20Z
severity: SEV-2
commander: ada
responders: [bob]
services: [checkout]
---

# Card payments fail

Payments waited for half an hour, since the bank had changed its certificate.
`;

/** Everything of the shop, with a team of ada and bob. */
export const SHOP: Files = {
  'forethought.yml':
    'extends: devops-elite\nroster:\n  - { login: ada, emails: [ada@example.org] }\n  - { login: bob, emails: [bob@example.org] }\n',
  'services.yml': SERVICES,
  'docs/services/checkout.md': CHECKOUT,
  'docs/chaos/checkout.md': scenarios('2026-01-05'),
  'incidents/2026-01-06.md': INCIDENT,
};
