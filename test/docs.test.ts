import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type AnyRule,
  configSchema,
  type Kind,
  outcomeOf,
  parseConfig,
  parsePlan,
  runExample,
} from '@forethought/core';
import { builtInPlans, metrics, rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { anchorsOf, fencesOf, linksOf, type Page, pageAt, sectionsOf } from './helpers/markdown.js';
import { policy } from './helpers/policy.js';
import { filesUnder } from './helpers/sources.js';

type Generator = { readonly generate: (root: string) => Map<string, string> | Promise<Map<string, string>> };

const { generate }: Generator = await import(pathToFileURL('scripts/generate/docs.mjs').href);

const topLevel = readdirSync('.').filter((file) => file.endsWith('.md'));
const pages = [...topLevel, ...filesUnder('docs', '.md'), ...filesUnder('.github', '.md')].map(pageAt);
const byPath = new Map(pages.map((page) => [page.path, page]));

const idsIn = (folder: string) =>
  [...byPath.keys()]
    .filter((path) => dirname(path) === folder && !path.endsWith('/README.md'))
    .map((path) => path.slice(folder.length + 1, -'.md'.length));

describe('pages', () => {
  test('there is one of every rule and metric, and of nothing else', () => {
    expect(idsIn('docs/rules')).toEqual(rules.map(({ id }) => id));
    expect(idsIn('docs/metrics')).toEqual(metrics.map(({ id }) => id));
  });

  const rulePart = ['Why', 'What counts as evidence', 'When not to use it'];
  const written = [
    ...rules.map(({ id }) => [`docs/rules/${id}.md`, rulePart] as const),
    ...metrics.map(({ id }) => [`docs/metrics/${id}.md`, [...rulePart, 'How it can be fooled']] as const),
  ];

  test.each(written)('%s has its hand-written parts', (path, headings) => {
    const page = byPath.get(path);
    const sections = page === undefined ? new Map<string, number>() : sectionsOf(page);
    expect(headings.filter((heading) => !sections.get(heading))).toEqual([]);
  });

  test('generated zones are fresh', async () => {
    const stale = [...(await generate('.'))].filter(([path, text]) => readFileSync(path, 'utf8') !== text);
    expect(stale.map(([path]) => path)).toEqual([]);
  });
});

describe('links', () => {
  test('lead to files and headings that exist', () => {
    const broken = pages.flatMap((page) =>
      linksOf(page)
        .filter((link) => !/^[a-z]+:/.test(link) && !leadsSomewhere(page, link))
        .map((link) => `${page.path}: ${link}`),
    );
    expect(broken).toEqual([]);
  });
});

function leadsSomewhere(page: Page, link: string): boolean {
  const [file = '', anchor] = decodeURI(link).split('#');
  const path = file === '' ? page.path : join(dirname(page.path), file);
  if (!existsSync(path)) return false;
  if (anchor === undefined) return true;
  const target = byPath.get(path);
  return target !== undefined && anchorsOf(target).has(anchor);
}

const known = { rules, metrics, plans: builtInPlans };

/** What a YAML block is: the word after its language says it, or else its keys; `other` for other people's formats and for parts. */
function yamlKind(text: string, meta: string): string {
  if (meta !== '') return meta;
  const keys = [...text.matchAll(/^([\w$-]+):/gm)].map((match) => match[1] ?? '');
  if (keys.includes('phases')) return 'plan';
  return keys.length > 0 && keys.every((key) => Object.hasOwn(configSchema.shape, key)) ? 'config' : 'other';
}

describe('examples', () => {
  const yaml = pages.flatMap((page) =>
    fencesOf(page, 'yaml', 'yml').map((fence) => {
      const kind = yamlKind(fence.value, fence.meta ?? '');
      return [`${kind} at ${page.path}:${fence.position?.start.line}`, kind, fence.value] as const;
    }),
  );

  test.each(yaml.filter(([, kind]) => kind === 'plan' || kind === 'config'))(
    '%s is valid',
    (file, kind, text) => {
      const read = () =>
        kind === 'plan' ? parsePlan(text, { ...known, file }) : parseConfig(text, { ...known, file });
      expect(read).not.toThrow();
    },
  );

  // `text commit sources-consulted=pass test-evidence=missing`: kind, then what each rule makes of the block.
  const claims = pages.flatMap((page) =>
    fencesOf(page, 'text', 'markdown').flatMap((fence) => {
      const [kind = '', ...outcomes] = (fence.meta ?? '').split(' ');
      return outcomes.map(
        (claim) =>
          [`${page.path}:${fence.position?.start.line} ${claim}`, kind as Kind, claim, fence.value] as const,
      );
    }),
  );

  test('evidence is shown with what the rules make of it', () => {
    expect(claims.length).toBeGreaterThan(5);
  });

  test.each(claims)('%s', (_, kind, claim, text) => {
    const [id, outcome = ''] = claim.split('=');
    const rule = (rules as readonly AnyRule[]).find((candidate) => candidate.id === id);
    expect(rule?.id).toBe(id);
    if (rule === undefined) return;
    // What is shown under a rule about copies is a text that stood there before.
    const before = rule.needs?.includes('earlier') === true ? { earlier: { '#1': text } } : {};
    const result = outcomeOf(
      runExample(rule, { name: claim, kind, text, ...before, expect: 'pass' }, policy),
    );
    expect([result].flat().join(',')).toBe(outcome);
  });
});
