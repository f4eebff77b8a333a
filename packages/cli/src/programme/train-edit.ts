import { didYouMean, type Programme, type RecordEdit, readRecord, rosterEntry } from '@forethought/core';
import { UsageError, type World } from '../world.js';
import { type Own, type OwnOptions, startOwn } from './own.js';
import { ownText } from './own-file.js';
import { changeRecord, personPath } from './train-record.js';
import { refuseNoTraining } from './train-status.js';

/** Options of `train start`. */
export interface TrainStartOptions extends OwnOptions {
  readonly on?: string;
  readonly joined?: string;
  readonly track?: string;
}

/** Options of `train complete`. */
export interface TrainCompleteOptions extends OwnOptions {
  readonly on?: string;
  readonly certificate?: string;
  readonly hours?: number;
  readonly assessedBy?: string;
  readonly score?: string;
  readonly artefact?: readonly string[];
}

/** Options of `train shadow`. */
export interface TrainShadowOptions extends OwnOptions {
  readonly on?: string;
  readonly certificate?: string;
  readonly hours: number;
  readonly with: string;
  readonly time: 'day' | 'off-hours';
  readonly notes?: string;
}

/** Begins the way to a certificate: the clock runs from this day. Makes the record where there is none. */
export async function trainStart(world: World, id: string, options: TrainStartOptions): Promise<number> {
  const own = await startTraining(world, options);
  const { certificates, tracks } = own.programme;
  refuseUnknown('certificate', id, Object.keys(certificates));
  const track = options.track ?? rosterEntry(own.source.config?.roster ?? [], own.login)?.track;
  if (track !== undefined) refuseUnknown('track', track, Object.keys(tracks));
  const isNew = ownText(own, personPath(own)) === undefined;
  if (isNew && options.joined === undefined)
    throw new UsageError(`${own.login} has no record yet; --joined <day> says since when the person is here`);
  const day = options.on ?? own.today;
  const edits: RecordEdit[] = [
    ...(options.joined === undefined ? [] : [{ path: ['joined'], value: options.joined }]),
    ...(track === undefined || (!isNew && options.track === undefined)
      ? []
      : [{ path: ['track'], value: track }]),
    { path: ['certificates', id, 'started'], value: day },
  ];
  const fresh =
    options.joined === undefined ? {} : { fresh: `login: ${own.login}\njoined: ${options.joined}\n` };
  const certificate = certificates[id];
  const first = certificate?.modules[0];
  const words = [
    `${certificate?.title ?? id}: begun on ${day}`,
    ...(first === undefined ? [] : [`first module: ${first}`]),
  ];
  return changeRecord(world, own, { edits, ...fresh, words, print: options.print });
}

/** Writes down that a module was completed, by whom it was assessed, and what it left behind. */
export async function trainComplete(
  world: World,
  module: string,
  options: TrainCompleteOptions,
): Promise<number> {
  const own = await startTraining(world, options);
  refuseUnknown('module', module, Object.keys(own.programme.modules));
  const id = certificateFor(own, options.certificate, (certificate) => certificate.modules.includes(module));
  const { assessedBy, hours, score, artefact = [] } = options;
  if (assessedBy?.toLowerCase() === own.login.toLowerCase())
    throw new UsageError(`--assessed-by ${assessedBy}: that is whose module it is; name who assessed it`);
  const on = options.on ?? own.today;
  const path = ['certificates', id, 'modules', module];
  const assessment = { result: 'passed', on, by: assessedBy, score };
  const edits: RecordEdit[] = [
    { path: [...path, 'completed'], value: on },
    ...(hours === undefined ? [] : [{ path: [...path, 'hours'], value: hours }]),
    ...(assessedBy === undefined ? [] : [{ path: [...path, 'assessment'], value: assessment }]),
    ...artefact.map((value) => ({ path: [...path, 'artefacts'], value, isItem: true })),
  ];
  const title = own.programme.modules[module]?.title ?? module;
  return changeRecord(world, own, { edits, words: [`${title}: completed on ${on}`], print: options.print });
}

/** Writes down a shift that was looked over somebody's shoulder. */
export async function trainShadow(world: World, options: TrainShadowOptions): Promise<number> {
  const own = await startTraining(world, options);
  const id = certificateFor(own, options.certificate, (certificate) =>
    certificate.modules.some((module) => own.programme.modules[module]?.form === 'shadow-shifts'),
  );
  if (options.with.toLowerCase() === own.login.toLowerCase())
    throw new UsageError(
      `--with ${options.with}: that is whose shift is written down; name who was shadowed`,
    );
  const on = options.on ?? own.today;
  const { hours, time, notes } = options;
  const shift = { on, hours, with: options.with, time, notes };
  const edits = [{ path: ['certificates', id, 'shadowShifts'], value: shift, isItem: true }];
  const words = [`${hours} hours with ${options.with} on ${on}, ${time}`];
  return changeRecord(world, own, { edits, words, print: options.print });
}

/** Whose record is edited, where the plan trains anybody at all. */
export async function startTraining(world: World, options: OwnOptions): Promise<Own> {
  const own = await startOwn(world, options);
  refuseNoTraining(own);
  return own;
}

/** Throws `UsageError` with what was probably meant. */
export function refuseUnknown(what: string, named: string, known: readonly string[]): void {
  if (known.includes(named)) return;
  const meant = didYouMean(named, known);
  throw new UsageError(
    `there is no ${what} ${named}${meant === '' ? `; there are ${known.join(', ')}` : meant}`,
  );
}

type Certificate = Programme['certificates'][string];

/** The certificate that is meant: the named one, or the only one on the way to which the person is and that fits. */
export function certificateFor(
  own: Own,
  named: string | undefined,
  fits: (certificate: Certificate) => boolean = () => true,
): string {
  const { certificates } = own.programme;
  if (named !== undefined) {
    refuseUnknown('certificate', named, Object.keys(certificates));
    return named;
  }
  const text = ownText(own, personPath(own));
  const enrolments = text === undefined ? {} : (readRecord('person', text).value?.certificates ?? {});
  const open = Object.entries(enrolments).filter(([id, enrolment]) => {
    const certificate = Object.hasOwn(certificates, id) ? certificates[id] : undefined;
    return certificate !== undefined && enrolment.withdrawn === undefined && fits(certificate);
  });
  const ids = open.map(([id]) => id);
  const [only] = ids;
  if (only !== undefined && ids.length === 1) return only;
  const fitting = Object.keys(certificates).filter((id) => fits(certificates[id] as Certificate));
  throw new UsageError(
    ids.length === 0
      ? `${own.login} is on no way to a certificate that asks for it; forethought train start ${fitting.join(' or ')} begins one`
      : `it belongs to ${ids.join(' and ')}; --certificate says which`,
  );
}
