/** A stretch of time from `low` to `high`, both in it; milliseconds since 1970, whole seconds as the platform counts them. */
export interface Span {
  readonly low: number;
  readonly high: number;
}

/** Stretches in order of time, none of which touches the next. */
export type Spans = readonly Span[];

const SECOND = 1000;

/** Reads what `formatSpans` wrote. Anything else is no stretch: what it stood for is read again. */
export function parseSpans(text: string | undefined): Spans {
  const pairs = (text ?? '').split(',').map((pair) => pair.split('/').map((instant) => Date.parse(instant)));
  return pairs.reduce<Spans>(
    (spans, [low = Number.NaN, high = Number.NaN]) => addSpan(spans, { low, high }),
    [],
  );
}

/** Stretches as pairs of instants, `<low>/<high>`, with commas between. */
export function formatSpans(spans: Spans): string {
  return spans.map(({ low, high }) => `${instant(low)}/${instant(high)}`).join(',');
}

/** An instant as the platform writes it. */
export function instant(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

/** The stretches with one more; those that touch it become one with it. An empty stretch adds nothing. */
export function addSpan(spans: Spans, span: Span): Spans {
  if (!(span.low <= span.high)) return spans;
  const touches = ({ low, high }: Span): boolean => low <= span.high + SECOND && span.low <= high + SECOND;
  const touched = [span, ...spans.filter(touches)];
  const low = Math.min(...touched.map((one) => one.low));
  const high = Math.max(...touched.map((one) => one.high));
  return [...spans.filter((one) => !touches(one)), { low, high }].sort((a, b) => a.low - b.low);
}

/** All stretches of both. */
export function joinSpans(some: Spans, others: Spans): Spans {
  return others.reduce(addSpan, some);
}

/** The stretch in which an instant lies. */
export function spanAt(spans: Spans, at: number): Span | undefined {
  return spans.find(({ low, high }) => low <= at && at <= high);
}

/** Each stretch without the last `ms` of it. */
export function shortened(spans: Spans, ms: number): Spans {
  return spans.flatMap(({ low, high }) => (low <= high - ms ? [{ low, high: high - ms }] : []));
}

/** What of the stretches lies before an instant. */
export function before(spans: Spans, end: number): Spans {
  return spans.flatMap(({ low, high }) => (low < end ? [{ low, high: Math.min(high, end - SECOND) }] : []));
}

/** What between two instants lies in no stretch, in order of time. */
export function holes(spans: Spans, { low, high }: Span): Spans {
  const found: Span[] = [];
  let from = low;
  for (const span of spans) {
    if (span.high < from || span.low > high) continue;
    if (span.low > from) found.push({ low: from, high: span.low - SECOND });
    from = span.high + SECOND;
  }
  return from <= high ? [...found, { low: from, high }] : found;
}
