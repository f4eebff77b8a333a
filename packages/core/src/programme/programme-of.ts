import type { Config } from '../schema/config.js';
import type { Plan } from '../schema/plan.js';
import type { Programme } from '../schema/programme.js';
import type { Curriculum } from '../schema/training/group.js';
import { mergeProgrammes } from './merge.js';

/** A programme that asks for nothing. */
const EMPTY: Programme = {
  principles: [],
  skills: [],
  modules: {},
  certificates: {},
  tracks: {},
  ladder: [],
  matrix: [],
  reviews: [],
  resources: [],
  contacts: [],
  routines: [],
  monthly: [],
  topics: [],
  reading: [],
  projects: [],
};

/** The plans that a team and the people of its roster follow, the team's own first. */
export function followedPlans(
  plan: Plan,
  plans: readonly Plan[],
  config: Pick<Config, 'roster'> | undefined,
): readonly Plan[] {
  const names = new Set((config?.roster ?? []).map((entry) => entry.plan));
  return [plan, ...plans.filter((each) => each.plan !== plan.plan && names.has(each.plan))];
}

/** What these plans ask of people, the first one's word last, with the team's curriculum laid over it. */
export function programmeOf(plans: readonly Plan[], curriculum?: Curriculum | null): Programme {
  const below = [...plans]
    .reverse()
    .reduce<Programme>(
      (merged, { programme }) => (programme === undefined ? merged : mergeProgrammes(merged, programme)),
      EMPTY,
    );
  const own = Object.entries(curriculum ?? {}).filter(
    ([key, value]) => key !== '$schema' && value !== undefined,
  );
  return mergeProgrammes(below, Object.fromEntries(own) as Partial<Programme>);
}
