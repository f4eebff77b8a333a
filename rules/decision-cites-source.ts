import {
  type CheckResult,
  defineRule,
  documentPart,
  isOfficial,
  learntWords,
  type Reference,
  type RuleContext,
  type Section,
  shortfallOf,
  statementsIn,
} from '@forethought/core';

const SECTION = 'decision';
const PASTE = ['## Decision', '', '<what was decided> because <url or path> says <what it says about this>'];
/** What is documentation of its own, whatever the change touches. */
const OWN_KINDS: readonly Reference['kind'][] = ['specification', 'manual', 'document'];

/** A decision rests on what the makers of a technology say about it, not on hearsay. */
export default defineRule({
  id: 'decision-cites-source',
  lifecycle: 'experimental',
  question: 'Which official source supports this decision?',
  summary: 'The decision cites an official source and says what it takes from there.',
  why: 'Whoever comes to doubt the decision later can check whether its ground still holds.',
  appliesTo: ['document'],
  sections: [SECTION],
  options: {
    kinds: {
      type: 'strings',
      default: ['decision'] as string[],
      words: 'Kinds of documents that need a decision; in other documents one that is there is judged.',
    },
    atLeast: { type: 'number', default: 1, words: 'How many different official sources are needed.' },
  },
  problems: {
    missing: {
      actual: 'no decision',
      expected: 'what was decided, because of what an official source says',
      fix: 'Add the section, or `N/A:` with the reason why nothing was decided.',
    },
    unfilled: {
      actual: 'under “{title}” stands {content}',
      expected: 'what was decided, because of what an official source says',
      fix: 'Write the decision and the page that it rests on.',
    },
    'no-source': {
      actual: '{count} official under “{title}” ({found})',
      expected:
        'at least {atLeast}: documentation of a technology that the plan knows, a specification, a manual, or a document of this repository',
      fix: 'Link the official page. Where the plan does not know the technology yet, add it with its documentation under `technologies` in forethought.yml.',
    },
    'not-used': {
      actual: 'sources under “{title}”, and no word on what was taken from them',
      expected: 'the decision, because the source says something',
      fix: 'Write in the same line what the source says about this decision.',
    },
  },
  check(evidence, { kinds, atLeast }, context) {
    const { documentKind } = context;
    const section = documentPart(evidence, SECTION);
    const isNeeded = documentKind !== undefined && kinds.includes(documentKind);
    if (section === undefined && !isNeeded) return { notAsked: 'no decision in this document' };
    if (/^(?:superseded|rejected|deprecated)\b/i.test(evidence.frontMatter?.['status'] ?? '')) {
      return { notAsked: 'the decision is no longer in force' };
    }
    const lack = shortfallOf(evidence, SECTION);
    if (lack !== undefined) {
      if ('notApplicable' in lack) return lack;
      return { problems: [{ ...lack.problem, data: { ...lack.problem.data, paste: PASTE } }] };
    }
    return answerOf(section, atLeast, context);
  },
  examples: [
    {
      name: 'a decision that rests on the documentation of what it is about',
      kind: 'document',
      documentKind: 'decision',
      text: '# Sessions expire in Redis\n\n## Decision\n\nKeys carry their own expiry, because https://redis.io/docs/latest/commands/expire/ says that it is counted by the server.\n',
      files: ['docs/decisions/0007-sessions.md'],
      expect: 'pass',
    },
    {
      name: 'a design whose decision cites a specification',
      kind: 'document',
      documentKind: 'design',
      text: '# Cookies of the gateway\n\n## Decision\n\nThe cookie has the prefix `__Host-`, since RFC 6265 section 4.1.3 ties it to one host.\n',
      files: ['docs/designs/cookies.md'],
      expect: 'pass',
    },
    {
      name: 'a decision record without a decision',
      kind: 'document',
      documentKind: 'decision',
      text: '# Sessions\n\n## Context\n\nLogins are slow.\n',
      expect: ['missing'],
    },
    {
      name: 'a decision that is still to be written',
      kind: 'document',
      documentKind: 'decision',
      text: '# Sessions\n\n## Decision\n\nTBD\n',
      expect: ['unfilled'],
    },
    {
      name: 'a decision that rests on a post',
      kind: 'document',
      documentKind: 'decision',
      text: '# Sessions\n\n## Decision\n\nWe take Redis, because https://blog.acme.dev/redis-is-fast says it is fast.\n',
      expect: ['no-source'],
    },
    {
      name: 'a link with nothing taken from it',
      kind: 'document',
      documentKind: 'decision',
      text: '# Sessions\n\n## Decision\n\n- Keys carry their own expiry\n- https://redis.io/docs/latest/commands/expire/\n',
      files: ['docs/decisions/0007-sessions.md'],
      expect: ['not-used'],
    },
    {
      name: 'a page on which nothing is decided',
      kind: 'document',
      documentKind: 'runbook',
      text: '# Redis is full\n\n## Checks\n\n- memory\n',
      expect: 'not-applicable',
    },
  ],
});

/** Whether the section cites enough official sources, and says in the same breath what it takes from one of them. */
function answerOf(section: Section | undefined, atLeast: number, context: RuleContext): CheckResult {
  const { existingPaths } = context;
  const entries = section?.entries ?? [];
  const all = entries
    .flatMap(({ references }) => references)
    .filter(({ excluded }) => excluded === undefined);
  const isSource = (reference: Reference): boolean => isOfficialSource(reference, context);
  const official = new Set(all.filter(isSource).map(({ target }) => target));
  const title = section?.title ?? '';
  const data = { section: SECTION, title, count: official.size, atLeast, paste: PASTE };
  const place = section === undefined ? {} : { place: section.place };
  if (official.size < atLeast) {
    const paths = new Set(all.filter(({ kind }) => kind === 'path').map(({ target }) => target));
    if (existingPaths === undefined && official.size + paths.size >= atLeast) return { needs: 'paths' };
    const others = [...new Set(all.map(({ host, target }) => host ?? target))].slice(0, 5);
    const found = others.length === 0 ? 'no link, path or document' : others.join(', ');
    return { problems: [{ code: 'no-source', data: { ...data, found }, ...place }] };
  }
  const isUsed = statementsIn(entries).some(
    (statement) =>
      statement.entries.some(({ references }) => references.some(isSource)) && learntWords(statement) > 0,
  );
  return { problems: isUsed ? [] : [{ code: 'not-used', data, ...place }] };
}

/** Documents of the repository are official where no technology is touched. */
function isOfficialSource(
  reference: Reference,
  { existingPaths, knownTechnologies, technologies = [] }: RuleContext,
): boolean {
  const isAlone = technologies.length === 0;
  if (isOfficial(reference, isAlone ? knownTechnologies : technologies)) return true;
  if (reference.kind === 'path') return isAlone && existingPaths?.has(reference.target) === true;
  return OWN_KINDS.includes(reference.kind);
}
