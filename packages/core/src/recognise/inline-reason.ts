import { placeholderState } from './placeholder.js';

/** `… (N/A: the service is new)`, `… - N/A, nothing like it exists`: what stands before and the reason behind it. */
export const INLINE_REASON = /^(.{3,200}?)[\s(–—:-]{1,4}(n\/?a\b.{0,300})$/i;

/** Why a text says that what it names does not apply, behind the name or on its own; undefined where it does not say so. */
export function inlineReason(text: string): string | undefined {
  const line = text.slice(0, 600).replaceAll('\n', ' ');
  const rest = INLINE_REASON.exec(line)?.[2];
  const gap = placeholderState(rest === undefined ? line : rest.replace(/\)$/, ''));
  return gap?.state === 'not-applicable' ? gap.reason : undefined;
}
