import { isoWeek, journalEvidence, readJournal, weekTemplate, withLearning } from '@forethought/core';
import { pathsInWorkTree } from '@forethought/io';
import { UsageError, type World } from '../world.js';
import { ownJournal, pastDay, type Weekly, weeklyOf } from './journal-file.js';
import { type Own, type OwnOptions, startOwn } from './own.js';
import { writeOwn } from './own-file.js';

/** Options of `learn`. */
export interface LearnOptions extends OwnOptions {
  /** An address, or a path of the repository. */
  readonly source: string;
  readonly on?: string;
}

/** Puts something that was learnt into the weekly file of its day, with where it stands. */
export async function learn(world: World, what: string, options: LearnOptions): Promise<number> {
  const own = await startOwn(world, options);
  const weekly = weeklyOf(own);
  const day = pastDay(options.on, own.today);
  if (what.trim() === '')
    throw new UsageError('nothing is said of what was learnt; put it in quotation marks');
  const edit = { day, words: what, reference: options.source };
  await refuseUncounted(own, weekly, edit);
  const when = isoWeek(day);
  const file = {
    path: ownJournal(own, 'weekly', when),
    fresh: weekTemplate(own.programme, { login: own.login, week: when }),
    typed: [`- ${day}: ${what} (${options.source})`],
    rules: ['learning-log'],
    change: (text: string) => withLearning(text, edit),
    words: (text: string) => countWords(text, weekly, day),
  };
  return writeOwn(world, own, file, options.print);
}

/** A learning that says nothing, or nothing that can be looked up, is counted by nothing: it is not written. */
async function refuseUncounted(
  { repo }: Own,
  weekly: Weekly,
  edit: Parameters<typeof withLearning>[1],
): Promise<void> {
  const source = edit.reference.trim();
  const isAddress = /^[a-z][a-z0-9+.-]*:\/\//i.test(source);
  const { learnings } = readJournal(journalEvidence(withLearning('', edit)), weekly);
  const isRead = learnings.some(({ references }) => references.length > 0);
  const path = source.replace(/#.*$/, '').replace(/:\d+$/, '');
  const isPath = !isAddress && /^[\w@.][^\s:]*$/.test(path) && /[./]/.test(path);
  const isThere = isPath && (await pathsInWorkTree(repo, [path])).has(path);
  if (isPath && !isThere)
    throw new UsageError(
      `--source ${source}: there is no such path in the repository; an address begins with https://`,
    );
  if (learnings.every(({ hasWords }) => !hasWords))
    throw new UsageError(
      `“${edit.words}” says too little to be of use without opening the page; write what is done otherwise from now on`,
    );
  if (!isRead)
    throw new UsageError(
      `--source ${source}: that is nothing that can be looked up; name an address, a path of the repository, or a specification such as RFC 9110`,
    );
}

function countWords(text: string, weekly: Weekly, day: string): readonly string[] {
  const { learnings } = readJournal(journalEvidence(text), weekly);
  const counted = learnings.filter(
    (each) => each.day === day && each.hasWords && each.references.length > 0 && !each.isRepeated,
  );
  const target = weekly.learningsPerDay;
  return [`${day}: ${counted.length}${target === undefined ? '' : ` of ${target}`} learnings with a source`];
}
