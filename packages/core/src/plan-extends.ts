import { mergeDocumentSections } from './policy-documents.js';
import { mergeSections } from './policy-sections.js';
import type { Plan, Unit } from './schema/plan.js';

type Phase = Plan['phases'][number];

/** A plan with everything of the one that it builds on: names are added, and what has the same id is replaced, practices one by one. */
export function inheritPlan(plan: Plan, parent: Plan): Plan {
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
    phases: [
      ...parent.phases.map((phase) => {
        const own = plan.phases.find((candidate) => candidate.id === phase.id);
        return own === undefined ? phase : mergePhases(phase, own);
      }),
      ...plan.phases.filter((phase) => !parent.phases.some(({ id }) => id === phase.id)),
    ],
  };
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
