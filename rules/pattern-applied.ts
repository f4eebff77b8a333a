import {
  defineRule,
  type Evidence,
  namedPatterns,
  type Problem,
  saysOwn,
  sectionOf,
} from '@forethought/core';

const SECTION = 'pattern-applied';

/** What the team has learned already is applied where it fits. */
export default defineRule({
  id: 'pattern-applied',
  lifecycle: 'experimental',
  question: 'Which pattern of the library applies to this change?',
  summary: 'Each pattern that the change calls for is named, with how it is applied or why it is not.',
  why: 'A lesson that stands in a library and in no change is learned again.',
  appliesTo: ['pull-request'],
  needs: ['library'],
  sections: [SECTION],
  options: {
    most: {
      type: 'number',
      default: 3,
      words: 'How many of the patterns that fit best have to be named at most.',
    },
  },
  problems: {
    'not-named': {
      actual: 'patterns that fit and are not named: {patterns}',
      expected: 'each by its name, with how it is applied or why it does not apply here',
      fix: 'Paste the lines below and finish them.',
    },
    'not-said': {
      actual: 'patterns named without a word on what came of them: {patterns}',
      expected: 'how it is applied, or why it does not apply here',
      fix: 'Say behind the name what was done about it.',
    },
  },
  check(evidence, { most }, { library }) {
    if (library === undefined) return { needs: 'library' };
    if (library.length === 0) return { notAsked: 'no pattern of the library fits this change' };
    const asked = library.slice(0, most);
    const section = sectionOf(evidence, SECTION);
    const entries = entriesOf(evidence);
    const named = new Set(entries.flatMap(({ text }) => namedPatterns(text, asked)));
    const said = new Set(
      entries.flatMap(({ text, below }) => {
        const ids = namedPatterns(text, asked);
        const names = asked.filter(({ id }) => ids.includes(id)).map(({ id, title }) => `${id} ${title}`);
        const reason = /\bn\/a\b[\s:,–—-]{1,4}(.{3,300})/i.exec(text)?.[1];
        const isTold = [text, below, reason ?? ''].some((each) => saysOwn(each, names.join(' ')));
        return isTold ? ids : [];
      }),
    );
    const problems: Problem[] = [];
    const tell = (code: string, found: typeof asked): void => {
      if (found.length === 0) return;
      const paste = [
        `## Patterns applied`,
        ...found.map(({ title }) => `- ${title}: <how it is applied here, or why it does not apply>`),
      ];
      const place = section === undefined ? {} : { place: section.place };
      problems.push({
        code,
        data: { section: SECTION, patterns: found.map(({ title }) => title), paste },
        ...place,
      });
    };
    tell(
      'not-named',
      asked.filter(({ id }) => !named.has(id)),
    );
    tell(
      'not-said',
      asked.filter(({ id }) => named.has(id) && !said.has(id)),
    );
    return { problems };
  },
  examples: [
    {
      name: 'the pattern that fits, with what was done',
      kind: 'pull-request',
      text: '## Patterns applied\n\n- Secret mounted before it exists: an init container waits until the secret of Redis can be read\n',
      library: [
        {
          id: 'race-conditions/secret-mounted-before-it-exists',
          title: 'Secret mounted before it exists',
          because: ['deploy/redis.yaml', 'secret', 'mount'],
        },
      ],
      expect: 'pass',
    },
    {
      name: 'a pattern that does not apply, by its id in a sentence',
      kind: 'pull-request',
      text: 'I looked at race-conditions/dns-before-coredns-is-ready: the address is resolved by the gateway, long after boot.\n',
      library: [
        {
          id: 'race-conditions/dns-before-coredns-is-ready',
          title: 'DNS before CoreDNS is ready',
          because: ['resolve'],
        },
      ],
      expect: 'pass',
    },
    {
      name: 'a pattern that nobody names',
      kind: 'pull-request',
      text: 'Sessions are cached in Redis.\n',
      library: [
        {
          id: 'race-conditions/secret-mounted-before-it-exists',
          title: 'Secret mounted before it exists',
          because: ['deploy/redis.yaml', 'secret', 'mount'],
        },
      ],
      expect: ['not-named'],
    },
    {
      name: 'the name, pasted without a word',
      kind: 'pull-request',
      text: '## Patterns applied\n\n- Secret mounted before it exists: <how it is applied here, or why it does not apply>\n',
      library: [
        {
          id: 'race-conditions/secret-mounted-before-it-exists',
          title: 'Secret mounted before it exists',
          because: ['deploy/redis.yaml', 'secret', 'mount'],
        },
      ],
      expect: ['not-said'],
    },
    {
      name: 'a change that no pattern fits',
      kind: 'pull-request',
      text: 'A line of the log is worded anew.\n',
      library: [],
      expect: 'not-applicable',
    },
  ],
});

/** Every text with what is nested below it, wherever it stands. */
function entriesOf({
  prose,
  sections,
}: Evidence): readonly { readonly text: string; readonly below: string }[] {
  return [prose, ...sections.map(({ entries }) => entries)].flatMap((entries) =>
    entries
      .filter(({ kind, checked }) => kind !== 'code' && kind !== 'quote' && checked !== false)
      .map(({ text, depth }, at, all) => {
        const rest = all.slice(at + 1);
        const end = rest.findIndex((other) => other.depth <= depth);
        const below = rest.slice(0, end === -1 ? undefined : end).map((other) => other.text);
        return { text, below: below.join('\n') };
      }),
  );
}
