/** Lints one message file as `commitlint --edit` does, without its command line: commitlint 21 with config-conventional. */
import { readFileSync } from 'node:fs';
import lint from 'commitlint21-lint';
import load from 'commitlint21-load';

const [file = '.git/COMMIT_EDITMSG', installed = '.'] = process.argv.slice(2);
const config = await load({ extends: ['@commitlint/config-conventional'] }, { cwd: installed });
const options = config.parserPreset ? { parserOpts: config.parserPreset.parserOpts as object } : {};
const { valid } = await lint(readFileSync(file, 'utf8'), config.rules, options);
process.stdout.write(`${valid}\n`);
