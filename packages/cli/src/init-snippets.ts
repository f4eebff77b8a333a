/** What other hook managers need, to be pasted: their files are their users' own. */
export const SNIPPETS = {
  lefthook: `Paste into lefthook.yml, then run: lefthook install

commit-msg:
  commands:
    forethought:
      run: sh node_modules/forethought/dist/hooks/commit-msg {1}
pre-commit:
  commands:
    forethought:
      glob: "*.{md,markdown}"
      run: sh node_modules/forethought/dist/hooks/pre-commit
pre-push:
  commands:
    forethought:
      use_stdin: true
      run: sh node_modules/forethought/dist/hooks/pre-push {1} {2}
`,
  'pre-commit': `Paste into .pre-commit-config.yaml, then run: pre-commit install -t pre-commit -t commit-msg -t pre-push

- repo: local
  hooks:
    - id: forethought-commit-msg
      name: forethought (commit message)
      entry: sh node_modules/forethought/dist/hooks/commit-msg
      language: system
      stages: [commit-msg]
    - id: forethought-documents
      name: forethought (staged documents)
      entry: sh node_modules/forethought/dist/hooks/pre-commit
      language: system
      stages: [pre-commit]
      files: \\.(md|markdown)$
      pass_filenames: false
    - id: forethought-pre-push
      name: forethought (outgoing commits)
      entry: sh node_modules/forethought/dist/hooks/pre-push
      language: system
      stages: [pre-push]
      always_run: true
      pass_filenames: false
`,
} as const;
