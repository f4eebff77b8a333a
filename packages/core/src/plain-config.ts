import { type ConfigContext, configFaults } from './config-checks.js';
import type { Config, RosterEntry } from './schema/config.js';

const WORD = '[A-Za-z][\\w.@+-]*';
const REST = '[ ]*(?: #[^\\n]*)?';
const SETTING = new RegExp(`^(extends|mode): (${WORD})${REST}$`);
const ENTRY = new RegExp(
  `^ {2}- login: (${WORD})${REST}\\n {4}emails: \\[(${WORD})\\]${REST}\\n {4}named: (true|false)${REST}$`,
);
/** Words that YAML takes for something else than a text. */
const OTHER = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
const MODES = ['observe', 'standard', 'strict'] as const;

/**
 * Reads a configuration in the form that `init` writes: plan, mode and roster, without a parser and a schema, which take longer
 * to load than a check. The answer is that of `parseConfig`; undefined says that the text has another form, or anything wrong in it.
 */
export function readPlainConfig(text: string, context: ConfigContext): Config | undefined {
  if (text.length > 4096 || !/^[\n\x20-\x7e\u2026]+$/.test(text)) return undefined;
  const lines = text.split('\n').filter((line) => line !== '' && !/^ *#/.test(line));
  const settings = new Map<string, string>();
  let roster: readonly RosterEntry[] | undefined;
  for (const [at, line] of lines.entries()) {
    const [, key = '', value = ''] = SETTING.exec(line) ?? [];
    if (key !== '' && !settings.has(key) && !OTHER.test(value)) settings.set(key, value);
    else if (roster === undefined && line === 'roster: []') roster = [];
    else if (roster === undefined && line === 'roster:') {
      roster = entriesFrom(lines.slice(at + 1));
      if (roster === undefined) return undefined;
      break;
    } else return undefined;
  }
  return withDefaults(settings, roster ?? [], context);
}

/** Entries of three lines each, up to the end. */
function entriesFrom(lines: readonly string[]): readonly RosterEntry[] | undefined {
  const entries: RosterEntry[] = [];
  for (let at = 0; at < lines.length; at += 3) {
    const [, login, email, named] = ENTRY.exec(lines.slice(at, at + 3).join('\n')) ?? [];
    if (login === undefined || email === undefined || OTHER.test(login) || OTHER.test(email))
      return undefined;
    entries.push({ login, emails: [email], away: [], named: named === 'true' });
  }
  return entries.length === 0 ? undefined : entries;
}

function withDefaults(
  settings: ReadonlyMap<string, string>,
  roster: readonly RosterEntry[],
  context: ConfigContext,
): Config | undefined {
  if (settings.size === 0) return undefined;
  const plan = settings.get('extends') ?? 'devops-elite';
  const mode = MODES.find((known) => known === (settings.get('mode') ?? 'standard'));
  if (mode === undefined || !context.plans.some((known) => known.plan === plan)) return undefined;
  const config: Config = {
    extends: plan,
    mode,
    outsiders: 'warn',
    roster: [...roster],
    sections: {},
    technologies: {},
    documents: {},
    documentSections: {},
    rules: {},
    overrides: [],
    metrics: {},
    bots: [],
    agents: [],
    disputes: [],
    waivers: [],
    report: { public: false, retentionWeeks: 60 },
  };
  return configFaults(config, context).length === 0 ? config : undefined;
}
