/** What a new `forethought.yml` says. */
export interface NewConfig {
  readonly mode: 'observe' | 'standard' | 'strict';
  /** Whoever runs `init`; `undefined` where Git knows no address. */
  readonly engineer: { readonly login: string; readonly email: string } | undefined;
  /** Day, yyyy-mm-dd. */
  readonly today: string;
}

const MODES: Readonly<Record<NewConfig['mode'], string>> = {
  observe: 'nothing blocks; what would have blocked is counted',
  standard:
    'commits of code say what was read and how it was tested; deploy paths get a warning without a pre-mortem',
  strict: 'every rule in force blocks',
};

/** The text of a new configuration: the decisions that a team makes first, each with its meaning. */
export function configText({ mode, engineer, today }: NewConfig): string {
  return `${[
    '# yaml-language-server: $schema=node_modules/@forethought/core/dist/schemas/config.json',
    '# What is expected of commits, pull requests and documents here. `forethought explain <rule>` says why.',
    'extends: devops-elite',
    '',
    `# ${mode}: ${MODES[mode]}`,
    `mode: ${mode} # observe, standard or strict`,
    '',
    ...rosterLines(engineer, today),
  ].join('\n')}\n`;
}

function rosterLines(engineer: NewConfig['engineer'], today: string): readonly string[] {
  if (engineer === undefined) {
    return ['# Whoever follows the plan: - login: …, emails: […], named: false', 'roster: []'];
  }
  return [
    '# Whoever follows the plan. Published reports show a row by name only with `named: true`.',
    'roster:',
    `  - login: ${scalar(engineer.login)}`,
    `    emails: [${scalar(engineer.email)}]`,
    '    named: false',
    `    # start: ${today} # with it the plan's weeks count, and practices become stricter week by week`,
  ];
}

/** A plain YAML scalar where that is safe, otherwise a double-quoted one, which JSON's form is. https://yaml.org/spec/1.2.2/#732-double-quoted-style */
function scalar(text: string): string {
  return /^[A-Za-z][\w.@+-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

/** package.json with a `prepare` script that activates husky, or `undefined` where nothing has to change. */
export function withPrepare(text: string): string | undefined {
  const manifest: { scripts?: Record<string, string> } = JSON.parse(text);
  if (manifest.scripts?.['prepare'] !== undefined) return undefined;
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
  const scripts = { ...manifest.scripts, prepare: 'husky' };
  return `${JSON.stringify({ ...manifest, scripts }, null, indent)}\n`;
}
