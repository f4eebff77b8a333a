import lint20 from '@commitlint/lint';
import type { Example } from '@forethought/core';
import { plugin } from '@forethought/rules/commitlint';
import customRules from '@forethought/rules/markdownlint';
import { remarkRule } from '@forethought/rules/remark';
import lint21 from 'commitlint21-lint';
import { lint as markdownlint } from 'markdownlint/promise';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { VFile } from 'vfile';

/** What a linter reported about one text. */
export interface Report {
  readonly message: string;
  readonly isError: boolean;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** A linter with one rule of ours turned on. */
export type Door = (
  ruleId: string,
  text: string,
  settings: object,
  level: 'error' | 'warn',
  path?: string,
) => Promise<readonly Report[]>;

/** What an example says beside its text, as a linter's configuration says it. */
export function settingsOf(example: Example): object {
  return {
    ...(example.kind === 'commit' ? {} : { kind: example.kind }),
    existingPaths: example.existingPaths ?? [],
    changedFiles: example.files ?? ['src/main.ts'],
    ...(example.documentKind === undefined ? {} : { documentKind: example.documentKind }),
    ...(example.asOf === undefined ? {} : { asOf: example.asOf }),
    ...(example.changedAt === undefined ? {} : { changedAt: example.changedAt }),
    ...example.options,
  };
}

/** `rule/code` of every problem in a linter's reports, each once, sorted. */
export function codesIn(reports: readonly Report[]): readonly string[] {
  const found = reports.flatMap(({ message }) =>
    [...message.matchAll(/\[([a-z0-9-]+\/[a-z0-9-]+)\]$/gm)].map((match) => match[1] ?? ''),
  );
  return [...new Set(found)].sort();
}

type Lint = typeof lint20;

/** The `lint` of a major of commitlint as a door. */
const commitlint =
  (lint: Lint): Door =>
  async (ruleId, text, settings, level) => {
    const rules = { [`forethought/${ruleId}`]: [level === 'error' ? 2 : 1, 'always', settings] };
    const options = { plugins: { forethought: plugin }, defaultIgnores: false };
    const { errors, warnings } = await lint(
      text,
      rules as unknown as Parameters<Lint>[1],
      options as Parameters<Lint>[2],
    );
    return [
      ...errors.map(({ message }) => ({ message, isError: true })),
      ...warnings.map(({ message }) => ({ message, isError: false })),
    ];
  };

/** commitlint 20 and 21. */
export const commitDoors: Readonly<Record<string, Door>> = {
  'commitlint 20': commitlint(lint20),
  'commitlint 21': commitlint(lint21 as unknown as Lint),
};

const remarkDoor: Door = async (ruleId, text, settings, level, path = 'page.md') => {
  const processor = unified()
    .use(remarkParse)
    .use(remarkFrontmatter)
    .use(remarkGfm)
    .use(remarkRule(ruleId), [level, settings]);
  const file = new VFile({ path, value: text });
  await processor.run(processor.parse(file), file);
  return file.messages.map(({ reason, fatal, line, column }) => ({
    message: reason,
    isError: fatal === true,
    line,
    column,
  }));
};

const markdownlintDoor: Door = async (ruleId, text, settings, level, path = 'page.md') => {
  const severity = level === 'error' ? 'error' : 'warning';
  const results = await markdownlint({
    strings: { [path]: text },
    customRules: [...customRules] as never,
    config: { default: false, [`forethought/${ruleId}`]: { severity, ...settings } },
  });
  return (results[path] ?? []).map(({ errorDetail, severity: said, lineNumber, errorRange }) => ({
    message: errorDetail ?? '',
    isError: said === 'error',
    line: lineNumber,
    column: errorRange?.[0],
  }));
};

/** The linters of Markdown files. */
export const markdownDoors: Readonly<Record<string, Door>> = {
  remark: remarkDoor,
  markdownlint: markdownlintDoor,
};
