/** Lints a range as commitlint 21 does it, in one process: git log, then every message by config-conventional. Prints how many there were, and how many passed. */
import { execFileSync } from 'node:child_process';
import lint from 'commitlint21-lint';
import load from 'commitlint21-load';

const [range = 'HEAD', installed = '.'] = process.argv.slice(2);
const messages = execFileSync('git', ['log', '-z', '--format=%B', range], { maxBuffer: 2 ** 30 })
  .toString('utf8')
  .split('\0')
  .filter((message) => message !== '');
const config = await load({ extends: ['@commitlint/config-conventional'] }, { cwd: installed });
const options = config.parserPreset ? { parserOpts: config.parserPreset.parserOpts as object } : {};
const reports = await Promise.all(messages.map((message) => lint(message, config.rules, options)));
process.stdout.write(`${reports.length} ${reports.filter(({ valid }) => valid).length}\n`);
