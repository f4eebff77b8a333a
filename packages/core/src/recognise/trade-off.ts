import { fold } from '../evidence/fold.js';
import type { Place } from '../schema/common.js';
import type { Entry, Evidence, Heading } from '../schema/evidence.js';
import { allEntries } from './document-part.js';
import { recordsIn } from './records.js';

/** What speaks for an option, against it, and what may go wrong with it. */
export type Side = 'pros' | 'cons' | 'risks';

/** One option of a trade-off, with what is said of each side; an empty text where nothing is. */
export interface TradeOption {
  readonly title: string;
  readonly place: Place;
  readonly sides: Readonly<Record<Side, string>>;
}

const SIDES: Readonly<Record<Side, readonly string[]>> = {
  pros: 'Pros|Pro|Advantages|Advantage|Benefits|Strengths|Upsides|Good|Vorteile|Avantages|Ventajas|Vantagens|利点|長所|优点|优势|メリット'.split(
    '|',
  ),
  cons: 'Cons|Con|Disadvantages|Disadvantage|Drawbacks|Weaknesses|Downsides|Bad|Nachteile|Inconvénients|Desventajas|Desvantagens|欠点|短所|缺点|劣势|デメリット'.split(
    '|',
  ),
  risks: 'Risks|Risk|Risiken|Risiko|Risques|Risque|Riesgos|Riesgo|Riscos|Risco|リスク|风险'.split('|'),
};

const OPTION =
  /^(?:option|alternative|variant|variante|approach|choice|candidate|opción|opcion|opção|案|方案|选项|選択肢)s?(?:\s{0,3}[\p{L}\p{N}]{1,3}\b|\s{0,3}[\p{N}一二三四五]|[:：—-]|$)/iu;
const OPTIONS =
  /^(?:(?:considered|possible|the) )?(?:options|alternatives|choices|candidates|approaches|optionen|alternativen|opciones|alternativas|opções|選択肢|选项|方案)(?: considered)?$/iu;

/**
 * The options of a trade-off analysis: headings such as `Option 1: a queue`, or those right below `Options considered`, each with
 * labels, lists or sub-headings for its sides; or rows of a table with such columns.
 */
export function optionsIn(evidence: Evidence): readonly TradeOption[] {
  const entries = allEntries(evidence);
  const rows = recordsIn(
    entries.filter(({ kind }) => kind === 'row'),
    [],
    SIDES,
  ).map(({ title, place, values }) => ({ title, place, sides: sidesOf(values) }));
  const headed = optionHeadings(evidence.headings).map((heading): TradeOption => {
    const until = evidence.headings.find(
      ({ level, place }) => place.line > heading.place.line && level <= heading.level,
    )?.place.line;
    const within = ({ place }: { readonly place: Place }): boolean =>
      place.line > heading.place.line && place.line < (until ?? Number.POSITIVE_INFINITY);
    const sides = readSides(entries.filter(within), evidence.headings.filter(within));
    return { title: heading.title, place: heading.place, sides };
  });
  return [...headed, ...rows].sort((a, b) => a.place.line - b.place.line);
}

function sidesOf(values: Readonly<Record<string, string>>): TradeOption['sides'] {
  return { pros: values['pros'] ?? '', cons: values['cons'] ?? '', risks: values['risks'] ?? '' };
}

function optionHeadings(headings: readonly Heading[]): readonly Heading[] {
  const found: Heading[] = [];
  let list: Heading | undefined;
  for (const heading of headings) {
    if (list !== undefined && heading.level <= list.level) list = undefined;
    const name = fold(heading.title);
    if (OPTIONS.test(name)) list = heading;
    else if (OPTION.test(name) || (list !== undefined && heading.level === list.level + 1))
      found.push(heading);
  }
  return found;
}

/** What stands below one heading, by side. A line before any side belongs to none. */
function readSides(entries: readonly Entry[], headings: readonly Heading[]): TradeOption['sides'] {
  const texts: Record<Side, string[]> = { pros: [], cons: [], risks: [] };
  let side: Side | undefined;
  let next = 0;
  for (const { text, place } of entries) {
    for (; next < headings.length && (headings[next]?.place.line ?? 0) < place.line; next++) {
      side = sideNamed(headings[next]?.title ?? '');
    }
    for (const line of text.split('\n')) {
      const labelled = labelIn(line);
      if (labelled !== undefined) side = labelled.side;
      const rest = labelled?.rest ?? line;
      if (side !== undefined && rest !== '') texts[side].push(rest);
    }
  }
  return { pros: texts.pros.join(' '), cons: texts.cons.join(' '), risks: texts.risks.join(' ') };
}

/** `Pros: fast`, `**Cons**: dear`, `Good, because it is fast`, or the name alone. */
function labelIn(line: string): { readonly side: Side; readonly rest: string } | undefined {
  const bare = line.slice(0, 400).replaceAll(/[*_]{1,3}/g, '');
  const mark = bare.slice(0, 30).search(/[:：,]/);
  const side = sideNamed(mark === -1 ? bare : bare.slice(0, mark));
  if (side === undefined) return undefined;
  return { side, rest: mark === -1 ? '' : bare.slice(mark + 1).trim() };
}

function sideNamed(name: string): Side | undefined {
  if (name.length > 40) return undefined;
  const folded = fold(name);
  const sides = Object.entries(SIDES) as [Side, readonly string[]][];
  return sides.find(([, names]) => names.some((each) => fold(each) === folded))?.[0];
}
