import { faultAt } from './checks.js';
import { didYouMean } from './nearest.js';
import type { Fault } from './schema/issues.js';
import type { Path } from './schema/yaml.js';

type Named = readonly { readonly plan: string }[];

/** Whether the name of a plan is that of a file of the repository. */
export function isPlanFile(reference: string): boolean {
  return /\.ya?ml$/.test(reference);
}

const ADDRESS = /^[a-z][a-z0-9+.-]*:/i;

/** Whether a path stays below the root of the repository. */
export function isInside(path: string): boolean {
  const isRelative = !path.startsWith('/') && !ADDRESS.test(path);
  return isRelative && !path.includes('\\') && !path.split('/').includes('..');
}

/** What is wrong with the name of a plan: it is neither one of `plans` nor a file below the root. Whether the file is there shows when it is read. */
export function referenceFaults(reference: string, plans: Named, path: Path): readonly Fault[] {
  const ids = plans.map(({ plan }) => plan);
  if (ids.includes(reference)) return [];
  if (ADDRESS.test(reference)) {
    const message =
      'a plan is never loaded from an address; name a built-in plan or a file of this repository';
    return [faultAt(path, message)];
  }
  if (isPlanFile(reference)) {
    return isInside(reference)
      ? []
      : [faultAt(path, `\`${reference}\` leads out of the repository; paths count from its root`)];
  }
  const message = `no plan \`${reference}\`${didYouMean(reference, ids)}; built in: ${ids.join(', ')}; or name a file that ends in .yml`;
  return [faultAt(path, message)];
}

/** Says that there is no such plan file, and what may be meant. */
export function noPlanFile(file: string, plans: Named): string {
  const ids = plans.map(({ plan }) => plan);
  const name = file.replace(/^.*\//, '').replace(/\.ya?ml$/, '');
  return `there is no plan file \`${file}\`${didYouMean(name, ids)}; paths count from the repository's root, and built in are ${ids.join(', ')}`;
}
