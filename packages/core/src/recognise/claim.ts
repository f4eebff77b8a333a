import type { Entry } from '../schema/evidence.js';

const CLAIM =
  /\b(?:test\w*|tried|try|ci|check\w*|buil[dt]\w*|compil\w*|lint\w*|r[au]n|running|re-?ran|pass\w*|verif\w*|validat\w*|confirm\w*|review(?:s|ed)?|inspect\w*|manual\w*|visual\w*|local\w*|work(?:s|ed|ing)?|coverage|covered|snapshots?|specs?|suites?|see|existing|above|below|benchmark\w*|simulat\w*|emulat\w*|devices?|screenshots?|videos?|recording|deploy\w*|staging|prod|production|presubmit|pipelines?|green|qa|smoke|fixtures?|regressions?|repro\w*|observ\w*|saw|eyes?|eyeball\w*|poked?|played|looked|reload\w*|refresh\w*|render\w*|display\w*|view\w*|open\w*|click\w*|tap\w*|hover\w*|swip\w*|scroll\w*|drag\w*|visit\w*|brows\w*|navigat\w*|load\w*|creat\w*|delet\w*|edit\w*|us(?:ed|ing)|install\w*|boot\w*|flash\w*|launch\w*|start\w*|restart\w*|add(?:s|ed)|no more|still|same as|per|units?|yes|yep|done|ok|okay|integration|e2e|functional|unittest\w*|automat\w*|trust\w* ci|ios|android|chrome|firefox|safari|linux|mac|macos|windows|browsers?|simulator|emulator|phone|demo|playground|sandbox|github|jenkins|travis|circle)\b|^\W{0,6}\p{L}+ed\b/iu;
const GUIDANCE =
  /^(?:(?:please|this|it|the|pr|can|could|may|should|is|be|best|easiest|easier|probably|i|would|recommend|suggest) )*(?:review(?:ed|ing)?|read|viewed|look at)?(?: it| this| the (?:pr|change|diff|commits))? ?(?:commit[- ]by[- ]commit|(?:each|every|one|individual) commits?\b)|^(?:nothing (?:special|fancy)|r\?? ?@\w)/i;
const OTHER_SCRIPT = /[\u0400-\u052f\u0590-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** Words up to which a text without any word of testing is taken for a joke or for something else. */
const SHORT = 16;

/**
 * Whether entries in a place for test evidence say anything about testing at all. Long texts and scripts that the words here
 * don't cover are taken at their word.
 */
export function claimsTesting(entries: readonly Entry[]): boolean {
  const said = entries.filter((entry) => entry.kind === 'code' || !GUIDANCE.test(entry.text.slice(0, 300)));
  const words = said.reduce((sum, entry) => sum + entry.text.slice(0, 2000).split(/\s+/).length, 0);
  if (words > SHORT) return true;
  return said.some(
    ({ kind, text, references }) =>
      kind === 'code' || kind === 'task' || references.length > 0 || CLAIM.test(text) || /\d|`/.test(text) || OTHER_SCRIPT.test(text),
  );
}
