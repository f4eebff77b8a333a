import { contentOf, defineRule, hollowParts, type Problem } from '@forethought/core';

/** States of a section that its author promised to fill and did not. */
const UNFILLED: readonly string[] = ['empty', 'template', 'placeholder'];

/** Kinds of documents that fill up as time goes by; rules of their own ask for each part once it is due. */
const FILLED_LATER: readonly string[] = ['weekly', 'daily'];

/** Where nobody knows what belongs there, what says that nothing does. */
const NOTHING_THERE = ['N/A: <why there is nothing to say>'];

/** What stands in a form is filled in or taken out. */
export default defineRule({
  id: 'no-placeholder',
  lifecycle: 'stable',
  question: 'What was meant to stand here?',
  summary: 'No section is empty, left as its template, or filled with a placeholder.',
  why: 'A heading with nothing under it looks like evidence from afar and costs every reader a visit.',
  appliesTo: ['commit', 'pull-request', 'document'],
  sections: [],
  options: {
    patterns: {
      type: 'patterns',
      default: [] as string[],
      words:
        'Texts that say nothing besides the known ones: an entry counts as a placeholder when one of these matches all of it.',
    },
  },
  problems: {
    placeholder: {
      actual: 'under “{title}” stands {content}',
      expected: 'content, or no section',
      fix: 'Fill it in, take the section out, or write `N/A:` with the reason.',
    },
    'empty-heading': {
      actual: 'nothing stands under the heading “{title}”',
      expected: 'content, or no heading',
      fix: 'Write what the heading announces, or take it out.',
    },
  },
  check(evidence, { patterns }, { matchPattern, documentKind = '' }) {
    const { kind, sections, headings } = evidence;
    if (FILLED_LATER.includes(documentKind))
      return { notApplicable: 'the file is filled in as time goes by' };
    if (sections.length === 0 && (kind !== 'document' || headings.length === 0)) {
      return { notApplicable: 'the text has no section' };
    }
    if (patterns.length > 0 && matchPattern === undefined) return { needs: 'patterns' };
    const isPattern = (text: string): boolean => patterns.some((pattern) => matchPattern?.(pattern, text));
    const problems: Problem[] = [];
    for (const section of sections) {
      const isUnfilled =
        UNFILLED.includes(section.state) || section.entries.every(({ text }) => isPattern(text));
      if (!isUnfilled) continue;
      const content = contentOf(section) ?? 'only a placeholder of this team';
      const data = { section: section.name, title: section.title, content };
      problems.push({ code: 'placeholder', data, place: section.place });
    }
    for (const { title, content, place } of kind === 'document' ? hollowParts(evidence) : []) {
      if (problems.some((problem) => problem.place?.line === place.line)) continue;
      const section = sections.find((each) => each.place.line === place.line)?.name;
      const more = section === undefined ? { paste: NOTHING_THERE } : { section };
      problems.push({ code: 'placeholder', data: { ...more, title, content }, place });
    }
    const told = new Set(problems.map(({ place }) => place?.line));
    for (const { title, empty, place } of kind === 'document' ? headings : []) {
      if (empty && !told.has(place.line))
        problems.push({ code: 'empty-heading', data: { title, paste: NOTHING_THERE }, place });
    }
    return { problems };
  },
  examples: [
    {
      name: 'a weekly file on Monday',
      kind: 'document',
      documentKind: 'weekly',
      path: 'weekly/2026-W47/ada.md',
      text: '# Week 47\n\n## Goals\n\n- [ ] Read: the chapter on stability patterns\n\n## Review\n\n- What went well:\n',
      expect: 'not-applicable',
    },
    {
      name: 'a commit whose section says something',
      kind: 'commit',
      text: 'fix: close idle sockets\n\nTest Evidence:\n- `go test ./pool -run TestIdleClose`: passed\n',
      expect: 'pass',
    },
    {
      name: 'a pull request that says why a section does not apply',
      kind: 'pull-request',
      text: '## Test Evidence\n\nN/A: only the wording of a comment changes\n',
      expect: 'pass',
    },
    {
      name: 'a document whose headings all say something, their sub-headings included',
      kind: 'document',
      text: '# Runbook\n\n## Rollback\n\n### Database\n\nRestore the snapshot of the last hour.\n',
      expect: 'pass',
    },
    {
      name: 'a pull request with three sections left as they were',
      kind: 'pull-request',
      text: '## Sources Consulted\n\n<!-- links -->\n\n## Documentation Reviewed\n\nTODO\n\n## Test Evidence\n\n...\n',
      expect: ['placeholder'],
    },
    {
      name: 'a section that a pattern of the team takes for nothing',
      kind: 'pull-request',
      text: '## Test Evidence\n\n- as usual, see CI\n',
      options: { patterns: ['as usual,? .{0,20}'] },
      expect: ['placeholder'],
    },
    {
      name: 'a commit with a bare N/A',
      kind: 'commit',
      text: 'fix: close idle sockets\n\nSources Consulted: N/A\n',
      expect: ['placeholder'],
    },
    {
      name: 'a document whose sections are filled and say nothing',
      kind: 'document',
      text: '# Sessions\n\n## Data flow\n\nLorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt.\n\n## Rollback\n\nThe rollback is easy. The rollback is easy. The rollback is easy.\n',
      expect: ['placeholder'],
    },
    {
      name: 'a document with an empty section',
      kind: 'document',
      text: '# Runbook\n\n## Trigger\n\nThe queue is older than five minutes.\n\n## Rollback\n',
      expect: ['empty-heading'],
    },
    {
      name: 'a commit without sections',
      kind: 'commit',
      text: 'style: sort imports\n',
      expect: 'not-applicable',
    },
  ],
});
