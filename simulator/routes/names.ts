/** Where a route is served. */
export interface Route {
	readonly name: ApiRouteName;
	readonly method: 'GET' | 'POST' | 'DELETE';
	readonly path: string;
	/** Path before it where it is not the dialect's own. */
	readonly base?: string;
}

/** OpenAI's addresses; a dialect serves some of them, or has addresses of its own. */
export const routeTable = [
	{ name: 'create', method: 'POST', path: '/videos' },
	{ name: 'list', method: 'GET', path: '/videos' },
	{ name: 'edit', method: 'POST', path: '/videos/edits' },
	{ name: 'extend', method: 'POST', path: '/videos/extensions' },
	{ name: 'characterCreate', method: 'POST', path: '/videos/characters' },
	{ name: 'characterGet', method: 'GET', path: '/videos/characters/:id' },
	{ name: 'status', method: 'GET', path: '/videos/:id' },
	{ name: 'delete', method: 'DELETE', path: '/videos/:id' },
	{ name: 'content', method: 'GET', path: '/videos/:id/content' },
	{ name: 'remix', method: 'POST', path: '/videos/:id/remix' },
	{ name: 'models', method: 'GET', path: '/models' },
	{ name: 'endpointCreate', method: 'POST', path: '/webhook_endpoints' },
	{ name: 'endpointList', method: 'GET', path: '/webhook_endpoints' },
	{ name: 'endpointGet', method: 'GET', path: '/webhook_endpoints/:id' },
	{ name: 'endpointUpdate', method: 'POST', path: '/webhook_endpoints/:id' },
	{ name: 'endpointDelete', method: 'DELETE', path: '/webhook_endpoints/:id' },
	{ name: 'endpointRotate', method: 'POST', path: '/webhook_endpoints/:id/rotate_secret' },
	{ name: 'endpointTest', method: 'POST', path: '/webhook_endpoints/:id/test' },
	{ name: 'eventTypes', method: 'GET', path: '/webhook_event_types' },
] as const;

export type ApiRouteName = (typeof routeTable)[number]['name'] | 'videoModels' | 'key';

/** The API's routes, files at the other origin, and addresses nobody serves. */
export type RouteName = ApiRouteName | 'file' | 'unknown';

const names: readonly string[] = [
	...routeTable.map((route) => route.name),
	...['videoModels', 'key', 'file', 'unknown'],
];

export function isRouteName(name: string): name is RouteName {
	return names.includes(name);
}
