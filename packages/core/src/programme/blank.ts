import { allEntries } from '../recognise/document-part.js';
import { placeholderState } from '../recognise/placeholder.js';
import { journalEvidence } from './journal.js';

/** Whether a file has nothing in it that could show something: white space alone, or Markdown that is a form which nobody filled in. */
export function holdsNothing(path: string, text: string): boolean {
  if (text.trim() === '') return true;
  if (!/\.(?:md|markdown)$/i.test(path) || /!\[|<(?:img|svg)\b/i.test(text)) return false;
  return allEntries(journalEvidence(text)).every(
    ({ kind, text: said, references }) =>
      kind !== 'code' && references.length === 0 && placeholderState(said)?.state === 'placeholder',
  );
}
