import type { Entry } from '../schema/evidence.js';
import { isAboutChange } from './about-change.js';
import { wordsOf } from './pattern.js';

/** Words by one of which a short text shows that it is about testing: methods, sights, actions, places, platforms. */
const CLAIM = wordsOf([
  String.raw`test\w* tried try ci check\w* buil[dt]\w* compil\w* lint\w* r[au]n running re-?ran pass\w* verif\w* validat\w*`,
  String.raw`confirm\w* reviews? reviewed inspect\w* man+u?al+\w* visual\w* local\w* work work(?:s|ed|ing) coverage covered snapshots?`,
  String.raw`specs? suites? see existing above below benchmark\w* simulat\w* emulat\w* devices? screenshots? videos? recording`,
  String.raw`deploy\w* staging prod production presubmit pipelines? green qa smoke fixtures? regressions? repro\w* observ\w* saw`,
  String.raw`eyes? eyeball\w* poked? played looked reload\w* refresh\w* render\w* display\w* view\w* open\w* click\w* tap\w* hover\w*`,
  String.raw`swip\w* scroll\w* drag\w* visit\w* brows\w* navigat\w* load\w* creat\w* delet\w* edit\w* us(?:ed|ing) install\w* boot\w*`,
  String.raw`flash\w* launch\w* start\w* restart\w* adds added no_more still same_as per units? yes yep done ok okay integration`,
  String.raw`e2e functional unittest\w* automat\w* trust\w*_ci ios android chrome firefox safari linux mac macos windows browsers?`,
  String.raw`errors? looks? use ask\w* submit\w* search\w* select\w* press\w* enter\w* execut\w* trigger\w* switch\w* preview\w*`,
  String.raw`simulator emulator phone demo playground sandbox github jenkins travis circle uts? ga gha cluster cicd mt vitest jest storybook make_sure ensur\w* runs? success\w*`,
]);
const PAST_TENSE = /^\W{0,6}\p{L}+ed\b/u;
const REVIEW_ADVICE =
  /^(?:(?:please|this|it|the|pr|can|could|may|should|is|be|best|easiest|easier|probably|i|would|recommend|suggest) )*(?:review(?:ed|ing)?|read|viewed|look at)?(?: it| this| the (?:pr|change|diff|commits))? ?(?:commit[- ]by[- ]commit|(?:each|every|one|individual) commits?\b)|^(?:nothing (?:special|fancy)|r\?? ?@\w)/i;
const OTHER_SCRIPT =
  /[\u0400-\u052f\u0590-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** Words up to which a text without any word of testing is taken for a joke or for something else. */
const SHORT = 16;

/**
 * Whether entries in a place for test evidence say anything about testing at all. Long texts and scripts that the words here
 * don't cover are taken at their word.
 */
export function claimsTesting(entries: readonly Entry[]): boolean {
  const said = entries.filter(
    ({ kind, text }) =>
      kind === 'code' || !(REVIEW_ADVICE.test(text.slice(0, 300)) || text.split('\n').every(isAboutChange)),
  );
  const words = said.reduce((sum, { text }) => sum + text.slice(0, 2000).split(/\s+/).length, 0);
  const steps = said.filter(({ kind }) => kind === 'item').length;
  return words > SHORT || steps > 1 || said.some(isClaim);
}

function isClaim(entry: Entry): boolean {
  const { kind, text } = entry;
  if (kind === 'code' || kind === 'task' || CLAIM.test(text) || PAST_TENSE.test(text)) return true;
  return /\d|`/.test(text) || OTHER_SCRIPT.test(text) || entry.references.length > 0;
}
