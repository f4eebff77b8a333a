import type { LandedChange } from './ledger/ledger.js';
import type { Commit, FileChange } from './schema/facts.js';

/** Why a change is a decision: it brings a dependency, a service, a migration, an interface or a module, or somebody says so. */
export type DecisionSign = 'label' | 'dependency' | 'service' | 'migration' | 'interface' | 'module';

const LABEL = 'decision';
/** Files that list what a project depends on, by name. */
const MANIFESTS: ReadonlySet<string> = new Set([
  'package.json',
  'go.mod',
  'Cargo.toml',
  'pyproject.toml',
  'requirements.txt',
  'Pipfile',
  'Gemfile',
  'composer.json',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'mix.exs',
  'pubspec.yaml',
  'Chart.yaml',
]);
const SERVICES: ReadonlySet<string> = new Set(['services.yml', '.github/services.yml']);
const MIGRATIONS: ReadonlySet<string> = new Set(['migrations', 'migrate', 'migration']);

/**
 * What in a change's files makes it a decision, each sign once. A manifest counts where it gained more lines than it lost: a version
 * that only rose is no new dependency. What is not known of the files is no sign.
 */
export function decisionSigns(
  change: Pick<LandedChange, 'labels' | 'paths' | 'shas'>,
  bySha: ReadonlyMap<string, Pick<Commit, 'files'>>,
): readonly DecisionSign[] {
  const signs = new Set<DecisionSign>(change.labels.includes(LABEL) ? ['label'] : []);
  for (const sha of change.shas)
    for (const file of bySha.get(sha)?.files ?? []) for (const sign of signsOf(file)) signs.add(sign);
  for (const path of change.paths ?? []) if (isInterface(path)) signs.add('interface');
  return [...signs];
}

function signsOf({ path, status, added, deleted, generated, vendored }: FileChange): readonly DecisionSign[] {
  if (generated === true || vendored === true || status === 'D') return [];
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  const grows = (added ?? 0) > (deleted ?? 0);
  return [
    ...(MANIFESTS.has(name) && grows && !folders.includes('node_modules') ? ['dependency' as const] : []),
    ...(SERVICES.has(path) && grows ? ['service' as const] : []),
    ...(status === 'A' && folders.some((folder) => MIGRATIONS.has(folder)) ? ['migration' as const] : []),
    ...(status === 'A' && folders.includes('modules') && name.endsWith('.tf') ? ['module' as const] : []),
    ...(isInterface(path) ? ['interface' as const] : []),
  ];
}

/** A description of an interface that others call. */
function isInterface(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name.endsWith('.proto') || name === 'schema.graphql') return true;
  return /^(?:openapi|swagger|asyncapi)(?:[.-][\w.-]{0,60})?\.(?:ya?ml|json)$/.test(name);
}
