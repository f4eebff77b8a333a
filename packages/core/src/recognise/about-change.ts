import { anyOf } from './pattern.js';
import { exclusionByLabel } from './url-exclusion.js';

const TARGET = String.raw`(?:#\d+|[\w.-]{1,60}\/[\w.-]{1,60}#\d+|https?:\S+|[A-Z]{2,10}-\d+|bugs? \d+)`;
/** Lines that close issues, sign off, or say which tool wrote the text. */
const ABOUT = anyOf([
  String.raw`^\W{0,4}(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?|refs?|references|relate[sd](?: to)?|part of|depends on|reverts?|stacked on|follow-?up (?:to|of))\b:?\s+${TARGET}(?:(?:,| and|\s)+${TARGET}){0,20}(?:\s+(?:from|in|by)\s+\S+)?[.,]?$`,
  String.raw`^reviewed (?:at|on|in) https?:\S+$`,
  String.raw`^[A-Za-z][\w-]{1,30}-by: \S`,
  String.raw`^\W{0,6}generated (?:with|by)\b.{0,120}$`,
]);

/** Whether a line that stands in a section is about the change or its review, e.g. `Closes #12 from ada/pool.` */
export function isAboutChange(line: string): boolean {
  const text = line.trim().slice(0, 400);
  if (ABOUT.test(text)) return true;
  const at = text.indexOf('://');
  return at > 0 && exclusionByLabel(text.slice(0, text.lastIndexOf(' ', at) + 1)) !== undefined;
}

/** A text without its lines about the change. */
export function withoutAboutChange(text: string): string {
  if (!/:|#\d/.test(text)) return text;
  const lines = text.split('\n');
  return lines.some(isAboutChange) ? lines.filter((line) => !isAboutChange(line)).join('\n') : text;
}
