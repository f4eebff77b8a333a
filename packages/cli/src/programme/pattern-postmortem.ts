import { documentOptions, fromText } from '@forethought/core';
import { readInput } from '../input.js';
import { loadPolicies } from '../policy-source.js';
import { UsageError, type World } from '../world.js';
import type { Draft, Place } from './pattern-draft.js';

const CAUSES: readonly string[] = ['cause', 'impact'];
const ACTIONS: readonly string[] = ['actions'];

/** The cause of a postmortem is the problem, its first action the prevention. */
export async function fromDocument(world: World, repo: Place, path: string): Promise<Draft> {
  const text = await readInput(world, path);
  const source = await loadPolicies(world, repo, { withoutAdoption: true });
  const policy = source.policyOf(null);
  const kind = policy.documents.find((each) => each.kind === 'postmortem');
  const { sections, title } = fromText(text, documentOptions(policy, kind));
  const words = (names: readonly string[]): string | undefined =>
    names
      .flatMap((name) => sections.filter((section) => section.name === name))
      .flatMap(({ entries }) => entries.map((entry) => entry.text.split('\n').join(' ').trim()))
      .find((each) => each !== '' && !/^N\/A\b/i.test(each));
  const [problem, prevention] = [words(CAUSES), words(ACTIONS)];
  if (problem === undefined && prevention === undefined)
    throw new UsageError(
      `${path}: neither a cause nor an action stands there; say --problem and --prevention`,
    );
  return {
    ...(title === '' ? {} : { title }),
    ...(problem === undefined ? {} : { problem: `${problem} (${path})` }),
    ...(prevention === undefined ? {} : { prevention: prevention.replace(/\s*\(@[^()]{0,200}\)$/, '') }),
  };
}
