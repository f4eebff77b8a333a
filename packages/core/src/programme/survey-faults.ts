import type { Problem } from '../schema/finding.js';
import { isSame } from './asked.js';
import type { ReadRecord } from './record.js';
import { type RecordFault, unknownId } from './record-faults.js';
import type { ProgrammeWorld } from './world.js';

/** Names of fields that say who answered. */
const WHO =
  /^\s{0,40}(?:-\s{1,4})?["']?(name|login|user|e-?mail|mail|author|by|who|engineer|trainee|respondent|participant)["']?\s{0,4}:/i;
const ADDRESS = /[^\s@<>"'(]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}/i;
const MENTION = /(?:^|[\s("'])@([a-z0-9](?:[a-z0-9-]{0,38}))/i;
/** Longer lines are read as far as this. */
const LINE = 500;

/** Lines of a survey that say who answered, or name somebody: a field, an address, a mention, or the login of a person who has a record. */
export function namesInSurvey(text: string, world: ProgrammeWorld | undefined): readonly Problem[] {
  const logins = new Set((world?.training.people ?? []).map(({ login }) => login.toLowerCase()));
  return text.split('\n').flatMap((whole, index): readonly Problem[] => {
    const line = whole.slice(0, LINE);
    const found = nameIn(line, logins);
    if (found === undefined) return [];
    return [
      {
        code: 'names-somebody',
        data: { what: found.what },
        place: { line: index + 1, column: found.at + 1 },
      },
    ];
  });
}

function nameIn(
  line: string,
  logins: ReadonlySet<string>,
): { readonly what: string; readonly at: number } | undefined {
  if (line.trimStart().startsWith('#')) return undefined;
  const field = WHO.exec(line);
  if (field?.[1] !== undefined) return { what: `a field \`${field[1]}\``, at: line.search(/\S/) };
  const address = ADDRESS.exec(line);
  if (address !== null) return { what: 'an e-mail address', at: address.index };
  const mention = MENTION.exec(line);
  if (mention !== null) return { what: 'a mention of a login', at: mention.index };
  const value =
    /^\s{0,40}(?:-\s{1,4})?suggestions\s{0,4}:/.exec(line)?.[0].length ??
    (line.includes(':') ? line.length : 0);
  const word = line
    .slice(value)
    .split(/[^A-Za-z0-9-]+/)
    .find((each) => each.length > 2 && logins.has(each.toLowerCase()));
  return word === undefined ? undefined : { what: 'a login', at: line.indexOf(word, value) };
}

/** Whatever a survey can't mean: another module than its path, questions that nobody asks, more answers than people. */
export function surveyFaults(record: ReadRecord, world: ProgrammeWorld | undefined): readonly RecordFault[] {
  if (record.form !== 'survey' || record.value === null) return [];
  const { module, answers, asked } = record.value;
  const questions = world?.programme.survey?.questions.map(({ id }) => id) ?? [];
  const modules = Object.keys(world?.programme.modules ?? {});
  return [
    ...(record.module === undefined || isSame(record.module, module)
      ? []
      : [{ code: 'other-module', path: ['module'], data: { module, expected: record.module } }]),
    ...(modules.length === 0 ? [] : unknownId('module', module, modules, ['module'])),
    ...answers.flatMap(({ scores }, index) =>
      questions.length === 0
        ? []
        : Object.keys(scores).flatMap((id) =>
            unknownId('question', id, questions, ['answers', index, 'scores', id], 'key'),
          ),
    ),
    ...(asked !== undefined && answers.length > asked
      ? [{ code: 'more-answers', path: ['asked'], data: { asked, answers: answers.length } }]
      : []),
  ];
}
