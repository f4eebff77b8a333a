import forethought from '@forethought/rules/markdownlint';

/** The project's own documents, judged by markdownlint's rules and by the project's own. */
export default {
  globs: ['*.md', 'docs/**/*.md', '.github/**/*.md'],
  // A template's empty sections are there to be filled in elsewhere; the examples are what the gate writes, folds and all.
  ignores: [
    '.github/PULL_REQUEST_TEMPLATE.md',
    'docs/examples/comment-*.md',
    'docs/examples/summary-*.md',
    'docs/examples/weekly-*.md',
  ],
  customRules: forethought,
  config: {
    MD004: { style: 'dash' },
    // Tables and paragraphs are kept near 140 columns by hand; addresses and generated tables are longer.
    MD013: false,
    // A changelog repeats its headings under every version.
    MD024: { siblings_only: true },
    // The summary of a generated page holds its first heading, after the comment that opens the zone; a template has none.
    MD041: false,
    MD060: false,
  },
};
