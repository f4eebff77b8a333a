import { mergeDocumentSections } from './policy-documents.js';
import { mergeSections } from './policy-sections.js';
import { mergeProgrammes } from './programme/merge.js';
import type { Plan, Unit } from './schema/plan.js';

type Phase = Plan['phases'][number];

/**
 * A plan with everything of the one that it builds on: names are added, and what has the same id is replaced, practices one by one,
 * wherever it stood: units move to the phase and practices to the unit where this plan has them.
 */
export function inheritPlan(plan: Plan, parent: Plan): Plan {
  const own = withTheirs(plan.phases, withoutMoved(parent.phases, plan.phases));
  const theirs = withoutUnits(withoutMoved(parent.phases, plan.phases), own);
  return {
    ...plan,
    sections: mergeSections([parent, plan], undefined),
    technologies: { ...parent.technologies, ...plan.technologies },
    documents: { ...plan.documents, ...without(parent.documents, Object.keys(plan.documents)) },
    documentSections: mergeDocumentSections(parent.documentSections, plan.documentSections),
    paths: {
      documentation: joined(parent.paths.documentation, plan.paths.documentation),
      lockFiles: joined(parent.paths.lockFiles, plan.paths.lockFiles),
      generated: joined(parent.paths.generated, plan.paths.generated),
      vendored: joined(parent.paths.vendored, plan.paths.vendored),
      deployment: joined(parent.paths.deployment, plan.paths.deployment),
    },
    ...(plan.growth === undefined && parent.growth !== undefined ? { growth: parent.growth } : {}),
    ...(parent.programme === undefined
      ? {}
      : { programme: mergeProgrammes(parent.programme, plan.programme ?? {}) }),
    ...(parent.records === undefined ? {} : { records: { ...parent.records, ...plan.records } }),
    phases: [
      ...theirs.map((phase) => {
        const changed = own.find((candidate) => candidate.id === phase.id);
        return changed === undefined ? phase : mergePhases(phase, changed);
      }),
      ...own.filter((phase) => !theirs.some(({ id }) => id === phase.id)),
    ],
  };
}

/** Phases without the practices that others have in another unit. */
function withoutMoved(phases: readonly Phase[], others: readonly Phase[]): readonly Phase[] {
  const homes = new Map(
    others.flatMap(({ units }) =>
      units.flatMap((unit) => unit.practices.map((practice) => [practice.id, unit.id] as const)),
    ),
  );
  return phases.map((phase) => ({
    ...phase,
    units: phase.units.map((unit) => ({
      ...unit,
      practices: unit.practices.filter(({ id }) => (homes.get(id) ?? unit.id) === unit.id),
    })),
  }));
}

/** Phases without the units that others have in another phase. */
function withoutUnits(phases: readonly Phase[], others: readonly Phase[]): readonly Phase[] {
  return phases.map((phase) => ({
    ...phase,
    units: phase.units.filter((unit) => unitElsewhere(others, phase, unit) === undefined),
  }));
}

/** Phases whose units have everything of those that stood in another phase. */
function withTheirs(phases: readonly Phase[], others: readonly Phase[]): readonly Phase[] {
  return phases.map((phase) => ({
    ...phase,
    units: phase.units.map((unit) => {
      const theirs = unitElsewhere(others, phase, unit);
      return theirs === undefined ? unit : mergeUnits(theirs, unit);
    }),
  }));
}

function unitElsewhere(phases: readonly Phase[], phase: Phase, unit: Unit): Unit | undefined {
  const others = phases.filter(({ id }) => id !== phase.id);
  return others.flatMap(({ units }) => units).find(({ id }) => id === unit.id);
}

function mergePhases(parent: Phase, own: Phase): Phase {
  return {
    ...own,
    units: [
      ...parent.units.map((unit) => {
        const changed = own.units.find((candidate) => candidate.id === unit.id);
        return changed === undefined ? unit : mergeUnits(unit, changed);
      }),
      ...own.units.filter((unit) => !parent.units.some(({ id }) => id === unit.id)),
    ],
  };
}

function mergeUnits(parent: Unit, own: Unit): Unit {
  const kept = parent.practices.map(
    (practice) => own.practices.find((candidate) => candidate.id === practice.id) ?? practice,
  );
  const added = own.practices.filter((practice) => !parent.practices.some(({ id }) => id === practice.id));
  return { ...parent, ...own, practices: [...kept, ...added] };
}

function joined(parent: readonly string[], own: readonly string[]): string[] {
  return [...new Set([...parent, ...own])];
}

function without<T>(record: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}
