import { type Change, documentKindOf, documentOptions, fromText, type Policy } from '@forethought/core';
import { listDocuments, pathsInWorkTree, readDocument, readExistingMany } from '@forethought/io';
import { rules } from '@forethought/rules';
import { type CheckContext, startTally } from './check-context.js';
import { lookupsIn } from './judge-commits.js';
import { type Lookups, settle } from './settle.js';
import { UsageError } from './world.js';

/**
 * Judges Markdown documents of the work tree, or with `--staged` as the index holds them. Folders stand for the Markdown
 * files that git knows below them; no path at all means the staged ones.
 */
export async function checkDocuments(context: CheckContext, paths: readonly string[]): Promise<number> {
  const { repo, options, world, source } = context;
  const staged = options.staged === true;
  const documents = await listDocuments(repo, { paths, staged, cwd: world.cwd, signal: world.signal });
  if (documents.length === 0 && !staged) {
    throw new UsageError(
      `no Markdown document is called ${paths.join(', ')}; name files or folders of this repository`,
    );
  }
  if (documents.length === 0) context.notices.push('no Markdown document is staged: nothing was judged');
  const tally = startTally(context);
  const policy = source.policyOf(null);
  const lookups = documentLookups(context, staged);
  for (const path of documents) {
    const change = documentOf(path, await readDocument(repo, path, { staged, signal: world.signal }), policy);
    const one = { id: 'HEAD', change, policy, at: source.asOf };
    const [settled] = await settle([one], rules, lookups);
    await tally.add(settled?.findings ?? []);
  }
  return tally.end();
}

/** What a document names is looked for where the document itself was read. */
function documentLookups({ repo, world: { signal } }: CheckContext, staged: boolean): Lookups {
  const existing: Lookups['existing'] = (asked) =>
    staged
      ? readExistingMany(
          repo,
          asked.map(({ paths }) => ({ rev: null, paths })),
          { signal },
        )
      : Promise.all(asked.map(({ paths }) => pathsInWorkTree(repo, paths)));
  return { ...lookupsIn(repo, signal), existing };
}

/** A document as the judge takes it: its kind comes from its front matter, or from the first pattern that its path matches. */
export function documentOf(path: string, text: string, policy: Policy): Change {
  const kind = documentKindOf(policy, text, [path]);
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
