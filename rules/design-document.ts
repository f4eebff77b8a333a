import {
  allEntries,
  defineRule,
  drawsSomething,
  type Evidence,
  existsFrom,
  type Place,
  type Problem,
  picturesIn,
  type RuleContext,
  readMermaid,
  SECTION_OPTIONS,
  SECTION_WORDS,
  sectionProblems,
  showsForeignPicture,
} from '@forethought/core';

/** A feature is thought through as a whole before it is built. */
export default defineRule({
  id: 'design-document',
  lifecycle: 'experimental',
  question: 'How does it work as a whole, how does it fail, and how is it taken back?',
  summary: 'The design has a diagram of its architecture, the data flow, failure modes and a rollback plan.',
  why: 'A flaw found in a drawing costs an eraser; the same flaw in production costs a night.',
  appliesTo: ['document'],
  sections: ['architecture', 'data-flow', 'failure-modes', 'rollback'],
  options: {
    ...SECTION_OPTIONS,
    diagram: { type: 'boolean', default: true, words: 'Whether a diagram is needed.' },
  },
  problems: {
    ...SECTION_WORDS,
    'no-diagram': {
      actual: 'no diagram',
      expected:
        'a Mermaid block that names its parts and what runs between them, or a picture in this repository',
      fix: 'Draw it: a block marked `mermaid`, beginning with `flowchart LR`, with a line such as `Shop --> Bank`.',
    },
    'broken-diagram': {
      actual: 'the diagram draws nothing that can be read: {what}',
      expected: 'at least two named parts and a line between them',
      fix: 'Mend the block; an editor for Mermaid shows what it draws.',
    },
    'missing-image': {
      actual: 'the picture {path} does not exist',
      expected: 'a file of this repository',
      fix: 'Add the file, or correct the path.',
    },
  },
  check(evidence, { minWords, diagram }, context) {
    if (context.documentKind !== 'design') return { notAsked: 'the document is no design' };
    const problems = [...sectionProblems(evidence, context.requiredSections, { minWords })];
    const found = pictureProblems(evidence, context);
    if (found === 'needs') return problems.length > 0 ? { problems } : { needs: 'paths' };
    problems.push(...found);
    if (!diagram || found.length > 0 || hasPicture(evidence)) return { problems };
    const drawing = diagramProblem(evidence);
    return { problems: drawing === undefined ? problems : [...problems, drawing] };
  },
  examples: [
    {
      name: 'a design with a Mermaid block',
      kind: 'document',
      documentKind: 'design',
      text: '# Sessions in a store of their own\n\n## Architecture\n\n```mermaid\nflowchart LR\n  Gateway[Gateway] -->|reads and writes| Store[(Session store)]\n  Gateway --> Accounts\n```\n\n## Data flow\n\nThe gateway writes a session at sign-in and reads it with every request.\n\n## Failure modes\n\n- the store is away: the gateway answers 503 and keeps no session\n\n## Rollback plan\n\nThe flag `sessions.store` goes back to `memory`; everybody signs in again.\n',
      expect: 'pass',
    },
    {
      name: 'a design in Spanish with a picture of this repository',
      kind: 'document',
      documentKind: 'design',
      existingPaths: ['img/sesiones.png'],
      text: '# Sesiones\n\n## Arquitectura\n\n![la pasarela y el almacén](img/sesiones.png)\n\n## Flujo de datos\n\nLa pasarela escribe la sesión al entrar y la lee con cada petición.\n\n## Modos de fallo\n\n- el almacén no responde: la pasarela contesta 503\n\n## Plan de reversión\n\nLa opción vuelve a `memory`; todos entran de nuevo.\n',
      expect: 'pass',
    },
    {
      name: 'a design without rollback',
      kind: 'document',
      documentKind: 'design',
      text: '# Sessions\n\n## Architecture\n\n```mermaid\nsequenceDiagram\n  participant G as Gateway\n  G->>Store: read session\n```\n\n## Data flow\n\nThe gateway reads the session with every request.\n\n## Failure modes\n\n- the store is away: the gateway answers 503\n',
      expect: ['missing-section'],
    },
    {
      name: 'failure modes that somebody will write later',
      kind: 'document',
      documentKind: 'design',
      text: '# Sessions\n\n## Architecture\n\n```mermaid\nflowchart LR\n  Gateway --> Store\n```\n\n## Data flow\n\nThe gateway reads the session with every request.\n\n## Failure modes\n\nTo be done.\n\n## Rollback\n\nThe flag `sessions.store` goes back to `memory`.\n',
      expect: ['unfilled-section'],
    },
    {
      name: 'a rollback of one word',
      kind: 'document',
      documentKind: 'design',
      text: '# Sessions\n\n## Architecture\n\n```mermaid\nflowchart LR\n  Gateway --> Store\n```\n\n## Data flow\n\nThe gateway reads the session with every request.\n\n## Failure modes\n\n- the store is away: the gateway answers 503\n\n## Rollback\n\nRevert.\n',
      expect: ['thin-section'],
    },
    {
      name: 'one text under two headings',
      kind: 'document',
      documentKind: 'design',
      text: '# Sessions\n\n## Architecture\n\n```mermaid\nflowchart LR\n  Gateway --> Store\n```\n\n## Data flow\n\nThe gateway reads the session with every request.\n\n## Failure modes\n\nThe gateway reads the session with every request.\n\n## Rollback\n\nThe flag `sessions.store` goes back to `memory`.\n',
      expect: ['repeated-section'],
    },
    {
      name: 'an architecture in words alone',
      kind: 'document',
      documentKind: 'design',
      text: '# Sessions\n\n## Architecture\n\nThe gateway talks to a store of its own.\n\n## Data flow\n\nThe gateway reads the session with every request.\n\n## Failure modes\n\n- the store is away: the gateway answers 503\n\n## Rollback\n\nThe flag `sessions.store` goes back to `memory`.\n',
      expect: ['no-diagram'],
    },
    {
      name: 'a diagram whose edge leads nowhere',
      kind: 'document',
      documentKind: 'design',
      text: '# Sessions\n\n## Architecture\n\n```mermaid\nflowchart LR\n  Gateway -->\n```\n\n## Data flow\n\nThe gateway reads the session with every request.\n\n## Failure modes\n\n- the store is away: the gateway answers 503\n\n## Rollback\n\nThe flag `sessions.store` goes back to `memory`.\n',
      expect: ['broken-diagram'],
    },
    {
      name: 'a picture that is not there',
      kind: 'document',
      documentKind: 'design',
      text: '# Sessions\n\n## Architecture\n\n![gateway and store](img/sessions.png)\n\n## Data flow\n\nThe gateway reads the session with every request.\n\n## Failure modes\n\n- the store is away: the gateway answers 503\n\n## Rollback\n\nThe flag `sessions.store` goes back to `memory`.\n',
      expect: ['missing-image'],
    },
    {
      name: 'a design whose diagram stands right below its title',
      kind: 'document',
      documentKind: 'design',
      text: '# Sessions\n\nThe gateway keeps no session of its own any more.\n\n```mermaid\nflowchart LR\n  Gateway --> Store\n```\n\n## Data flow\n\nThe gateway reads the session with every request.\n\n## Failure modes\n\n- the store is away: the gateway answers 503\n\n## Rollback\n\nThe flag `sessions.store` goes back to `memory`.\n',
      expect: 'pass',
    },
    {
      name: 'a design with text, and no diagram, right below its title',
      kind: 'document',
      documentKind: 'design',
      text: '# Sessions\n\nThe gateway talks to a store of its own.\n\n## Data flow\n\n```mermaid\nflowchart LR\n  Gateway --> Store\n```\n\n## Failure modes\n\n- the store is away: the gateway answers 503\n\n## Rollback\n\nThe flag `sessions.store` goes back to `memory`.\n',
      expect: ['missing-section'],
    },
    {
      name: 'a page that is no design',
      kind: 'document',
      text: '# How to begin\n\nClone the repository.\n',
      expect: 'not-applicable',
    },
  ],
});

