import type { Programme } from '../schema/programme.js';

type Titled = { readonly id: string };

/** A programme with everything of the one below it: what has the same id is replaced, what is new is added at the end. */
export function mergeProgrammes(below: Programme, own: Partial<Programme>): Programme {
  return {
    ...below,
    ...own,
    principles: byId(below.principles, own.principles),
    skills: byId(below.skills, own.skills),
    modules: { ...below.modules, ...own.modules },
    certificates: { ...below.certificates, ...own.certificates },
    tracks: { ...below.tracks, ...own.tracks },
    ladder: byId(below.ladder, own.ladder),
    matrix: byId(below.matrix, own.matrix),
    reviews: byId(below.reviews, own.reviews),
    routines: byId(below.routines, own.routines),
    monthly: byId(below.monthly, own.monthly),
    topics: byId(below.topics, own.topics),
    reading: byId(below.reading, own.reading),
    projects: byId(below.projects, own.projects),
    resources: [...below.resources, ...(own.resources ?? [])],
    contacts: [...below.contacts, ...(own.contacts ?? [])],
  };
}

function byId<T extends Titled>(below: readonly T[], own: readonly T[] = []): T[] {
  return [
    ...below.map((item) => own.find(({ id }) => id === item.id) ?? item),
    ...own.filter(({ id }) => !below.some((item) => item.id === id)),
  ];
}
