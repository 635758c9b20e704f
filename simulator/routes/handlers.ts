import { Refusal } from '../http/refusal';
import { type ApiRouteName, routeTable } from './names';
import type { Dialect, Handler } from '../studio';

/** The dialect's handler for a route, or a refusal where its server has none. */
export function handlerFor(dialect: Dialect, name: ApiRouteName): Handler {
	return dialect.handlers[name] ?? ((call) => refuseMissing(dialect, name, call));
}

/** Refuses an address that no server of any dialect has. */
export const refuseUnknown: Handler = (call) => {
	throw new Refusal('noRoute', `Invalid URL (${call.method} ${call.path})`);
};

/** 405 where another method is served at the same address, else 404, as web frameworks do. */
function refuseMissing(dialect: Dialect, name: ApiRouteName, call: Parameters<Handler>[0]): never {
	const routes = dialect.routes ?? routeTable;
	const path = routes.find((route) => route.name === name)?.path;
	const siblings = routes.filter((route) => route.path === path);
	if (siblings.some((route) => dialect.handlers[route.name] !== undefined)) {
		throw new Refusal('noMethod', `Method ${call.method} is not allowed here.`);
	}
	throw new Refusal('noRoute', `Invalid URL (${call.method} ${call.path})`);
}