function hasPicture(evidence: Evidence): boolean {
  return picturesIn(evidence).length > 0 || showsForeignPicture(evidence);
}

function pictureProblems(
  evidence: Evidence,
  { existingPaths, documentPath }: RuleContext,
): readonly Problem[] | 'needs' {
  const pictures = picturesIn(evidence);
  if (pictures.length === 0) return [];
  if (existingPaths === undefined) return 'needs';
  return pictures
    .filter(({ target }) => !existsFrom(existingPaths, documentPath, target))
    .map(({ target, place }) => ({ code: 'missing-image', data: { path: target }, place }));
}

/** Nothing where one block of the document draws something. */
function diagramProblem(evidence: Evidence): Problem | undefined {
  let broken: Problem | undefined;
  for (const { kind, text, place } of allEntries(evidence)) {
    const read = kind === 'code' ? readMermaid(text) : null;
    if (read === null) continue;
    if (drawsSomething(read)) return undefined;
    const what = read.problem?.words ?? `it has ${read.nodes.length} named parts and ${read.edges} lines`;
    broken ??= { code: 'broken-diagram', data: { what }, place: lineOf(place, read.problem?.line) };
  }
  const architecture = evidence.sections.find(({ name }) => name === 'architecture');
  return broken ?? { code: 'no-diagram', data: {}, ...(architecture && { place: architecture.place }) };
}

function lineOf(place: Place, line = 1): Place {
  return line === 1 ? place : { line: place.line + line - 1, column: 1 };
}
