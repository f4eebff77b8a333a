/** What happened around a pull request of an example, for a rule's page. */
import { minuteOf, REVIEW_WORDS } from '@forethought/core';
import { fence } from './zones.mjs';

/** @typedef {import('@forethought/core').ExampleConversation} Conversation */

const ENDS = {
  open: 'still open',
  resolved: 'resolved by now',
  outdated: 'outdated by a later commit',
};

/**
 * Who wrote it, when that decides, reviews and threads in the order of time, and what is known of designs.
 * @param {Conversation | undefined} conversation
 */
export function conversationLines(conversation) {
  if (conversation === undefined) return [];
  const { author, startedAt, reviews = [], threads = [], designs = [] } = conversation;
  const steps = [
    ...reviews.map((review) => ({ at: review.at, lines: reviewLines(review) })),
    ...threads.map((thread) => ({ at: thread.comments[0]?.at ?? '', lines: threadLines(thread) })),
  ];
  steps.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  const began = startedAt === undefined ? '' : `, who began at ${minuteOf(startedAt)}`;
  const silent = steps.length === 0 && designs.length === 0 ? ' Nobody has reviewed it.' : '';
  return [
    `Its author is *${author}*${began}.${silent}`,
    '',
    ...steps.flatMap(({ lines }) => [...lines, '']),
    ...designs.flatMap((design) => [designLine(design), '']),
  ];
}

/** @param {NonNullable<Conversation['reviews']>[number]} review */
function reviewLines({ author, at, state, text }) {
  return [`*${author}* ${REVIEW_WORDS[state]} at ${minuteOf(at)}:`, '', ...fence(text, 'markdown')];
}

/** @param {NonNullable<Conversation['threads']>[number]} thread */
function threadLines({ path, ends, comments }) {
  return [
    `A thread on \`${path}\`, ${ENDS[ends]}:`,
    '',
    ...comments.map(({ author, at, text }) => `- *${author}* at ${minuteOf(at)}: “${text}”`),
  ];
}

/** @param {NonNullable<Conversation['designs']>[number]} design */
function designLine({ reference, approvedAt, approver }) {
  if (approvedAt === null) return `Nobody has approved \`${reference}\`.`;
  return `\`${reference}\` was approved by *${approver}* at ${minuteOf(approvedAt)}.`;
}
