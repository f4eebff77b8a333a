import { lateWords } from './module-standing.js';
import { proofState, wordState } from './proof.js';
import { askedBy, criterionStanding, recordOfPerson } from './standing.js';
import type { ProgrammeWorld, Standing } from './world.js';

/** How a person stands on the ladder: `met` of `of` criteria of the next level are evidenced. Who decides on the step are people. */
export interface LevelStanding {
  /** The level that the record names; null where it names none. */
  readonly level: string | null;
  /** The level after it; null at the top, and where the programme has no ladder. */
  readonly next: { readonly id: string; readonly title: string; readonly note?: string } | null;
  readonly criteria: readonly Standing[];
  readonly met: number;
  readonly of: number;
  readonly unknown: number;
}

/** What the step to the next level of the ladder asks for, and how much of it is evidenced. */
export function levelStanding(login: string, world: ProgrammeWorld, until?: string): LevelStanding {
  const { ladder } = world.programme;
  const level = recordOfPerson(login, world)?.level ?? null;
  const next = ladder[ladder.findIndex(({ id }) => id === level) + 1];
  if (next === undefined) return { level, next: null, criteria: [], met: 0, of: 0, unknown: 0 };
  const { id, title, note } = next;
  return {
    level,
    next: { id, title, ...(note === undefined ? {} : { note }) },
    ...criteriaOf(login, id, world, until),
  };
}

/** The criteria of one level of the ladder for a person. */
export function criteriaOf(
  login: string,
  level: string,
  world: ProgrammeWorld,
  until?: string,
): Pick<LevelStanding, 'criteria' | 'met' | 'of' | 'unknown'> {
  const advancement = world.programme.ladder.find(({ id }) => id === level)?.advancement ?? [];
  const question = { login, ...(until === undefined ? {} : { until }) };
  const criteria = advancement.map((criterion) => criterionStanding(criterion, question, world));
  const asks = criteria.filter(({ recommended }) => !recommended);
  return {
    criteria,
    met: asks.filter(({ met }) => met === true).length,
    of: asks.length,
    unknown: asks.filter(({ met }) => met === null).length,
  };
}

/** How one skill of the matrix stands: the level that somebody else attested with a link, and what the next one means. */
export interface SkillStanding {
  readonly id: string;
  readonly title: string;
  /** Attested level of the ladder; null where none is. */
  readonly level: string | null;
  readonly means: string | null;
  readonly next: { readonly level: string; readonly means: string } | null;
  readonly met: boolean | null;
  readonly proof: readonly string[];
  readonly why: string;
}

/** The skill matrix for one person. */
export function skillStandings(
  login: string,
  world: ProgrammeWorld,
  until?: string,
): readonly SkillStanding[] {
  const asked = askedBy({ login, ...(until === undefined ? {} : { until }) }, world);
  const { ladder, matrix } = world.programme;
  return matrix.map(({ id, title, levels }) => {
    const skills = asked.record?.skills ?? {};
    const word = Object.hasOwn(skills, id) ? skills[id] : undefined;
    const at =
      word === undefined || word.on > asked.until ? -1 : ladder.findIndex((each) => each.id === word.level);
    const state = word === undefined || at === -1 ? undefined : wordState(word, [], asked);
    const link = word?.link ?? (word?.pull === undefined ? undefined : `#${word.pull}`);
    const there = link === undefined ? false : proofState(link, world);
    const met = state === 'unknown' ? null : state === 'counts' ? there : false;
    const attested = met === true ? at : -1;
    const following = ladder[attested + 1];
    const means = levels[attested + 1];
    return {
      id,
      title,
      level: attested === -1 ? null : (ladder[attested]?.id ?? null),
      means: levels[attested] ?? null,
      next: following === undefined || means === undefined ? null : { level: following.id, means },
      met,
      proof: met === true && link !== undefined ? [link] : [],
      why:
        word !== undefined && word.on > asked.until
          ? lateWords(word.on, asked)
          : skillLack(state, link, there),
    };
  });
}

function skillLack(
  state: ReturnType<typeof wordState> | undefined,
  link: string | undefined,
  there: boolean | null,
): string {
  switch (state) {
    case undefined:
      return 'nobody has attested a level';
    case 'own':
      return 'attested by the person alone';
    case 'unapproved':
      return 'whoever attests it has not approved the pull request';
    case 'outdated':
      return 'whoever attests it approved the pull request before its last commit';
    case 'unknown':
      return 'nobody looked up the reviews';
    default:
      if (link === undefined) return 'without a link to what shows it';
      return there === true ? '' : `${link} is not there`;
  }
}
