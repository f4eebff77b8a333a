/**
 * Checks package-lock.json for two faults that `npm install` accepts and that break or mislead `npm ci`
 * elsewhere: a platform package that the lock lacks, and an address of one particular registry.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {{ resolved?: string, optionalDependencies?: Record<string, string> }} LockEntry
 * @typedef {{ packages?: Record<string, LockEntry> }} Lock
 */

/**
 * One line per offence, each ending with its fix; empty when the lock is sound.
 * @param {Lock} lock
 * @returns {string[]}
 */
export function lockProblems(lock) {
  const packages = lock.packages;
  if (!packages) return ['the lock has no "packages" table; fix: write it again with npm 7 or newer'];
  const problems = [];
  for (const [path, entry] of Object.entries(packages)) {
    if (/^(git\+)?https?:/i.test(entry.resolved ?? '')) {
      problems.push(
        `${path}: "resolved" is an address; fix: keep omit-lockfile-registry-resolved=true in .npmrc and run npm install`,
      );
    }
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (isLocked(packages, path, name)) continue;
      problems.push(
        `${path || 'package.json'}: optional dependency ${name} has no entry; fix: pin ${packageName(path)} to a version whose platform packages all exist (devDependencies or overrides)`,
      );
    }
  }
  return problems;
}

/**
 * Looks a name up as Node resolves it: beside the package, then in every folder above it.
 * @param {Record<string, LockEntry>} packages
 * @param {string} path
 * @param {string} name
 */
function isLocked(packages, path, name) {
  const parts = path === '' ? [] : path.split('/');
  for (let count = parts.length; count >= 0; count--) {
    const key = [...parts.slice(0, count), 'node_modules', name].join('/');
    if (Object.hasOwn(packages, key)) return true;
  }
  return false;
}

/** @param {string} path */
function packageName(path) {
  return path.split('node_modules/').at(-1) || 'it';
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const problems = lockProblems(
    JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')),
  );
  for (const problem of problems) console.error(`package-lock.json: ${problem}`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
