import type { Measure } from '../schema/measure.js';

const BARS = '▁▂▃▄▅▆▇█';
/** A week in which nothing was counted. */
const NOTHING = '·';

/**
 * Weeks as bars, oldest first: shares from none to all, everything else from 0 to the greatest week. A dot is a week without a
 * count; weeks in brackets are provisional, as what comes of their changes is not known yet.
 */
export function sparkline({ series = [], unit }: Pick<Measure, 'series' | 'unit'>): string {
  const greatest = unit === 'ratio' ? 1 : Math.max(...series.map(({ value }) => value ?? 0), 0);
  const bars = series.map(({ value, denominator }) =>
    value === null || denominator === 0 ? NOTHING : barOf(greatest === 0 ? 0 : value / greatest),
  );
  const open = series.findIndex(({ provisional }) => provisional);
  if (bars.every((bar) => bar === NOTHING)) return '';
  return open < 0 ? bars.join('') : `${bars.slice(0, open).join('')}(${bars.slice(open).join('')})`;
}

/** Only nothing is the lowest bar, and only all of it the highest. */
function barOf(share: number): string {
  const top = BARS.length - 1;
  if (share <= 0) return BARS.charAt(0);
  return BARS.charAt(share >= 1 ? top : Math.min(top - 1, Math.max(1, Math.round(share * top))));
}
