import type { SettingsState } from './model.js';

/** How GitHub sets up a new repository. */
export const newSettings: SettingsState = {
  squash: true,
  merge: true,
  rebase: true,
  squashTitle: 'COMMIT_OR_PR_TITLE',
  squashMessage: 'COMMIT_MESSAGES',
  mergeTitle: 'MERGE_MESSAGE',
  mergeMessage: 'PR_TITLE',
  deleteBranchOnMerge: false,
};

/** When everything happened that says nothing of its time. */
export const START = '2026-11-02T09:00:00Z';

/** The app of GitHub Actions, by the id that it really has. */
export const actionsApp = { id: 15368, slug: 'github-actions', name: 'GitHub Actions' };
