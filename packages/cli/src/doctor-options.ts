import { EXIT } from './world.js';

/** Options of `doctor` as the command line gives them. */
export interface DoctorOptions {
  /** Path of a repository; with `--github` also `owner/name`. */
  readonly repo: string;
  readonly github?: boolean;
  readonly tokenEnv?: string;
  readonly check?: string;
  readonly config?: string;
  readonly format: 'text' | 'json';
}

/** The exit code of a diagnosis: what is open comes before what nobody could look at. */
export function exitCodeOfLevels(levels: readonly ('gap' | 'advice' | 'unread')[]): number {
  if (levels.includes('gap')) return EXIT.violations;
  return levels.includes('unread') ? EXIT.couldNotEvaluate : EXIT.pass;
}
