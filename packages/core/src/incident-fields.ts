/** What a field of an incident record may hold: an instant, `true` or `false`, a login, logins, ids, or a word. */
export type IncidentValue = 'time' | 'switch' | 'person' | 'people' | 'words' | 'word';

/** A field of the front matter of an incident record. */
export interface IncidentField {
  readonly value: IncidentValue;
  readonly words: string;
}

/** Every field of an incident record, by its name in the front matter. The rule, the schema and the reader all go by this list. */
export const INCIDENT_FIELDS = {
  started: { value: 'time', words: 'When it began' },
  detected: { value: 'time', words: 'When somebody or something noticed it' },
  resolved: { value: 'time', words: 'When it was over' },
  severity: { value: 'word', words: 'How bad it was: `SEV-1`, `SEV-2`, `SEV-3`, or what the plan adds' },
  status: { value: 'word', words: '`open` while it goes on' },
  commander: { value: 'person', words: 'Login of whoever led' },
  responders: { value: 'people', words: 'Logins of whoever worked on it' },
  trainee: { value: 'person', words: 'Login of whoever led under supervision' },
  shadows: { value: 'people', words: 'Logins of whoever watched to learn' },
  supervisor: { value: 'person', words: 'Login of whoever stood behind the trainee' },
  intervened: { value: 'switch', words: 'Whether the supervisor had to step in' },
  debriefed: { value: 'switch', words: 'Whether it was talked over afterwards' },
  simulated: { value: 'switch', words: 'Whether it was an exercise' },
  team: { value: 'word', words: 'Team that answered' },
  services: { value: 'words', words: 'Ids of the services that were hit, as in `services.yml`' },
  cause: {
    value: 'word',
    words: 'Kind of cause in one word, as behind `cause:` on issues: `docs`, `untested`',
  },
  'causing-change': { value: 'word', words: 'Pull request (`#12`) or commit whose change set it off' },
  issue: { value: 'word', words: 'Issue that tells of it (`#40`); the two then count once' },
} as const satisfies Readonly<Record<string, IncidentField>>;
export type IncidentFieldName = keyof typeof INCIDENT_FIELDS;
