import type { Answer } from './call.js';

const DEFAULT_SIZE = 30;
const MAX_SIZE = 100;

/** Cuts the page out of a list that an answer holds, with the `Link` header that leads to the others. */
export function paged(answer: Answer, query: URLSearchParams, url: string): Answer {
  const body = answer.body;
  const list = answer.list === undefined ? body : (body as Record<string, unknown>)[answer.list];
  if (!Array.isArray(list)) return answer;
  const size = Math.min(MAX_SIZE, Math.max(1, Number(query.get('per_page') ?? DEFAULT_SIZE) || DEFAULT_SIZE));
  const page = Math.max(1, Number(query.get('page') ?? 1) || 1);
  const last = Math.max(1, Math.ceil(list.length / size));
  const cut = list.slice((page - 1) * size, page * size).map(shaped);
  const link = linkHeader(url, query, { page, last });
  return {
    ...answer,
    body: answer.list === undefined ? cut : { ...(body as object), [answer.list]: cut },
    headers: { ...answer.headers, ...(link === '' ? {} : { link }) },
  };
}

/** An entry of a long list may be a function that shapes it, called only for the page that is sent. */
function shaped(entry: unknown): unknown {
  return typeof entry === 'function' ? entry() : entry;
}

function linkHeader(
  url: string,
  query: URLSearchParams,
  { page, last }: { page: number; last: number },
): string {
  const to = (number: number, rel: string): string => {
    const next = new URLSearchParams(query);
    next.set('page', String(number));
    return `<${url}?${next}>; rel="${rel}"`;
  };
  return [
    ...(page > 1 ? [to(page - 1, 'prev')] : []),
    ...(page < last ? [to(page + 1, 'next'), to(last, 'last')] : []),
    ...(page > 1 ? [to(1, 'first')] : []),
  ].join(', ');
}
