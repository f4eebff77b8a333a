import { anyOf } from './pattern.js';
import { wordCount } from './words.js';

/** Words behind which a reason stands, in the languages of the section names. */
const REASON = anyOf(
  [
    String.raw`\b(?:because|since|so that|due to|given that|in order to|which (?:means|lets|keeps|avoids)|reasons?)\b`,
    String.raw`\b(?:weil|denn|damit|wegen|da)\b`,
    String.raw`\b(?:parce que|car|puisque|afin (?:de|que)|grâce à)\b`,
    String.raw`\b(?:porque|ya que|pues|debido a|pois|já que|por causa)\b`,
    'ため|ので|理由|因为|由于|原因|因為',
  ],
  'i',
);

/** Whether a text gives a reason: a word such as `because`, and at least three words behind it. */
export function givesReason(text: string): boolean {
  const read = text.slice(0, 4000);
  const at = read.search(REASON);
  return at !== -1 && wordCount(read.slice(at)) >= 4;
}
