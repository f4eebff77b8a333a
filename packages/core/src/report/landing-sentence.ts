import type { LandingPlan } from '../landing.js';

const SQUASHES: Readonly<Record<NonNullable<LandingPlan['squash']>, string>> = {
  body: 'a squash lands the description as the message of one commit',
  messages: 'a squash lands the messages of all commits, joined',
  single: 'a squash lands the message of the only commit',
  blank: 'a squash lands the title alone',
};

/** Which text stays in the history, and is judged for that reason, as one sentence. */
export function landingWords({ landing, bodyLands, commitsLand, commitsStay, squash }: LandingPlan): string {
  if (bodyLands === null || commitsLand === null)
    return 'not known, so the description and the commits are both judged.';
  const ways = [
    ...(squash === null ? [] : [SQUASHES[squash]]),
    ...(commitsStay === true ? ['a merge or rebase lands each commit as it is'] : []),
  ];
  const judged = {
    'pr-body': 'the description counts, and commits only where nothing else is asked',
    commits: 'the commits count, and the description only where nothing else is asked',
    both: 'the description and the commits both count',
  }[landing];
  return `${ways.length === 0 ? '' : `${ways.join('; ')}. `}${ways.length === 0 ? judged : `So ${judged}`}.`;
}
