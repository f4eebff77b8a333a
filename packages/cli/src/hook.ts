import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Script } from 'node:vm';
import type { Ended } from './hook-main.js';

/**
 * Entry of the hook, bundled to `hook.cjs`: loads `hook-main.cjs` with V8's code cache, which lies beside the cached policy
 * in the Git directory and is named after its build. Without the cache it only takes longer.
 */
declare const FORETHOUGHT_BUILD: string;

interface Hook {
  readonly runHook: (words: readonly string[]) => Promise<Ended>;
}

type Wrapper = (exported: { exports: unknown }, load: NodeJS.Require) => void;

// Every function of Node.js that is called costs its compilation, so nothing is joined that can be written down.
const main = `${__dirname}/hook-main.cjs`;
const folder = `${dirname(process.argv[3] ?? '')}/forethought`;
const cacheFile = `${folder}/code-${FORETHOUGHT_BUILD}-${process.version}`;

function load(): { readonly hook: Hook; readonly save: () => void } {
  const cachedData = readCached();
  const script = new Script(readFileSync(main, 'utf8'), {
    filename: main,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const exported = { exports: {} };
  const wrapper: Wrapper = script.runInThisContext();
  wrapper(exported, require);
  const isFresh = cachedData !== undefined && script.cachedDataRejected !== true;
  return { hook: exported.exports as Hook, save: () => isFresh || saveCached(script) };
}

function readCached(): Buffer | undefined {
  try {
    return readFileSync(cacheFile);
  } catch {
    return undefined;
  }
}

/** Made after a run that took the fast way, the cache holds the functions that this way needs, and no more. */
function saveCached(script: Script): void {
  try {
    const draft = `${cacheFile}.${process.pid}`;
    writeFileSync(draft, script.createCachedData());
    renameSync(draft, cacheFile);
    for (const name of readdirSync(folder)) {
      const file = `${folder}/${name}`;
      if (name.startsWith('code-') && file !== cacheFile) rmSync(file, { force: true });
    }
  } catch {
    return;
  }
}

/** Whatever goes wrong here is the tool's fault, and no commit waits for that. */
function letGo(error: unknown): void {
  const words = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
  writeSync(2, `forethought: this commit was not checked (${words}); CI checks it\n`);
}

/** Bytes of a message over which the stub's options, made for a fast start, cost more than they save. */
const LONG = 65_536;

try {
  // The stub takes this code for a Node.js without the options, and starts it without them.
  if (process.execArgv.length > 0 && statSync(process.argv[3] ?? '').size > LONG) process.exit(9);
  const { hook, save } = load();
  hook.runHook(process.argv.slice(2)).then(({ code, isPlain }) => {
    if (isPlain) save();
    // Nothing is pending, all output was synchronous; taking the heap down in order would cost as much as judging.
    process.exit(code);
  }, letGo);
} catch (error) {
  letGo(error);
}
