import { NAMES, trailer } from './markdown-texts.js';
import { random } from './random.js';

const SENTENCES = [
  'The queue retries without a cap.',
  'Ran it twice; 12 passed, 0 failed',
  'Waits now double (up to 30 s), with jitter, and',
  '"Retry-After" wins where the server sends it.',
  '2. is not a list here',
  '10) nor is this',
  '1. but this is',
  '3 machines, 2 regions',
  '1.5 times as fast',
  '- a bullet inside prose',
  '-5 is a number',
  '*emphasis* at the start',
  '+1 from the team',
  '@anna asked for it',
  'a_b_c and `code` and x*y',
  '`code` first',
  'Größe und 测试',
  '(see above)',
  'See: https://docs.example/a',
  'ends with two spaces  ',
  '~/bin is on the path',
  '[x] no box here',
  '= no underline',
  'a | b',
  '--|--',
  ':-: | --',
  '#12 is fixed',
];

/** A message as most are: paragraphs, flat lists, labels and trailers. */
export function plainText(seed: number): string {
  const source = random(seed);
  const lines: string[] = [];
  for (let left = 1 + source.below(6); left > 0; left--) {
    const form = source.below(5);
    const marker = source.pick(['-', '*', '1.', '2)']);
    for (let line = 1 + source.below(4); line > 0; line--) {
      const sentence = source.pick(SENTENCES);
      if (form === 0)
        lines.push(`${marker} ${sentence}`, ...(source.chance(0.3) ? [`  ${source.pick(SENTENCES)}`] : []));
      else if (form === 1) lines.push(`${source.pick(NAMES)}: ${sentence}`);
      else if (form === 2) lines.push(...trailer(source));
      else lines.push(sentence);
    }
    if (source.chance(0.8)) lines.push('');
  }
  return lines.join('\n');
}
