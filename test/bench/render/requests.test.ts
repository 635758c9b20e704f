import { countRequests, sumRequests } from '../../../bench/render/requests';

it('counts list pages among the questions how renders stand, and loses no request', () => {
	const routes = ['create', 'create', 'list', 'status', 'content', 'models', 'unknown'] as const;

	const counts = countRequests(routes.map((route) => ({ route })));

	expect(counts).toEqual({ create: 2, status: 2, content: 1, other: 2 });
	expect(sumRequests(counts)).toBe(routes.length);
});
