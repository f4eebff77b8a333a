import type { ProgrammeWorld, Standing } from './world.js';

/** What somebody's word looks like in a record, by the id of what it is about. */
export function wordLine(id: string): string {
  return `  ${id}: { by: <login>, on: <yyyy-mm-dd>, pull: <number> }`;
}

type Pasted = { readonly paste?: string[] };

/** Prerequisites that somebody's word shows, as the lines that hold it. */
export function wordsToPaste(id: string, open: readonly Standing[], { programme }: ProgrammeWorld): Pasted {
  const asked = programme.certificates[id]?.prerequisites ?? [];
  const words = asked.filter(
    (each) => each.needs.kind === 'attested' && open.some((one) => one.id === each.id),
  );
  return words.length === 0 ? {} : { paste: ['prerequisites:', ...words.map((each) => wordLine(each.id))] };
}

/** Signatures that are missing, as the lines that hold them. */
export function signatureToPaste(
  id: string,
  open: readonly Standing[],
  { programme }: ProgrammeWorld,
): Pasted {
  const asked = programme.certificates[id]?.requirements ?? [];
  const lacks = asked.flatMap(({ id: own, needs }) =>
    needs.kind === 'sign-offs' && open.some((one) => one.id === own)
      ? [`  - { as: ${needs.as}, by: <login of a ${needs.role}>, on: <yyyy-mm-dd>, pull: <number> }`]
      : [],
  );
  return lacks.length === 0 ? {} : { paste: ['signOffs:', ...lacks] };
}
