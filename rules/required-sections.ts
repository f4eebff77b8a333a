import {
  defineRule,
  type Evidence,
  existsFrom,
  linkedFiles,
  type MatterProblem,
  nearest,
  type Problem,
  picturesIn,
  type RuleContext,
  SECTION_OPTIONS,
  SECTION_WORDS,
  sectionProblems,
} from '@forethought/core';

const MATTER: Readonly<Record<MatterProblem['code'], string>> = {
  unclosed: 'it has no closing `---`',
  'no-key': 'the line is neither `key: value` nor part of a list',
  tab: 'a tab indents the line',
  twice: 'the key stands there twice',
  'open-list': 'a bracket that opens a list or map is never closed',
  'open-quote': 'a quote is never closed',
  'after-quote': 'something stands behind the closing quote',
  colon: 'a value with a colon stands without quotes',
};

const NONE: ReadonlySet<string> = new Set();

/** A document of a kind has what a reader of that kind looks for. */
export default defineRule({
  id: 'required-sections',
  lifecycle: 'experimental',
  question: 'What would a reader look for here and not find?',
  summary: 'The document has the sections of its kind, each with content of its own.',
  why: 'A page is opened in a hurry, and what is missing is missed at that moment.',
  appliesTo: ['document'],
  sections: [],
  options: {
    ...SECTION_OPTIONS,
    besides: {
      type: 'strings',
      default: [
        'common-patterns',
        'design',
        'trade-off',
        'redesign',
        'redeployment',
        'service',
        'failure-scenarios',
        'runbook',
        'postmortem',
        'incident',
      ] as string[],
      words: 'Kinds of documents whose sections rules of their own look at.',
    },
  },
  problems: {
    ...SECTION_WORDS,
    'front-matter': {
      actual: 'the front matter can not be read: {what}, at “{text}”',
      expected: 'lines of `key: value` between two lines of `---`',
      fix: 'Mend that line: close its quotes and brackets, indent with spaces, and put a value that has a colon between quotes.',
    },
    'unknown-kind': {
      actual: '`kind: {kind}` is no kind of document',
      expected: 'a kind that the plan knows, such as `{meant}`',
      fix: 'Write `kind: {meant}`, or add the kind under `documents` in forethought.yml.',
    },
    'missing-file': {
      actual: 'the link to {path} leads nowhere',
      expected: 'a file of this repository',
      fix: 'Add the file, or correct the path; it counts from the folder of the document.',
    },
    'missing-image': {
      actual: 'the picture {path} does not exist',
      expected: 'a file of this repository',
      fix: 'Add the file, or correct the path.',
    },
  },
  check(evidence, { minWords, besides }, context) {
    const problems = matterProblems(evidence, context);
    // What stands under front matter that can't be read may be of another kind.
    if (evidence.matterProblems !== undefined) return { problems };
    const { documentKind: kind, documentPath, existingPaths } = context;
    if (kind === undefined)
      return problems.length > 0 ? { problems } : { notAsked: 'the document is of no kind' };
    const asks = !besides.includes(kind) && context.requiredSections.length > 0;
    if (asks) problems.push(...sectionProblems(evidence, context.requiredSections, { minWords }));
    const links = linkedFiles(evidence, documentPath);
    const pictures = asks ? picturesIn(evidence) : [];
    if (links.length + pictures.length > 0 && existingPaths === undefined)
      return problems.length > 0 ? { problems } : { needs: 'paths' };
    for (const { target, place } of [...pictures, ...links]) {
      if (existsFrom(existingPaths ?? NONE, documentPath, target)) continue;
      const code = pictures.some((picture) => picture.place === place) ? 'missing-image' : 'missing-file';
      problems.push({ code, data: { path: target }, place });
    }
    return asks || links.length > 0 || problems.length > 0
      ? { problems }
      : { notAsked: 'no section is required of this document' };
  },
  examples: [
    {
      name: 'a threat model with its four sections',
      kind: 'document',
      documentKind: 'threat-model',
      text: '# Threats to the sign-in\n\n## Assets\n\n- the session keys: whoever has one is somebody else\n\n## Trust boundaries\n\n- from the browser to the gateway, over the internet\n\n## Threats\n\n- a stolen cookie is used from another country\n\n## Countermeasures\n\n- stolen cookie -> sessions are bound to the device, see `session_binding_test`\n',
      expect: 'pass',
    },
    {
      name: 'a kind named in the front matter, with headings in German',
      kind: 'document',
      text: '---\nkind: gitops\n---\n\n# Auslieferung\n\n## Repository\n\n- `deploy/` in diesem Repository hält den Soll-Zustand\n\n## Drift\n\n- alle drei Minuten wird verglichen und angewendet\n\n## Environments\n\n- erst die Testumgebung, nach einem Tag die Produktion\n\n## Rückrollplan\n\n- den Commit zurücknehmen; nach drei Minuten gilt der alte Stand\n',
      expect: 'pass',
    },
    {
      name: 'a capacity plan with three of four sections',
      kind: 'document',
      documentKind: 'capacity-plan',
      text: '# Capacity of the queue\n\n## Load\n\n- 200 messages a second on average, 900 at nine in the morning\n\n## Limits\n\n- at 1,400 a second the disk of the broker ends first\n\n## Growth\n\n- a third more every year, as in the two years before\n',
      expect: ['missing-section'],
    },
    {
      name: 'a section left as the skeleton has it',
      kind: 'document',
      documentKind: 'cost-optimisation',
      text: '# Cost of the builds\n\n## Cost drivers\n\n- <what costs how much a month, and why>\n\n## What was changed\n\n- caches are kept for a week: builds take four minutes instead of eleven\n\n## Result\n\n- 310 dollars a month instead of 840\n',
      expect: ['unfilled-section'],
    },
    {
      name: 'a section of filler text',
      kind: 'document',
      documentKind: 'cost-optimisation',
      text: '# Cost of the builds\n\n## Cost drivers\n\n- four runners idle from six to eight, which is half of the bill\n\n## What was changed\n\nLorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod.\n\n## Result\n\n- 310 dollars a month instead of 840\n',
      expect: ['unfilled-section'],
    },
    {
      name: 'a section of one word',
      kind: 'document',
      documentKind: 'cost-optimisation',
      text: '# Cost of the builds\n\n## Cost drivers\n\n- four runners idle from six to eight, which is half of the bill\n\n## What was changed\n\nCaching\n\n## Result\n\n- 310 dollars a month instead of 840\n',
      expect: ['thin-section'],
    },
    {
      name: 'two sections with one text',
      kind: 'document',
      documentKind: 'cost-optimisation',
      text: '# Cost of the builds\n\n## Cost drivers\n\n- the runners idle for most of the night\n\n## What was changed\n\n- The runners idle for most of the night.\n\n## Result\n\n- 310 dollars a month instead of 840\n',
      expect: ['repeated-section'],
    },
    {
      name: 'front matter without an end',
      kind: 'document',
      text: '---\nkind: gitops\n\n# Delivery\n\nThe state is in `deploy/`.\n',
      expect: ['front-matter'],
    },
    {
      name: 'a kind that is misspelt',
      kind: 'document',
      text: '---\nkind: treat-model\n---\n\n# Threats\n\nNone found so far.\n',
      expect: ['unknown-kind'],
    },
    {
      name: 'a picture that is not there',
      kind: 'document',
      documentKind: 'cost-optimisation',
      text: '# Cost of the builds\n\n## Cost drivers\n\n![cost by week](img/cost.png)\n\nThe runners idle at night.\n\n## What was changed\n\n- caches are kept for a week\n\n## Result\n\n- 310 dollars a month instead of 840\n',
      expect: ['missing-image'],
    },
    {
      name: 'a runbook that links to a page that is not there',
      kind: 'document',
      documentKind: 'runbook',
      path: 'docs/runbooks/queue.md',
      text: '# The queue grows\n\n## Checks\n\n- age of the oldest message, see [the board](../boards/queue.json)\n',
      existingPaths: ['docs/runbooks/queue.md'],
      expect: ['missing-file'],
    },
    {
      name: 'a page of no kind',
      kind: 'document',
      text: '# How to begin\n\nClone the repository.\n',
      expect: 'not-applicable',
    },
  ],
});

function matterProblems(evidence: Evidence, { documentKinds }: RuleContext): Problem[] {
  const [first] = evidence.matterProblems ?? [];
  if (first !== undefined) {
    const data = { what: MATTER[first.code], text: first.text };
    return [{ code: 'front-matter', data, place: first.place }];
  }
  const named = evidence.matterFields?.find(({ name }) => name === 'kind');
  const kind = named?.values[0];
  if (kind === undefined || documentKinds.some((known) => known.kind === kind)) return [];
  const meant = nearest(
    kind,
    documentKinds.map((known) => known.kind),
  );
  // Other tools have kinds of pages too: only what was probably meant for this one is told.
  return meant === undefined || named === undefined
    ? []
    : [{ code: 'unknown-kind', data: { kind, meant }, place: named.place }];
}
