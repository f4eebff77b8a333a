import {
  defineRule,
  documentPart,
  type Evidence,
  givesReason,
  optionsIn,
  type Problem,
  SECTION_OPTIONS,
  SECTION_WORDS,
  type Side,
  saysNothing,
  sectionProblems,
  type TradeOption,
} from '@forethought/core';

const DECISION = [{ id: 'decision', title: 'Decision' }];
const SIDES: readonly Side[] = ['pros', 'cons', 'risks'];

/** Nothing is chosen before something else was looked at. */
export default defineRule({
  id: 'trade-off-analysis',
  lifecycle: 'experimental',
  question: 'Which other option was there, and why not that one?',
  summary: 'At least two options stand there with pros, cons and risks, and a decision with its reason.',
  why: 'A decision without an alternative is a habit, and nobody can tell later what it rested on.',
  appliesTo: ['document'],
  sections: ['decision'],
  options: {
    ...SECTION_OPTIONS,
    kinds: {
      type: 'strings',
      default: ['trade-off', 'design'] as string[],
      words: 'Kinds of documents that weigh options.',
    },
    atLeast: { type: 'number', default: 2, words: 'How many options are needed.' },
  },
  problems: {
    'missing-section': SECTION_WORDS['missing-section'],
    'unfilled-section': SECTION_WORDS['unfilled-section'],
    'thin-section': SECTION_WORDS['thin-section'],
    'too-few-options': {
      actual: '{count} options',
      expected: 'at least {atLeast}, each below a heading such as “Option 1”',
      fix: 'Add the option that was left aside; doing nothing is one too.',
    },
    'incomplete-option': {
      actual: '“{title}” says nothing of its {sides}',
      expected: 'pros, cons and risks of each option',
      fix: 'Add lines such as `Risks: …` below that option.',
    },
    'repeated-option': {
      actual: '“{title}” says the same twice: {sides}',
      expected: 'different words for what is different',
      fix: 'Replace the copy by what holds for this option.',
    },
    'no-reason': {
      actual: 'the decision gives no reason',
      expected: 'what was chosen, and because of what',
      fix: 'Write `because` behind the choice, and what weighed most.',
    },
  },
  check(evidence, { minWords, kinds, atLeast }, { documentKind }) {
    if (documentKind === undefined || !kinds.includes(documentKind)) {
      return { notAsked: 'documents of this kind weigh no options' };
    }
    const options = optionsIn(evidence);
    const problems: Problem[] = [];
    if (options.length < atLeast) {
      const place = options[0]?.place;
      problems.push({
        code: 'too-few-options',
        data: { count: options.length, atLeast },
        ...(place === undefined ? {} : { place }),
      });
    }
    const said = new Map<string, string>();
    problems.push(...options.flatMap((option) => optionProblems(option, said)));
    return { problems: [...problems, ...decisionProblems(evidence, minWords)] };
  },
  examples: [
    {
      name: 'two options with labels, and a decision in the heading',
      kind: 'document',
      documentKind: 'trade-off',
      text: '# Feature: reminders\n\n## Option 1: a job every minute\n\nPros: one line of configuration\nCons: up to a minute late\nRisks: two jobs at once send twice\n\n## Option 2: a delayed queue\n\nPros: on the second\nCons: one more thing to run\nRisks: the queue is full after a day without workers\n\n## Decision: Option 1 because a minute is early enough and the queue needs somebody to run it\n',
      expect: 'pass',
    },
    {
      name: 'options in a table',
      kind: 'document',
      documentKind: 'trade-off',
      text: '# Reminders\n\n| Option | Pros | Cons | Risks |\n| --- | --- | --- | --- |\n| a job every minute | one line to set up | a minute late | two at once send twice |\n| a delayed queue | on the second | one more thing to run | full after a day |\n\n## Decision\n\nThe job, since a minute is early enough for every reminder.\n',
      expect: 'pass',
    },
    {
      name: 'options below a common heading, with lists',
      kind: 'document',
      documentKind: 'trade-off',
      text: '# Erinnerungen\n\n## Alternativen\n\n### Ein Job in der Minute\n\n**Vorteile:**\n\n- eine Zeile zum Einrichten\n\n**Nachteile:**\n\n- bis zu einer Minute zu spät\n\n**Risiken:**\n\n- zwei Jobs zugleich senden doppelt\n\n### Eine Warteschlange\n\n- Vorteile: auf die Sekunde\n- Nachteile: noch etwas zu betreiben\n- Risiken: nach einem Tag voll\n\n## Entscheidung\n\nDer Job, weil eine Minute früh genug ist.\n',
      expect: 'pass',
    },
    {
      name: 'one option alone',
      kind: 'document',
      documentKind: 'trade-off',
      text: '# Reminders\n\n## Option 1: a job every minute\n\nPros: one line to set up\nCons: a minute late\nRisks: two at once send twice\n\n## Decision\n\nOption 1, because there is nothing else.\n',
      expect: ['too-few-options'],
    },
    {
      name: 'an option whose risks are a placeholder',
      kind: 'document',
      documentKind: 'trade-off',
      text: '# Reminders\n\n## Option 1: a job every minute\n\nPros: one line to set up\nCons: a minute late\nRisks: none\n\n## Option 2: a delayed queue\n\nPros: on the second\nCons: one more thing to run\nRisks: full after a day\n\n## Decision\n\nThe job, because a minute is early enough for everybody.\n',
      expect: ['incomplete-option'],
    },
    {
      name: 'an option that was copied',
      kind: 'document',
      documentKind: 'trade-off',
      text: '# Reminders\n\n## Option 1: a job every minute\n\nPros: one line to set up\nCons: a minute late\nRisks: two at once send twice\n\n## Option 2: a delayed queue\n\nPros: one line to set up\nCons: a minute late\nRisks: two at once send twice\n\n## Decision\n\nThe job, because a minute is early enough for everybody.\n',
      expect: ['repeated-option'],
    },
    {
      name: 'a decision without a reason',
      kind: 'document',
      documentKind: 'trade-off',
      text: '# Reminders\n\n## Option 1: a job every minute\n\nPros: one line to set up\nCons: a minute late\nRisks: two at once send twice\n\n## Option 2: a delayed queue\n\nPros: on the second\nCons: one more thing to run\nRisks: full after a day\n\n## Decision\n\nWe go with the job of option 1.\n',
      expect: ['no-reason'],
    },
    ...(
      [
        ['no decision', '', ['missing-section']],
        ['a decision that is still to come', '\n## Decision\n\nTBD\n', ['unfilled-section']],
        ['a decision of one word', '\n## Decision\n\nQueue\n', ['thin-section']],
      ] as const
    ).map(([name, decision, expect]) => ({
      name,
      kind: 'document' as const,
      documentKind: 'trade-off',
      text: `# Reminders\n\n## Option 1: a job every minute\n\nPros: one line to set up\nCons: a minute late\nRisks: two at once send twice\n\n## Option 2: a delayed queue\n\nPros: on the second\nCons: one more thing to run\nRisks: full after a day\n${decision}`,
      expect,
    })),
    {
      name: 'a page that weighs nothing',
      kind: 'document',
      text: '# How to begin\n\nClone the repository.\n',
      expect: 'not-applicable',
    },
  ],
});

