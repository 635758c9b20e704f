import type { LoggedRequest } from '../../simulator';
import type { RequestCounts } from './figures';

/** Sorts what the server was asked by what it was asked for. */
export function countRequests(requests: readonly Pick<LoggedRequest, 'route'>[]): RequestCounts {
	const counts: RequestCounts = { create: 0, status: 0, content: 0, other: 0 };
	for (const { route } of requests) {
		if (route === 'list') counts.status += 1;
		else if (route === 'create' || route === 'status' || route === 'content') counts[route] += 1;
		else counts.other += 1;
	}
	return counts;
}

export function sumRequests({ create, status, content, other }: RequestCounts): number {
	return create + status + content + other;
}
