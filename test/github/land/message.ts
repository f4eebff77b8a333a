import type { CommitObject } from '../git/objects.js';
import { commitsOf } from '../state/heads.js';
import type { PullState, RepositoryState } from '../state/model.js';
import { addressesOf, type World } from '../state/world.js';

/** A message in the two fields of GitHub's form. */
export interface Proposal {
  readonly title: string;
  readonly body: string;
}

/**
 * The message that GitHub proposes for a squash: with one commit and the default title that commit's own text, otherwise the title of the
 * pull request with the list of messages, its description, or nothing; then the other authors.
 * https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/configuring-commit-squashing-for-pull-requests
 * https://docs.github.com/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges
 */
export function squashProposal(world: World, repository: RepositoryState, pull: PullState): Proposal {
  const { squashTitle, squashMessage } = repository.settings;
  const commits = commitsOf(world, repository, pull).filter(({ parents }) => parents.length < 2);
  const [only] = commits.length === 1 ? commits : [];
  const isCommit =
    squashTitle === 'COMMIT_OR_PR_TITLE' && squashMessage === 'COMMIT_MESSAGES' && only !== undefined;
  const title = `${isCommit ? subject(only) : pull.title} (#${pull.number})`;
  const text = {
    PR_BODY: pull.body,
    BLANK: '',
    COMMIT_MESSAGES: isCommit ? rest(only) : commits.map(listed).join('\n\n'),
  }[squashMessage];
  const others = coAuthors(world, pull, commits);
  if (others.length === 0) return { title, body: text };
  const rule = squashMessage === 'COMMIT_MESSAGES' && commits.length > 1 ? '---------\n\n' : '';
  return { title, body: `${text === '' ? '' : `${text}\n\n`}${rule}${others.join('\n')}` };
}

/** The message that GitHub proposes for a merge commit. */
export function mergeProposal(repository: RepositoryState, pull: PullState): Proposal {
  const { mergeTitle, mergeMessage } = repository.settings;
  const owner = pull.head.repository?.split('/')[0] ?? 'unknown repository';
  const title =
    mergeTitle === 'PR_TITLE'
      ? `${pull.title} (#${pull.number})`
      : `Merge pull request #${pull.number} from ${owner}/${pull.head.ref}`;
  return { title, body: { PR_BODY: pull.body, PR_TITLE: pull.title, BLANK: '' }[mergeMessage] };
}

/** The message as one text, with the line ends that Git keeps. */
export function wholeMessage({ title, body }: Proposal): string {
  const text = body.replaceAll('\r\n', '\n').trimEnd();
  return text === '' ? `${title}\n` : `${title}\n\n${text}\n`;
}

function subject({ message }: CommitObject): string {
  return message.split('\n')[0] ?? '';
}

function rest({ message }: CommitObject): string {
  return message.split('\n').slice(1).join('\n').trim();
}

function listed(commit: CommitObject): string {
  const body = rest(commit);
  return body === '' ? `* ${subject(commit)}` : `* ${subject(commit)}\n\n${body}`;
}

/** Everybody but the author of the pull request who wrote one of its commits. */
function coAuthors(world: World, pull: PullState, commits: readonly CommitObject[]): readonly string[] {
  const own = pull.author === null ? [] : addressesOf(world.account(pull.author));
  const others = commits.filter(({ author }) => !own.includes(author.email.toLowerCase()));
  return [...new Set(others.map(({ author }) => `Co-authored-by: ${author.name} <${author.email}>`))];
}
