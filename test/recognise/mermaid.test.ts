import { drawsSomething, readMermaid } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

const drawn = (text: string) => {
  const read = readMermaid(text);
  return read === null ? null : { nodes: read.nodes, edges: read.edges, problem: read.problem?.words };
};

describe('flowcharts', () => {
  test.each([
    ['flowchart LR\nShop --> Bank', ['Shop', 'Bank'], 1],
    ['graph TD;Shop-->Bank;Bank-->Ledger', ['Shop', 'Bank', 'Ledger'], 2],
    [
      'graph TD\nA[Gateway] -->|asks| B[(Store)]\nA -- tells --> C{{Queue}}',
      ['Gateway', 'Store', 'Queue'],
      2,
    ],
    ['flowchart LR\nA & B --> C & D', ['A', 'B', 'C', 'D'], 4],
    ['flowchart LR\na-b.c -.-> d ==> e --- f o--o g <--> h', ['a-b.c', 'd', 'e', 'f', 'g', 'h'], 5],
    [
      '---\ntitle: x\n---\n%%{init: {}}%%\nflowchart TB\n%% a comment\nsubgraph one\nA-->B\nend\nclassDef x fill:#fff',
      ['A', 'B'],
      1,
    ],
    [
      'flowchart LR\nA["text; with (brackets"]:::big --> B@{ shape: cyl, label: "Store" }',
      ['text; with (brackets', 'Store'],
      1,
    ],
    ['flowchart LR\nShop -. often .-> Bank', ['Shop', 'Bank'], 1],
    ['flowchart LR\nShop["The\nshop"] -->\nBank ~~~\nLedger', ['The shop', 'Bank', 'Ledger'], 2],
  ])('%j', (text, nodes, edges) => {
    expect(drawn(text)).toEqual({ nodes, edges, problem: undefined });
  });

  test.each([
    ['flowchart LR\nA -->', 'an edge leads nowhere', 2],
    ['flowchart LR\n\nA[Shop --> B', 'the shape of A is not closed', 3],
    ['flowchart LR\nsubgraph one\nA --> B', 'a subgraph has no `end`', 2],
    ['flowchart LR\nA --> B\nend', '`end` closes no subgraph', 3],
  ])('%j is broken', (text, words, line) => {
    expect(readMermaid(text)?.problem).toEqual({ words, line });
  });
});

test.each([
  [
    'sequenceDiagram\nparticipant G as Gateway\nG->>Store: read\nStore-->>-G: session',
    ['Gateway', 'Store'],
    2,
  ],
  ['sequenceDiagram\nloop every minute\nShop->>Bank: ask\nend\nNote over Shop: waits', ['Shop', 'Bank'], 1],
  [
    'stateDiagram-v2\n[*] --> Running\nRunning --> Failed: crash\nstate "is tried again" as Retry',
    ['Running', 'Failed', 'is tried again'],
    2,
  ],
  [
    'classDiagram\nRule <|-- Runbook\nclass Finding {\n+code\n...\n}\nRule "1" --> "many" Finding : has',
    ['Rule', 'Runbook', 'Finding'],
    2,
  ],
  ['erDiagram\nCUSTOMER ||--o{ ORDER : places\nORDER {\n string id\n}', ['CUSTOMER', 'ORDER'], 1],
  [
    'C4Context\nPerson(ann, "Customer")\nSystem(shop, "Shop")\nRel(ann, shop, "buys")',
    ['Customer', 'Shop'],
    1,
  ],
])('%j', (text, nodes, edges) => {
  expect(drawn(text)).toEqual({ nodes, edges, problem: undefined });
});

test.each([
  ['sequenceDiagram\nalt good\nA->>B: x', 'a block has no `end`'],
  ['sequenceDiagram\n->>B: x', 'a message has no sender or no receiver'],
  ['erDiagram\nORDER {\n string id', 'a `{` is not closed'],
  ['stateDiagram\nRunning -->', 'a relation leads nowhere'],
])('%j is broken', (text, words) => {
  expect(drawn(text)?.problem).toBe(words);
});

test.each(['', 'npm test', 'pie title x\n"a": 1', 'graphical\nA-->B', 'toString\nA-->B'])(
  '%j is no such diagram',
  (text) => {
    expect(readMermaid(text)).toBeNull();
  },
);

test.each([
  ['flowchart LR\nA-->B', false],
  ['flowchart LR\nShop\nBank', false],
  ['flowchart LR\nShop --> Bank', true],
])('%j draws something: %j', (text, expected) => {
  const read = readMermaid(text);
  expect(read !== null && drawsSomething(read)).toBe(expected);
});

test.each([
  ['edges', `flowchart LR\n${'A--'.repeat(40_000)}`],
  ['brackets', `flowchart LR\n${'A['.repeat(40_000)}`],
  ['lines of edges', `flowchart LR\n${`${'A-- '.repeat(200)}\n`.repeat(500)}`],
  ['one word', `classDiagram\n${'a'.repeat(100_000)}`],
  ['words', `erDiagram\n${`${'x '.repeat(400)}\n`.repeat(1000)}`],
  ['arrows', `sequenceDiagram\n${'->'.repeat(50_000)}`],
  ['commas', `C4Context\n${`Rel(${','.repeat(900)}\n`.repeat(1500)}`],
])('a diagram of nothing but %s is read to its end', (_, text) => {
  const read = readMermaid(text);
  expect(read === null || drawsSomething(read)).toBe(false);
});
