import type { PullInput } from '../github/state/input.js';
import type { RuleCase } from './flow-case.js';
import type { FlowAnswer } from './flow-run.js';
import { makeGate } from './gate-run.js';

const CONFIG = `extends: devops-elite
mode: strict
roster:
  - { login: ada, start: 2026-01-05 }
`;

/** What the built Action says of one rule on a pull request with its reviews and threads: it fails where the summary asks its question. */
export async function conversationAnswer(flow: RuleCase, artefact: string): Promise<FlowAnswer> {
  const {
    pull,
    others = [],
    files = {},
  } = JSON.parse(artefact) as {
    readonly pull: PullInput;
    readonly others?: readonly PullInput[];
    readonly files?: Readonly<Record<string, string>>;
  };
  const gate = await makeGate({ config: CONFIG, files, pull, repository: { pulls: [pull, ...others] } });
  try {
    const { summary, stdout, stderr, code } = await gate.start();
    if (code > 1) throw new Error(`${flow.name}: exit ${code}\n${stdout}${stderr}`);
    return { outcome: summary.includes(`(\`${flow.rule}\`)`) ? 'fail' : 'pass', codes: [] };
  } finally {
    await gate.stop();
  }
}
