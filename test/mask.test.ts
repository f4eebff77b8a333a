import { maskSecrets } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

describe('secrets', () => {
  test.each([
    [
      ['--token', 'abc'],
      ['--token', '***'],
    ],
    [
      ['--token', '--next'],
      ['--token', '--next'],
    ],
    [['--secret=a b'], ['--secret=***']],
    [
      ['GITHUB_TOKEN=abc', 'MYSQL_PWD=x', 'PWD=/home/ada'],
      ['GITHUB_TOKEN=***', 'MYSQL_PWD=***', 'PWD=/home/ada'],
    ],
    [
      ['git', 'push', 'https://ada:pw@host/x.git'],
      ['git', 'push', 'https://***@host/x.git'],
    ],
    [
      ['-H', 'Authorization: Bearer abc.def'],
      ['-H', 'Authorization: Bearer ***'],
    ],
    [[`ghp_${'a'.repeat(36)}`], ['***']],
    [
      ['-ec', 'API_KEY=a sh run.sh --password "b c" -v'],
      ['-ec', 'API_KEY=*** sh run.sh --password *** -v'],
    ],
    [
      ['--tokenizer', 'bpe', '--token-file', 'a'],
      ['--tokenizer', 'bpe', '--token-file', 'a'],
    ],
    [
      ['npm', 'test', '--', '--grep', 'passwords'],
      ['npm', 'test', '--', '--grep', 'passwords'],
    ],
  ])('%j', (words, masked) => {
    expect(maskSecrets(words)).toEqual(masked);
  });

  test('long words are cut before they are looked at', () => {
    const [word = ''] = maskSecrets([`${'--token='.repeat(100_000)}`]);
    expect(word.length).toBeLessThanOrEqual(2000);
  });
});
