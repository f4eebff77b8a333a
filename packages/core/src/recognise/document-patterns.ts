/** Records with a number: decisions (`ADR 12`, `decision 0004`), manuals of chips. */
export const RECORD =
  /(?<![\w/-])(?:(?:ADR|adr)[- ]?#?\d{1,5}|[Dd]ecision(?: [Rr]ecord)? #?\d{1,5}|(?:DDI|IHI) ?\d{4}[A-Z]?)(?![\w-]\w|\w|\.\w|\/)/g;
const MAY_BE_RECORD = /(?:ADR|adr|ecision|ecord|DDI|IHI)[- ]?#?\d/;

/** A page by its title in documentation that is named: `Kubernetes docs: Pods`. */
export const TITLED =
  /(?<![\w./-])[A-Z][\w.+-]{1,30}(?: {1,2}[\w.+-]{1,30}){0,3}? (?:[Dd]ocs|[Dd]ocumentation|[Mm]anual|[Gg]uide|[Hh]andbook|[Rr]eference)(?: page)?(?:,|:| [–—>-]) {1,2}(?:["“*_][^"”*_\n]{3,80}["”*_]|[A-Z][\w/.+-]{1,30}(?: {1,2}[\w/.+&-]{1,30}){0,5})/g;
const MAY_BE_TITLED =
  /(?:docs|ocumentation|anual|uide|andbook|eference)(?: page)?(?:,|:| [–—>-]) {1,2}["“*_A-Z]/;

/** A cheap test for `RECORD`. */
export function mayBeRecord(text: string): boolean {
  return MAY_BE_RECORD.test(text);
}

/** A cheap test for `TITLED`. */
export function mayBeTitled(text: string): boolean {
  return MAY_BE_TITLED.test(text);
}
