import type { DoctorOptions } from './doctor-options.js';
import { UsageError, type World } from './world.js';

/** Looks at what keeps the checks alive: here (hooks, configuration), or on GitHub (settings around the gate). */
export async function doctor(world: World, options: DoctorOptions): Promise<number> {
  if (options.github === true) {
    const { doctorGitHub } = await import('./doctor-github.js');
    return doctorGitHub(world, options);
  }
  const given = [
    options.tokenEnv === undefined ? undefined : '--token-env',
    options.check === undefined ? undefined : '--check',
  ].filter((name) => name !== undefined);
  if (given.length > 0) throw new UsageError(`${given.join(' and ')} belongs to --github`);
  const { doctorLocal } = await import('./doctor-local.js');
  return doctorLocal(world, options);
}