/** What an option does not say, or says twice; `said`: what earlier sides said, by text. */
function optionProblems({ title, place, sides }: TradeOption, said: Map<string, string>): readonly Problem[] {
  const missing = SIDES.filter((side) => saysNothing(sides[side]));
  if (missing.length > 0) {
    return [{ code: 'incomplete-option', data: { title, sides: missing }, place }];
  }
  const texts = SIDES.map((side) =>
    sides[side]
      .toLowerCase()
      .replace(/[\s\p{P}]+/gu, ' ')
      .trim(),
  );
  const copied = SIDES.filter((_, at) => texts.indexOf(texts[at] ?? '') < at);
  const whole = texts.join('\n');
  const other = said.get(whole);
  said.set(whole, title);
  if (copied.length === 0 && other === undefined) return [];
  return [{ code: 'repeated-option', data: { title, sides: other ?? copied }, place }];
}

function decisionProblems(evidence: Evidence, minWords: number): readonly Problem[] {
  const problems = sectionProblems(evidence, DECISION, { minWords });
  const decision = documentPart(evidence, 'decision');
  if (problems.length > 0 || decision === undefined) return problems;
  if (decision.entries.some(({ text }) => givesReason(text.replaceAll('\n', ' ')))) return [];
  return [{ code: 'no-reason', data: { section: 'decision', title: decision.title }, place: decision.place }];
}
