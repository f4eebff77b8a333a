import type { DocumentFact, Incident, Service } from '@forethought/core';
import { idsOnly, mapped, placesOnly, type StoredWord } from './stored-words.js';

/** Fields of a document without free text: logins, ids, days and numbers of pull requests. */
export function redactDocument(document: DocumentFact, hash: StoredWord): DocumentFact {
  const { fields } = document;
  const id = idsOnly(hash);
  if (fields === undefined) return document;
  const stored = mapped(fields, id, (value) => (typeof value === 'string' ? id(value) : value.map(id)));
  return { ...document, fields: stored };
}

/**
 * A service without its title. Its owner is a login, or the hash of what stands there (`ownerOf`), so that it has an owner still;
 * so it is with what it depends on.
 */
export function redactService(
  { title, ...service }: Service,
  hash: StoredWord,
  ownerOf: StoredWord,
): Service {
  const [id, place] = [idsOnly(hash), placesOnly(hash)];
  return {
    ...service,
    id: id(service.id),
    owner: id(service.owner.includes('@') ? ownerOf(service.owner) : service.owner),
    paths: service.paths.map(place),
    documents: Object.fromEntries(
      Object.entries(service.documents).map(([use, paths]) => [use, paths.map(place)]),
    ),
    dependencies: service.dependencies.map(id),
  };
}

/** An incident with logins and ids alone; whoever is named otherwise is left out. */
export function redactIncident(incident: Incident, hash: StoredWord): Incident {
  const id = idsOnly(hash);
  const { severity, commander, trainee, supervisor, team, cause, ...rest } = incident;
  const one = { severity, commander, trainee, supervisor, team, cause };
  const words = Object.entries(one).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, id(value)]],
  );
  return {
    ...rest,
    ...(Object.fromEntries(words) as Partial<typeof one>),
    responders: incident.responders.map(id),
    shadows: incident.shadows.map(id),
    services: incident.services.map(id),
  };
}
