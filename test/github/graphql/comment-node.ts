import type { CommentState, IssueState } from '../state/model.js';
import type { IssueNode, Node } from './node.js';

/** The object of a comment in a conversation. */
export function commentNode(
  { repository, value }: Pick<IssueNode, 'repository' | 'value'>,
  comment: CommentState,
): Node<CommentState> & { readonly issue: IssueState } {
  return { __typename: 'IssueComment', repository, value: comment, issue: value };
}
