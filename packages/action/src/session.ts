import type { Repository } from '@forethought/io';
import type { GitHub } from '@forethought/io/github';
import type { World } from 'forethought/engine';
import type { Inputs } from './inputs.js';

/** What every step of one run shares. */
export interface Session {
  readonly world: World;
  readonly inputs: Inputs;
  /** Absent without a token. */
  readonly hub: GitHub | undefined;
  readonly repo: Repository;
}
