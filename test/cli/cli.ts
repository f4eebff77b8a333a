import { fileURLToPath } from 'node:url';
import type { ImportCommit } from '../helpers/fast-import.js';
import type { Outcome, RunOptions, TestRepository } from '../helpers/repository.js';

/** The built command. */
export const MAIN = fileURLToPath(new URL('../../../packages/cli/dist/main.js', import.meta.url));

/** Runs the command in a repository. */
export function forethought(
  repo: TestRepository,
  args: readonly string[],
  options: RunOptions = {},
): Outcome {
  return repo.run(process.execPath, [MAIN, ...args], options);
}

/** Source text of that many lines. */
export function sourceLines(count: number): string {
  return `${Array.from({ length: count }, (_, line) => `export const value${line} = ${line};`).join('\n')}\n`;
}

/** A message that carries what *standard* asks of a commit. */
export const DOCUMENTED = `feat: values

Sources Consulted:
- https://nodejs.org/api/esm.html: named exports of modules

Test Evidence:
- npm test: 31 passed
`;

/** The configuration that `init` writes, without a roster. */
export const STANDARD = 'extends: devops-elite\nmode: standard\n';

/** A history of that many commits without evidence, a minute apart. */
export function* manyCommits(count: number): Generator<ImportCommit> {
  for (let number = 0; number < count; number += 1) {
    yield {
      message: `feat: change ${number}\n`,
      author: 'Ada Example <ada@example.org>',
      seconds: 1_767_603_600 + number * 60,
      files: { [`src/file-${number % 50}.ts`]: `${sourceLines(12)}// ${number}\n` },
    };
  }
}
