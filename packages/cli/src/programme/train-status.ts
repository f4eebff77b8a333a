import { resourceLines, rosterEntry, trainWords } from '@forethought/core';
import { write } from '../sink.js';
import { EXIT, UsageError, type World } from '../world.js';
import { type Own, type OwnOptions, startOwn } from './own.js';
import { worldOfOwn } from './train-record.js';

/** Prints where somebody stands in the training; default: whoever asks. Reviews are the platform's, and told as unknown. */
export async function trainStatus(
  world: World,
  login: string | undefined,
  options: OwnOptions,
): Promise<number> {
  const own = await startOwn(world, login === undefined ? options : { ...options, engineer: login });
  refuseNoTraining(own);
  const standing = await worldOfOwn(world, own);
  const roster = own.source.config?.roster ?? [];
  const lines = [
    ...trainWords(own.login, standing, roster),
    '',
    ...resourceLines(standing),
    '',
    ...(rosterEntry(roster, own.login) === undefined ? [`${own.login} is not on the roster`] : []),
    'A ? is what only the platform knows here: approving reviews. The weekly report knows them.',
  ];
  await write(world, `${lines.join('\n')}\n`);
  return EXIT.pass;
}

/** A plan without certificates trains nobody. */
export function refuseNoTraining({ programme, source }: Own): void {
  if (Object.keys(programme.certificates).length > 0) return;
  throw new UsageError(
    `the plan ${source.plan.plan} has no certificates; --plan sre-training has, or programme.certificates in the team's own plan`,
  );
}
