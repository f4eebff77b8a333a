import type { PolicyChange } from './policy-diff.js';
import { type Direction, globsOf, growth, reversed, shown } from './policy-diff-values.js';
import type { Policy } from './schema/policy.js';

const MODES: readonly Policy['mode'][] = ['observe', 'standard', 'strict'];

/** Differences of everything in a policy that belongs to no single rule, and the waivers that have not run out by `day`. */
export function compareShared(before: Policy, after: Policy, day: string): readonly PolicyChange[] {
  return [
    ...compareMode(before, after),
    ...(before.plan === after.plan ? [] : [changed('plan', before.plan, after.plan)]),
    ...compareWaivers(before.waivers, after.waivers, day),
    ...listed('bots', before.bots, after.bots, reversed),
    ...compareClasses(before, after),
    ...compareSections(before, after),
    ...compareTechnologies(before, after),
    ...compareDocuments(before, after),
    ...compareDocumentSections(before, after),
    ...compareTargets(before, after),
  ];
}

function changed(aspect: string, from: string, to: string): PolicyChange {
  return { aspect, what: 'changed', from, to };
}

function compareMode({ mode: from }: Policy, { mode: to }: Policy): readonly PolicyChange[] {
  if (from === to) return [];
  const [was, is] = [MODES.indexOf(from), MODES.indexOf(to)];
  const what = was === -1 || is === -1 ? 'changed' : is > was ? 'stronger' : 'weaker';
  return [{ aspect: 'mode', what, from, to }];
}

type Waiver = Policy['waivers'][number];

function compareWaivers(
  before: readonly Waiver[],
  after: readonly Waiver[],
  day: string,
): readonly PolicyChange[] {
  const [was, is] = [before, after].map((waivers) => {
    const live = waivers.filter(({ until }) => until >= day);
    return new Map(live.map((waiver) => [`${waiver.rule} ${waiverText(waiver)}`, waiver]));
  });
  if (was === undefined || is === undefined) return [];
  const added = [...is].filter(([key]) => !was.has(key)).map(([, waiver]) => waiver);
  const removed = [...was].filter(([key]) => !is.has(key)).map(([, waiver]) => waiver);
  return [
    ...added.map((each) => waiverChange(each, { what: 'weaker', from: 'none', to: waiverText(each) })),
    ...removed.map((each) => waiverChange(each, { what: 'stronger', from: waiverText(each), to: 'none' })),
  ];
}

function waiverChange({ rule }: Waiver, rest: Pick<PolicyChange, 'what' | 'from' | 'to'>): PolicyChange {
  return { ruleId: rule, aspect: 'waiver', ...rest };
}

function waiverText({ reason, approver, until, paths }: Waiver): string {
  const where = paths === undefined ? '' : `, for ${shown(globsOf(paths))}`;
  return `until ${until}: ${reason} (approved by ${approver})${where}`;
}

function listed(
  aspect: string,
  before: readonly string[],
  after: readonly string[],
  direction: (grown: Direction) => Direction,
): readonly PolicyChange[] {
  const grown = growth(before, after);
  if (grown === undefined) return [];
  return [{ aspect, what: direction(grown), ...onlyDifferent(before, after) }];
}

/** Of long lists what went and what came. */
function onlyDifferent(
  before: readonly string[],
  after: readonly string[],
): Pick<PolicyChange, 'from' | 'to'> {
  const [was, is] = [new Set(before), new Set(after)];
  return {
    from: shown([...was].filter((item) => !is.has(item))),
    to: shown([...is].filter((item) => !was.has(item))),
  };
}

/** Paths that ask for no evidence let go; deployment paths are what rules on deployments ask about. */
function compareClasses({ paths: before }: Policy, { paths: after }: Policy): readonly PolicyChange[] {
  const free = (['documentation', 'lockFiles', 'generated', 'vendored'] as const).flatMap((name) =>
    listed(`paths ${name}`, globsOf(before[name]) ?? [], globsOf(after[name]) ?? [], reversed),
  );
  const deployment = [before, after].map((paths) => globsOf(paths.deployment) ?? []);
  return [...free, ...listed('paths deployment', deployment[0] ?? [], deployment[1] ?? [], (grown) => grown)];
}

/** More or other names move the borders between sections; nobody can say what that asks. */
function compareSections({ sections: before }: Policy, { sections: after }: Policy): readonly PolicyChange[] {
  const names = new Set([...Object.keys(before.words), ...Object.keys(after.words)]);
  return [...names].sort().flatMap((name) => {
    const [was, is] = [before, after].map(({ words }) => words[name]?.title ?? 'none');
    const renamed =
      was === is || was === undefined || is === undefined ? [] : [changed(`section ${name}`, was, is)];
    const [old, now] = [before, after].map(({ sections, parts }) => [
      ...Object.keys(sections).filter((alias) => sections[alias] === name),
      ...Object.entries(parts[name] ?? {}).map(([alias, part]) => `${part}: ${alias}`),
    ]);
    return [...renamed, ...listed(`section ${name} names`, old ?? [], now ?? [], () => 'changed')];
  });
}

function compareTechnologies(
  { technologies: before }: Policy,
  { technologies: after }: Policy,
): readonly PolicyChange[] {
  const [was, is] = [technologyTexts(before), technologyTexts(after)];
  const ids = (texts: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): string[] =>
    [...texts].filter(([id, text]) => others.get(id) !== text).map(([id]) => id);
  const [gone, came] = [ids(was, is), ids(is, was)];
  return gone.length + came.length === 0 ? [] : [changed('technologies', shown(gone), shown(came))];
}

function technologyTexts(technologies: Policy['technologies']): ReadonlyMap<string, string> {
  return new Map(
    technologies.map(({ id, paths, content, docs }) => [id, JSON.stringify([globsOf(paths), content, docs])]),
  );
}

function compareDocuments(
  { documents: before }: Policy,
  { documents: after }: Policy,
): readonly PolicyChange[] {
  const kinds = new Set([...before, ...after].map(({ kind }) => kind));
  return [...kinds].flatMap((kind) => {
    const [was, is] = [before, after].map((list) => list.find((each) => each.kind === kind));
    return [
      ...listed(
        `document ${kind} paths`,
        globsOf(was?.paths) ?? [],
        globsOf(is?.paths) ?? [],
        (grown) => grown,
      ),
      ...listed(`document ${kind} sections`, was?.sections ?? [], is?.sections ?? [], (grown) => grown),
    ];
  });
}

/** What sections of documents are called, and under which names they are found. */
function compareDocumentSections(
  { documentSections: before }: Policy,
  { documentSections: after }: Policy,
): readonly PolicyChange[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return ids.flatMap((id) => {
    const [was, is] = [before[id], after[id]];
    const [from, to] = [was?.title ?? 'none', is?.title ?? 'none'];
    const renamed = from === to ? [] : [changed(`document section ${id}`, from, to)];
    const names = listed(`document section ${id} names`, was?.names ?? [], is?.names ?? [], () => 'changed');
    return [...renamed, ...names];
  });
}

function compareTargets({ metrics: before }: Policy, { metrics: after }: Policy): readonly PolicyChange[] {
  const of = (metrics: Policy['metrics'], id: string): string =>
    metrics.find(({ metricId }) => metricId === id)?.target ?? 'none';
  const ids = new Set([...before, ...after].map(({ metricId }) => metricId));
  return [...ids]
    .filter((id) => of(before, id) !== of(after, id))
    .map((id) => changed(`target ${id}`, of(before, id), of(after, id)));
}
