import { anyOf } from './pattern.js';

const WORDS_ONLY =
  'docs?|documentation|comments?|text|wording|typos?|words|readme|formatting|whitespace|config(?:uration)?';
const WAIVED = anyOf([
  String.raw`\b(?:no|not|without) (?:\w{1,20} ){0,3}(?:tests?|testing|functionality|functional|behaviou?r|code)\b.{0,40}\b(?:needed|necessary|required|affected|changed?|changes)\b`,
  String.raw`\b(?:only|just|purely) (?:\w{1,20} ){0,3}(?:${WORDS_ONLY}) ?(?:changes?|updates?|fix(?:es)?|edits?)?\b`,
  String.raw`\b(?:${WORDS_ONLY})[- ]only\b`,
  String.raw`\bno[- ](?:functional|behaviou?r(?:al)?|code|runtime|user[- ]facing) changes?\b`,
  String.raw`\b(?:do|does|should|will|would) not (?:\w{1,20} )?(?:affect|impact|change|touch)\b.{0,60}\b(?:behaviou?r|functionality|code|runtime|logic)\b`,
  String.raw`\b(?:hasn't|has not|was not|wasn't|not) been tested\b.{0,60}\b(?:because|since|as)\b`,
]);
const UNABLE = String.raw`(?:do not|don't|did not|didn't) (?:really )?have (?:an?|any) (?:\w{1,20} )?(?:way|means|device|hardware|setup|environment) to|can(?:no|')t|could(?:n't| not)|unable to|not able to|no (?:good |easy )?way to|(?:hard|difficult|impossible) to`;
const COULD_NOT = anyOf([String.raw`\b(?:${UNABLE})(?: \w{1,20}){0,2} (?:test|repro\w*|verify|validate)\b`]);
/** Of these every text that `WAIVED` or `COULD_NOT` finds has one. */
const MAY_WAIVE = /\bno[ -]|not|n't|without|only|just|purely|unable|hard|difficult|impossible/i;
/** Something was done after all. */
const DONE = anyOf([
  String.raw`\b(?:tests? (?:still |all )?pass\w*|pass(?:es|ed)|ran|verified|confirmed|checked|tried|ci|built|compiles?|previewed|rendered|looked)\b`,
  String.raw`\btested (?:on|with|by|in|using|locally|manually)\b`,
  '`',
]);
/** Longer texts, in UTF-16 units, say more than why nothing was tested. */
const LONGEST = 240;

/** Whether a text in a place for test evidence only says why there is none: words only, no change of behaviour, no way to. */
export function saysWaived(text: string): boolean {
  if (text.length > LONGEST || text.includes('`') || !MAY_WAIVE.test(text)) return false;
  return (WAIVED.test(text) || COULD_NOT.test(text)) && !DONE.test(text);
}
