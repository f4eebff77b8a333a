import { certificateLines, signersOf } from '@forethought/core';
import { write } from '../sink.js';
import { EXIT, UsageError, type World } from '../world.js';
import type { Own, OwnOptions } from './own.js';
import { shellWord } from './own-file.js';
import { certificateFor, startTraining } from './train-edit.js';
import { personPath, worldOfOwn } from './train-record.js';

/** Prints what a pull request says that asks for signatures on a record, and who may give them. Nothing is written or opened. */
export async function trainRequest(
  world: World,
  options: OwnOptions & { readonly certificate?: string },
): Promise<number> {
  const own = await startTraining(world, options);
  const id = certificateFor(own, options.certificate);
  const { title = id, requirements = [] } = own.programme.certificates[id] ?? {};
  const roster = own.source.config?.roster ?? [];
  const signers = signersOf(requirements, own.login, roster);
  if (signers.length === 0)
    throw new UsageError(`${title} asks for nobody's signature; its modules and their proofs are all`);
  const standing = certificateLines(own.login, id, await worldOfOwn(world, own), roster);
  const lines = [
    ...recordLines(own, id, signers),
    ...gitLines(own, id),
    ...bodyLines(`${title}: ${own.login}`, standing, signers),
  ];
  await write(world, `${lines.join('\n')}\n`);
  return EXIT.pass;
}

type Signers = ReturnType<typeof signersOf>;

function recordLines(own: Own, id: string, signers: Signers): readonly string[] {
  const entries = signers.flatMap(({ as, atLeast, logins }) =>
    logins.slice(0, atLeast).map((by) => `      - { as: ${as}, by: ${by}, on: ${own.today} }`),
  );
  return [
    `In ${personPath(own)}, under certificates.${id}.signOffs, whoever is going to approve:`,
    ...entries,
    '',
  ];
}

function gitLines(own: Own, id: string): readonly string[] {
  const branch = shellWord(`training/${own.login.toLowerCase()}-${id}`);
  const subject = shellWord(`docs: ask for signatures, ${id} of ${own.login}`);
  return [
    'Then:',
    `  git switch -c ${branch}`,
    `  git commit -m ${subject} -- ${shellWord(personPath(own))}`,
    `  git push -u origin ${branch}`,
    '',
  ];
}

function bodyLines(title: string, standing: readonly string[], signers: Signers): readonly string[] {
  const who = signers.map(({ as, role, atLeast, logins }) => {
    const names = logins.map((login) => `@${login}`).join(', ');
    return `- ${as} by ${atLeast} with the role ${role}: ${names === '' ? 'nobody in the roster has it yet' : names}`;
  });
  return [
    'The body of the pull request:',
    '',
    `## ${title}`,
    '',
    'What is evidenced, and what is open:',
    '',
    '```text',
    ...standing,
    '```',
    '',
    'Whose approving review is asked for:',
    '',
    ...who,
  ];
}
