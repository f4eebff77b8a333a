import * as actions from '@actions/core';
import { annotationsOf, logLine } from '@forethought/core';
import { hostileWords } from './hostile-words.js';
import { findingValue, policyValue, reportValue, sourcesRule } from './values.js';

/** Prints hostile annotations through the runner's toolkit, and a safe line after each; run as a process of its own, which is read. */
const word = hostileWords(6);
for (let run = 0; run < 1000; run += 1) {
  const text = word();
  const finding = findingValue({
    subject: { kind: 'document', id: text, title: text },
    problem: { code: 'placeholder', data: { text }, place: { line: 2, column: 1 } },
  });
  for (const { title, message, file, line } of annotationsOf(reportValue([finding]), policyValue(), [
    sourcesRule,
  ])) {
    actions.error(message, {
      title,
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { startLine: line }),
    });
  }
  actions.info(logLine(text));
}
