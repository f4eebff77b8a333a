import { branchRoutes } from './branches.js';
import type { Route } from './call.js';
import { checkRoutes } from './checks.js';
import { collaboratorRoutes } from './collaborators.js';
import { commentRoutes } from './comments.js';
import { commitRoutes } from './commits.js';
import { contentRoutes } from './contents.js';
import { deploymentRoutes } from './deployments.js';
import { issueRoutes } from './issues.js';
import { labelRoutes } from './labels.js';
import { pullRoutes } from './pulls.js';
import { releaseRoutes } from './releases.js';
import { repositoryRoutes } from './repository.js';
import { reviewRoutes } from './reviews.js';
import { rulesetRoutes } from './rulesets.js';
import { statusRoutes } from './statuses.js';
import { timelineRoutes } from './timeline.js';
import { workflowRoutes } from './workflows.js';

/** What answers each operation of a repository, by the id that the description gives it. */
export const routes: Readonly<Record<string, Route>> = {
  ...repositoryRoutes,
  ...pullRoutes,
  ...reviewRoutes,
  ...commentRoutes,
  ...commitRoutes,
  ...contentRoutes,
  ...statusRoutes,
  ...checkRoutes,
  ...workflowRoutes,
  ...deploymentRoutes,
  ...releaseRoutes,
  ...labelRoutes,
  ...timelineRoutes,
  ...rulesetRoutes,
  ...issueRoutes,
  ...collaboratorRoutes,
  ...branchRoutes,
};
