import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { loginOfNoreply } from '@forethought/core';
import { askGit, type Repository } from '@forethought/io';
import { configText, type NewConfig, withPrepare } from './init-config.js';
import { type Edits, type FileEdit, hookEdits, textOf } from './init-edits.js';
import { MARK } from './init-line.js';
import { SNIPPETS } from './init-snippets.js';
import { areWorktreesLinked, includeKey, linkWorktrees } from './init-worktrees.js';

/** How hooks get installed; without it only the configuration is written. */
export type HookManager = 'husky' | 'plain' | 'lefthook' | 'pre-commit';

/** What `init` is going to do. Nothing has happened yet. */
export interface InitPlan extends Edits {
  readonly repo: Repository;
  /** Root of the main work tree, which husky's hook files belong to. */
  readonly mainRoot: string;
  readonly manager: HookManager | undefined;
  readonly linksWorktrees: boolean;
}

/** Finds out what has to be written. Existing hooks, a commitlint configuration and an existing `forethought.yml` stay as they are. */
export async function planInit(
  repo: Repository,
  manager: HookManager | undefined,
  wanted: Pick<NewConfig, 'mode' | 'today'>,
): Promise<InitPlan> {
  const root = repo.directory;
  const mainRoot = basename(repo.commonDirectory) === '.git' ? dirname(repo.commonDirectory) : root;
  const parts = [await configEdit(repo, wanted), ...(await hookParts(repo, manager))];
  return {
    repo,
    mainRoot,
    manager,
    files: parts.flatMap((part) => part.files),
    notes: parts.flatMap((part) => part.notes),
    linksWorktrees: manager === 'husky' && !(await areWorktreesLinked(repo)),
  };
}

async function configEdit(repo: Repository, wanted: Pick<NewConfig, 'mode' | 'today'>): Promise<Edits> {
  const root = repo.directory;
  const existing = ['forethought.yml', '.github/forethought.yml'].find((file) =>
    existsSync(join(root, file)),
  );
  if (existing !== undefined)
    return { files: [], notes: [`${existing} is there already and stays as it is`] };
  const email = (await askGit(repo, ['config', 'user.email'])) ?? '';
  const login =
    loginOfNoreply(email) ??
    ((await askGit(repo, ['config', 'github.user'])) || email.split('@', 1)[0]) ??
    '';
  const engineer = email === '' || login === '' ? undefined : { login, email };
  const text = configText({ ...wanted, engineer });
  const notes = engineer === undefined ? ['git config user.email is not set, so the roster is empty'] : [];
  return {
    files: [
      { path: join(root, 'forethought.yml'), text, isExecutable: false, words: `new, mode ${wanted.mode}` },
    ],
    notes,
  };
}

async function hookParts(repo: Repository, manager: HookManager | undefined): Promise<readonly Edits[]> {
  const root = repo.directory;
  if (manager === undefined)
    return [{ files: [], notes: ['no hooks were asked for: forethought init --hooks husky adds them'] }];
  if (manager === 'plain') return [hookEdits(root, repo.hooksDirectory, true)];
  if (manager !== 'husky') return [{ files: [], notes: [SNIPPETS[manager]] }];
  return [hookEdits(root, join(root, '.husky'), false), prepareEdit(root), await hooksPathNotes(repo)];
}

/** husky is activated by `prepare` after each install. https://typicode.github.io/husky/how-to.html */
function prepareEdit(root: string): Edits {
  const path = join(root, 'package.json');
  const text = textOf(path);
  if (text === undefined)
    return {
      files: [],
      notes: ['there is no package.json: husky is activated by running npx husky once per clone'],
    };
  const changed = withPrepare(text);
  const manifest: { scripts?: { prepare?: string }; devDependencies?: object; dependencies?: object } =
    JSON.parse(text);
  const packages = { ...manifest.dependencies, ...manifest.devDependencies };
  const missing = ['husky', 'forethought'].filter((name) => !Object.hasOwn(packages, name));
  const own = manifest.scripts?.prepare ?? 'husky';
  const notes = [
    ...(missing.length === 0
      ? []
      : [`package.json does not name ${missing.join(' and ')}: npm install --save-dev ${missing.join(' ')}`]),
    ...(/husky/.test(own) || /prepare/.test(own)
      ? []
      : ['the script "prepare" of package.json does not run husky: put it there']),
  ];
  const file: FileEdit | undefined =
    changed === undefined
      ? undefined
      : { path, text: changed, isExecutable: false, words: 'script "prepare": "husky"' };
  return { files: file === undefined ? [] : [file], notes };
}

async function hooksPathNotes(repo: Repository): Promise<Edits> {
  const path = await askGit(repo, ['config', 'core.hooksPath']);
  const isHuskys = path === null || path === '' || path.replace(/\/+$/, '').endsWith('.husky/_');
  if (isHuskys) return { files: [], notes: [] };
  return {
    files: [],
    notes: [
      `core.hooksPath is ${path}, so git does not run .husky; npx husky changes that, or use --hooks plain`,
    ],
  };
}

/** Writes everything that the plan names. Running it again changes nothing. */
export async function applyInit(plan: InitPlan): Promise<void> {
  for (const file of plan.files) {
    mkdirSync(dirname(file.path), { recursive: true });
    writeFileSync(file.path, file.text);
    if (file.isExecutable) chmodSync(file.path, 0o755);
  }
  if (plan.linksWorktrees) await linkWorktrees(plan.repo, plan.mainRoot);
}

/** What is written, a line each. */
export function planLines(plan: InitPlan): readonly string[] {
  const files = plan.files.map((file) => `  ${relative(plan.repo.directory, file.path)} (${file.words})`);
  return plan.linksWorktrees
    ? [...files, '  Git configuration of this clone: hooks in linked worktrees']
    : files;
}

/** How to take everything back. */
export function undoLines(plan: InitPlan): readonly string[] {
  const added = plan.files.filter((file) => file.words === 'one line added');
  const fresh = plan.files
    .filter((file) => file.words.startsWith('new'))
    .map((file) => relative(plan.repo.directory, file.path));
  return [
    ...(fresh.length === 0 ? [] : [`  rm ${fresh.join(' ')}`]),
    ...(added.length === 0
      ? []
      : [
          `  delete the line that ends in "${MARK}" from ${added.map((file) => relative(plan.repo.directory, file.path)).join(', ')}`,
        ]),
    ...(plan.files.some((file) => file.path.endsWith('package.json'))
      ? ['  delete the script "prepare" from package.json']
      : []),
    ...(plan.linksWorktrees ? [`  git config --unset '${includeKey(plan.repo)}'`] : []),
  ];
}
