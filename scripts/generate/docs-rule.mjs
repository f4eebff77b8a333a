/** Generated zones of a rule's page. */
import { outcomeOf, RECORD_FORMS, renderFindings, runExample } from '@forethought/core';
import { policy } from '../../rules/dist/adapters/plan.js';
import { conversationLines } from './docs-conversation.mjs';
import { factLines } from './docs-facts.mjs';
import { inline, usesIn, weeksOf } from './docs-plan.mjs';
import { fence, table } from './zones.mjs';

/**
 * @typedef {import('@forethought/core').AnyRule} AnyRule
 * @typedef {import('@forethought/core').Example} Example
 * @typedef {import('@forethought/core').Plan} Plan
 */

/**
 * @param {AnyRule} rule
 * @param {readonly Plan[]} plans
 */
export function ruleZones(rule, plans) {
  return {
    summary: [
      `# ${rule.id}`,
      '',
      `**${rule.question}**`,
      '',
      rule.summary,
      '',
      ...table(
        ['Judges', 'Reads', 'Lifecycle'],
        [
          [
            rule.appliesTo.join(', '),
            rule.sections.map((name) => titleOf(name)).join(', ') || 'every section',
            rule.lifecycle,
          ],
        ],
      ),
    ],
    options: ['## Options', '', ...optionLines(rule), '', '## Problems', '', ...problemLines(rule)],
    examples: ['## Examples', '', ...rule.examples.flatMap((example) => exampleLines(rule, example))],
    plans: ['## Plans that use it', '', ...planLines(rule, plans)],
  };
}

/** @param {string} section */
function titleOf(section) {
  return policy.sections.words[section]?.title ?? policy.documentSections[section]?.title ?? section;
}

/** @param {AnyRule} rule */
function optionLines(rule) {
  const options = Object.entries(rule.options);
  if (options.length === 0) return ['None.'];
  return table(
    ['Option', 'Type', 'Default', 'Meaning'],
    options.map(([name, spec]) => [
      `\`${name}\``,
      spec.type === 'strings'
        ? 'list of strings'
        : spec.type === 'patterns'
          ? 'list of RE2 patterns'
          : spec.type,
      `\`${JSON.stringify(spec.default)}\``,
      spec.words,
    ]),
  );
}

/** @param {AnyRule} rule */
function problemLines(rule) {
  return table(
    ['Code', 'Found', 'Expected', 'Next step'],
    Object.entries(rule.problems).map(([code, words]) => [
      `\`${code}\``,
      ...[words.actual, words.expected, words.fix].map(withSlots),
    ]),
  );
}

/** Names that take a value of the problem stand as code. @param {string} words */
function withSlots(words) {
  return words
    .replace(/`[^`]*`|\{([A-Za-z][A-Za-z0-9]*)\}/g, (whole, name) =>
      name === undefined ? whole : `*${name}*`,
    )
    .replaceAll('<', '\\<');
}

/** @param {AnyRule} rule @param {Example} example */
function exampleLines(rule, example) {
  const isRecord = RECORD_FORMS.some((form) => example.documentKind === `${form}-record`);
  const language = isRecord ? 'yaml' : example.kind === 'commit' ? 'text' : 'markdown';
  return [
    `### ${example.name}`,
    '',
    ...given(example),
    ...fence(example.text, language),
    '',
    ...conversationLines(example.conversation),
    ...factLines(example),
    ...outcomeLines(rule, example),
    '',
  ];
}

/** What else than the text decides an example. @param {Example} example */
function given(example) {
  const facts = [
    ...(example.title === undefined ? [] : [`titled \`${example.title}\``]),
    ...(example.options === undefined ? [] : [`with ${inline(example.options)}`]),
    ...(example.files === undefined ? [] : [`changing ${codes(example.files)}`]),
    ...(example.existingPaths?.length ? [`where ${codes(example.existingPaths)} exists`] : []),
    ...(example.asOf === undefined ? [] : [`judged on ${example.asOf.slice(0, 10)}`]),
    ...(example.changedAt === undefined ? [] : [`last changed on ${example.changedAt.slice(0, 10)}`]),
    ...(example.documentKind === undefined ? [] : [`of the kind \`${example.documentKind}\``]),
  ];
  const kind = KINDS[example.kind];
  return [facts.length === 0 ? `${kind}:` : `${kind} ${facts.join(', ')}:`, ''];
}

const KINDS = { commit: 'A commit', 'pull-request': 'A pull request', document: 'A document' };

/** @param {readonly string[]} values */
function codes(values) {
  return values.map((value) => `\`${value}\``).join(', ');
}

/** @param {AnyRule} rule @param {Example} example */
function outcomeLines(rule, example) {
  const result = runExample(rule, example, policy);
  const outcome = outcomeOf(result);
  if (outcome === 'pass') return ['It passes.'];
  if ('notApplicable' in result)
    return [`It does not apply: ${result.notApplicable}`.replace(/([^.])$/, '$1.')];
  if ('notAsked' in result) return [`It does not apply: ${result.notAsked}.`];
  if (!('problems' in result)) return [`It is unknown until the ${result.needs} have been looked up.`];
  const subject = { ...SUBJECTS[example.kind], title: result.evidence.title };
  const findings = result.problems.map((problem) => ({
    ruleId: rule.id,
    outcome: 'fail',
    severity: 'block',
    subject,
    asked: true,
    problem,
  }));
  const text = renderFindings(findings, { rules: [rule], policy, color: false, width: 100 });
  return ['It fails:', '', ...fence(text, 'text')];
}

const SUBJECTS = {
  commit: { kind: 'message', id: 'message' },
  'pull-request': { kind: 'pull-request', id: '12' },
  document: { kind: 'document', id: 'docs/example.md' },
};

/** @param {AnyRule} rule @param {readonly Plan[]} plans */
function planLines(rule, plans) {
  const uses = usesIn(plans, (practice) => practice.rules[rule.id]);
  if (uses.length === 0) return ['No built-in plan.'];
  return table(
    ['Plan', 'Practice', 'Weeks', 'Judges', 'Settings'],
    uses.map(({ plan, unit, practice, use }) => {
      const { kinds, ...rest } = /** @type {Record<string, any>} */ (use);
      const { options, ...settings } = rest;
      return [
        `\`${plan.plan}\``,
        `${practice.id} ${practice.title}`,
        weeksOf(unit),
        (kinds ?? rule.appliesTo).join(', '),
        inline({ ...settings, ...(Object.keys(options ?? {}).length > 0 ? { options } : {}) }),
      ];
    }),
  );
}
