import { type Change, documentKindOf, documentOptions, fromText, type Policy } from '@forethought/core';

/** A document as the judge takes it: its kind was named, or comes from its front matter, or from the first pattern that its path matches. */
export function documentOf(path: string, text: string, policy: Policy, named?: string): Change {
  const kind = documentKindOf(policy, text, [path], named);
  const evidence = fromText(text, documentOptions(policy, kind));
  return {
    subject: { kind: 'document', id: path, title: evidence.title },
    evidence,
    files: [{ path, status: 'M', added: null, deleted: null }],
    linesRead: true,
    attributesRead: true,
    labels: [],
    draft: false,
    ...(kind === undefined ? {} : { documentKind: kind.kind }),
  };
}
