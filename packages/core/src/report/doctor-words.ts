import type { GapCode } from '../gap.js';

/** What is open, why it matters, and where to close it; `{name}` is filled from the gap's data. */
export interface GapWords {
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

const RULESETS = 'Settings, Rules, Rulesets, the ruleset of the default branch';

/** The words of every gap, settings by the names that GitHub's pages give them. */
export const GAP_WORDS: Readonly<Record<GapCode, GapWords>> = {
  'no-gate': {
    what: 'no workflow on the default branch runs the gate for pull requests',
    why: 'nothing judges what people propose',
    fix: 'add .github/workflows/forethought.yml as docs/action.md shows it',
  },
  'no-policy': {
    what: 'the default branch has no forethought.yml',
    why: 'without one the gate observes and never fails',
    fix: 'run forethought init, commit what it writes and merge it',
  },
  'not-required': {
    what: 'no rule requires a check of the gate ({checks})',
    why: 'a pull request can be merged while it fails or before it has run',
    fix: `${RULESETS}, Require status checks to pass: add the check, with GitHub Actions as its source`,
  },
  'required-elsewhere': {
    what: 'rulesets require workflows ({workflows}), and none in this repository runs the gate',
    why: 'whether one of them does can only be seen where they stand',
    fix: 'look there, and name its check with --check',
  },
  'any-source': {
    what: 'the required check {check} may come from any source',
    why: 'whoever can push may set a status of that name and pass',
    fix: `${RULESETS}, Require status checks to pass: choose GitHub Actions as the source of the check`,
  },
  'required-workflow-types': {
    what: 'the gate is required as a workflow only, and there is no merge queue',
    why: 'a required workflow never runs when a description is edited or a draft becomes ready, whatever its types say, so an old verdict stays',
    fix: `${RULESETS}: require a merge queue, or also the check of a workflow in this repository that has those types`,
  },
  'editable-workflow': {
    what: 'the gate runs from the pull request’s own copy of {workflows}',
    why: 'under pull_request a change to that file takes part in judging itself',
    fix: 'an organisation can require the workflow (Settings of the organisation, Repository, Rulesets, Require workflows to pass before merging); without one, let CODEOWNERS guard .github/ and require its review',
  },
  'policy-unowned': {
    what: 'CODEOWNERS names nobody for {paths}',
    why: 'the next pull request is judged by what this one makes of the policy',
    fix: 'add a line for each to .github/CODEOWNERS, below lines that match the same paths',
  },
  'owners-not-asked': {
    what: 'CODEOWNERS guards the policy, and no rule requires the owners’ review',
    why: 'without it they are told and never asked',
    fix: `${RULESETS}, Require a pull request before merging: Require review from Code Owners`,
  },
  'squash-blank': {
    what: 'a squash keeps no message at all',
    why: 'whatever was written as evidence is gone from the history',
    fix: 'Settings, General, Pull Requests, Allow squash merging, Default commit message: Pull request title and description',
  },
  'squash-other-text': {
    what: 'the step judges {judged}, and a squash keeps {landing}',
    why: 'the evidence that passed is not what stays',
    fix: 'leave out the input landing, or set Settings, General, Pull Requests, Allow squash merging, Default commit message to match it',
  },
  'event-missing': {
    what: 'no workflow of the gate runs on pull_request',
    why: 'a pull request is judged late or never',
    fix: 'add pull_request under on: with the types that docs/action.md lists',
  },
  'type-missing': {
    what: 'the gate does not run when a pull request is {types}',
    why: 'an old verdict stays after the text, the commits or the draft state have changed',
    fix: 'add {types} to types: under on: pull_request',
  },
  'label-types': {
    what: 'the gate does not run when a pull request is {types}',
    why: 'a policy that asks by labels answers late',
    fix: 'add {types} to types: under on: pull_request where the policy uses labels',
  },
  'queue-event-missing': {
    what: 'the branch has a merge queue, and the gate does not run on merge_group',
    why: 'a required check that never reports keeps every entry waiting, and what the queue lands is not judged again',
    fix: 'add merge_group: under on:',
  },
  'filtered-event': {
    what: 'the gate runs on {event} only for some paths ({filters})',
    why: 'where it does not run, a required check waits for ever; the policy decides by paths itself',
    fix: 'take {filters} out of on: {event}',
  },
  'draft-condition': {
    what: 'the gate is skipped by a condition on drafts: {condition}',
    why: 'a skipped job counts as a success, also as a required check; drafts are only advised anyway',
    fix: 'take the condition out, and add ready_for_review to types:',
  },
  condition: {
    what: 'the gate is skipped unless {condition}',
    why: 'a skipped job counts as a success, also as a required check',
    fix: 'take the condition out and let the policy exempt what it should',
  },
  'may-fail': {
    what: 'the gate may fail without consequence (continue-on-error)',
    why: 'the check reports success whatever the verdict is',
    fix: 'take continue-on-error out; mode: observe in forethought.yml is the way to try it first',
  },
  'cancelled-run': {
    what: 'a new run cancels the gate’s run before it (cancel-in-progress)',
    why: 'events come close together, and a run cancelled last leaves the check without a verdict',
    fix: 'set cancel-in-progress: false; the newest waiting run is kept in any case',
  },
  'head-checkout': {
    what: 'a job on {event} checks out what the pull request proposes',
    why: 'a later step can run a stranger’s code with the token and the secrets of the base',
    fix: 'use pull_request, or leave out ref and repository; the gate needs no checkout',
  },
  unpinned: {
    what: 'actions are named by something that can be moved: {names}',
    why: 'whoever moves it runs their code with the token of the job',
    fix: 'write the full commit sha after the @, and the version as a comment',
  },
  'default-permissions': {
    what: 'the job of the gate says nothing about permissions',
    why: 'it gets what the repository grants by default, which may be writing everything',
    fix: 'write permissions: {} at the top, and in the job contents: read and pull-requests: read',
  },
  'wide-permissions': {
    what: 'the job of the gate may do more than its inputs need: {scopes}',
    why: 'a fault in any step of the job reaches as far as its token',
    fix: 'lower them, or turn on the input that writes',
  },
  'narrow-permissions': {
    what: 'the job of the gate lacks what its inputs need: {scopes}',
    why: 'what can’t be read is judged from the event’s older snapshot, and what can’t be written is left out',
    fix: 'add them under permissions: of the job',
  },
  'named-without-consent': {
    what: '{login} is shown by name in reports: {what}',
    why: 'a name is shown of people who agreed to it, and nothing here says that this one did',
    fix: 'let {login} approve a pull request that says named: true, or take it out',
  },
  unread: {
    what: '{what} could not be read',
    why: '{why}',
    fix: 'run it again with a token that may, such as that of an administrator',
  },
};
