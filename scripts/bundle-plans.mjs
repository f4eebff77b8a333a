/** The built-in plans as files beside a bundle: each is read when somebody asks for more than its name. */
import { pathToFileURL } from 'node:url';

/** What the weekly report alone reads of most plans, and what is a quarter of them. */
const APART = 'programme';
/** What stands in the bundle itself, so that plans can be told apart without reading them. */
const INLINE = new Set(['schema', 'plan', 'title']);

/**
 * The plugin that puts the files in place of the plans, and the files by name, which are there once the bundle was made.
 * @returns {{ plugin: import('esbuild').Plugin, files: Map<string, string> }}
 */
export function plansAside() {
  /** @type {Map<string, string>} */
  const files = new Map();
  return {
    files,
    plugin: {
      name: 'plans-aside',
      setup(build) {
        build.onResolve({ filter: /^\.\/plan-[\w-]+\.json$/ }, ({ path }) => ({ path, external: true }));
        build.onLoad({ filter: /[/\\]rules[/\\]dist[/\\]plans[/\\]built-in\.js$/ }, async ({ path }) => {
          const { builtInPlans } = await import(pathToFileURL(path).href);
          const read = 'const kept={},read=name=>kept[name]??=require(["./plan-",name,".json"].join(""));';
          return { contents: `${read}export const builtInPlans=[${builtInPlans.map(later).join(',')}];` };
        });
      },
    },
  };

  /** @param {Record<string, unknown>} plan */
  function later(plan) {
    const entries = Object.entries(plan);
    const inFile = (/** @type {string} */ name, /** @type {boolean} */ isApart) => {
      const kept = entries.filter(([key]) => !INLINE.has(key) && (key === APART) === isApart);
      files.set(`plan-${name}.json`, `${JSON.stringify(Object.fromEntries(kept), withoutWords)}\n`);
      return name;
    };
    const main = inFile(String(plan['plan']), false);
    const apart = inFile(`${plan['plan']}-${APART}`, true);
    const members = entries.map(([key, value]) =>
      INLINE.has(key)
        ? `${key}:${JSON.stringify(value)}`
        : `get ${key}(){return read('${key === APART ? apart : main}').${key}}`,
    );
    return `{${members.join(',')}}`;
  }
}

/**
 * Practices without what `plan show` alone prints of them.
 * @param {string} key
 * @param {unknown} value
 */
function withoutWords(key, value) {
  if (key !== 'practices' || !Array.isArray(value)) return value;
  return value.map(({ note, ...practice }) => ({ ...practice, items: [] }));
}
