import type { Links } from '../links.js';
import { actionsApp } from '../state/defaults.js';
import type { World } from '../state/world.js';
import { accountShape, nodeId } from './account.js';

/** The app of GitHub Actions as REST writes it. */
export function appShape(world: World, links: Links): Record<string, unknown> {
  return {
    ...actionsApp,
    node_id: nodeId('App', actionsApp.id),
    owner: accountShape(world, links, 'github'),
    description: '',
    external_url: 'https://help.github.com/en/actions',
    html_url: `${links.html}/apps/${actionsApp.slug}`,
    created_at: '2018-07-30T09:30:17Z',
    updated_at: '2024-04-10T20:33:16Z',
    permissions: {},
    events: [],
  };
}
