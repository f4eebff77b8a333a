import { blocksIn, defineRule, mayHaveBlocks } from '@forethought/core';

/** Evidence is written for the change that it stands under. */
export default defineRule({
  id: 'no-repeats',
  lifecycle: 'experimental',
  question: 'What of this is true of this change?',
  summary: 'No section repeats word for word what stood under an earlier change.',
  why: 'Evidence that was copied was true once, of something else.',
  appliesTo: ['commit', 'pull-request'],
  needs: ['earlier'],
  sections: [],
  options: {
    mayRepeat: {
      type: 'strings',
      default: [] as string[],
      words: 'Sections whose text may stand there again, by their ids.',
    },
  },
  problems: {
    repeated: {
      actual: 'what stands under “{title}” stood there word for word in {change}',
      expected: 'what was read, feared or tried for this change',
      fix: 'Write what is different here; where it is the same, name {change} and say how that was seen.',
    },
  },
  check(evidence, { mayRepeat }, { earlier }) {
    const notAsked = 'nothing in it is long enough to be recognised';
    if (!mayHaveBlocks(evidence)) return { notAsked };
    if (earlier === undefined) return { needs: 'earlier' };
    // Telling statements apart is the dearest thing that is done with a text, and most ranges have nothing to compare with.
    if (earlier.size === 0) return { problems: [] };
    const blocks = blocksIn(evidence).filter(({ section }) => !mayRepeat.includes(section.name));
    if (blocks.length === 0) return { notAsked };
    return {
      problems: blocks.flatMap(({ key, section: { name, title, place } }) => {
        const change = earlier.get(key);
        if (change === undefined) return [];
        return [{ code: 'repeated', data: { section: name, title, change }, place }];
      }),
    };
  },
  examples: [
    {
      name: 'a text of its own',
      kind: 'pull-request',
      text: '## Pre-mortem\n\n- The reader starts before the table is there - the init container waits for it\n- The queue fills while the reader restarts - its limit is ten minutes of traffic\n',
      earlier: {
        '#12':
          '## Pre-mortem\n\n- The writer starts before the bucket is there - the job creates it first\n- The bucket fills while nobody looks - its quota pages somebody\n',
      },
      expect: 'pass',
    },
    {
      name: 'the pre-mortem of an earlier change, with another number',
      kind: 'pull-request',
      text: '## Pre-mortem\n\n- The reader starts before the table is there - the init container waits for it\n- The queue fills while the reader restarts - its limit is 20 minutes of traffic\n',
      earlier: {
        '#12':
          '## Pre-mortem\n\n- The reader starts before the table is there - the init container waits for it\n- The queue fills while the reader restarts - its limit is 10 minutes of traffic\n',
      },
      expect: ['repeated'],
    },
    {
      name: 'the same test, run again',
      kind: 'commit',
      text: 'fix: close idle sockets\n\nTest Evidence:\n- `npm test`: 412 passed\n- `npm run lint`: clean\n',
      earlier: {
        '5f2c1e8a90d3':
          'fix: count sockets\n\nTest Evidence:\n- `npm test`: 411 passed\n- `npm run lint`: clean\n',
      },
      expect: 'pass',
    },
    {
      name: 'what was copied before, and may be',
      kind: 'pull-request',
      text: '## Sources Consulted\n\n- docs/release.md says in which order the three services are released\n- docs/rollback.md says how long the old version stays at hand\n',
      earlier: {
        '#12':
          '## Sources Consulted\n\n- docs/release.md says in which order the three services are released\n- docs/rollback.md says how long the old version stays at hand\n',
      },
      options: { mayRepeat: ['sources-consulted'] },
      expect: 'not-applicable',
    },
  ],
});
