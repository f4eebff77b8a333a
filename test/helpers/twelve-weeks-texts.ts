/** What a description says of the practices. */
export interface Practices {
  readonly sources: boolean;
  readonly documentation: boolean;
  readonly tests: boolean;
  readonly preMortem: boolean;
  /** Title of the pattern that the pre-mortem names. */
  readonly pattern?: string | undefined;
}

const DOCUMENTATION = (number: number): readonly string[] => [
  '## Documentation Reviewed',
  '',
  `- https://www.typescriptlang.org/docs/handbook/2/narrowing.html - narrowing by a property keeps case ${number} exhaustive`,
  '- RFC 9110 §9.2.2 - PUT is idempotent, which allows the retry',
  '',
];

const SOURCES: readonly string[] = [
  '## Sources Consulted',
  '',
  '- https://www.typescriptlang.org/docs/handbook/2/objects.html - an optional property may be absent or undefined',
  '- https://kubernetes.io/docs/concepts/workloads/controllers/deployment/ - replicas are replaced one after the other',
  '',
];

const TESTS = (number: number): readonly string[] => [
  '## Test Evidence',
  '',
  `- \`npm test -- case-${number}\`: ${12 + (number % 7)} passed`,
  `- Opened order ${number} with two items, removed one, and saw the total change`,
  '',
];

const PRE_MORTEM = (number: number, pattern: string | undefined): readonly string[] => [
  '## Pre-mortem',
  '',
  '### Ways this could fail',
  '',
  `- the pool runs empty -> ran case ${number} with 10 clients, requests wait`,
  '- keys never expire -> `redis-cli ttl` shows 3600',
  '- failover loses writes -> killed the primary, two logins repeated',
  '- the image is too old -> pinned 7.2 and read its changelog',
  `- ${pattern === undefined ? 'memory runs out' : `pattern "${pattern}"`} -> set the limit and saw evictions, no errors`,
  '',
  '### Dependencies that might not exist',
  '',
  '- the secret -> `kubectl get secret app` in both clusters',
  '- the DNS name -> resolved from a pod',
  '- the network rule -> opened a socket from a pod',
  '',
  '### Race conditions',
  '',
  `- a pod starts before the store -> init container waits, tested by scaling it to ${number % 3}`,
  '- two logins of one person -> covered by session_race_test',
  '',
];

/** A description of a change; `more` are lines at its end, such as a reference to a cause. */
export function description(number: number, practices: Practices, more: readonly string[] = []): string {
  return [
    `Case ${number} is answered in its own module.`,
    '',
    ...(practices.sources ? SOURCES : []),
    ...(practices.documentation ? DOCUMENTATION(number) : []),
    ...(practices.tests ? TESTS(number) : []),
    ...(practices.preMortem ? PRE_MORTEM(number, practices.pattern) : []),
    ...more,
  ]
    .join('\n')
    .trimEnd();
}

/** A module of fourteen lines. */
export function moduleText(number: number, round = 0): string {
  return Array.from(
    { length: 14 },
    (_, line) => `export const case${number}Line${line} = ${line + round};\n`,
  ).join('');
}

/** Entries of the pattern library, by the week in which they are added. */
export const PATTERNS: ReadonlyMap<number, string> = new Map([
  [1, 'Secret mounted before it exists'],
  [4, 'Two writers of one cache'],
  [6, 'A retry that is not idempotent'],
  [9, 'A clock that steps back'],
]);

/** The library with the entries of the first weeks. */
export function libraryText(throughWeek: number): string {
  const entries = [...PATTERNS].filter(([week]) => week <= throughWeek);
  const texts = entries.map(
    ([week, title]) =>
      `### ${title}\n\n- Problem: it went wrong in week ${week} and nobody had asked.\n- Prevention: a check that fails first, with a clear message.\n`,
  );
  return ['# Common patterns\n', '## Race Conditions\n', ...texts].join('\n');
}
