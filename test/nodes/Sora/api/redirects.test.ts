import { toSoraError } from '../../../../nodes/Sora/api/errors';
import { redirectTarget, strayRedirect, type Redirect } from '../../../../nodes/Sora/api/redirects';
import { openAt } from '../openAt';

const home = 'http://videos.example.com';

async function outcomeOf(redirect: Partial<Redirect>) {
	const { server } = await openAt(home);
	const url = `${home}/v1/videos`;
	const given = { method: 'GET', url, status: 302, location: '/v2', followed: 0, ...redirect };
	return await Promise.resolve()
		.then(() => redirectTarget(server, given))
		.catch(toSoraError);
}

describe('a redirect is followed', () => {
	it.each<{ name: string; redirect: Partial<Redirect>; expected: string }>([
		{ name: 'by a look, at home', redirect: {}, expected: `${home}/v2` },
		{
			name: 'by a look, to another origin',
			redirect: { location: 'https://cdn.example.net/a.mp4?sig=1' },
			expected: 'https://cdn.example.net/a.mp4?sig=1',
		},
		{ name: 'by a look, the fifth time', redirect: { followed: 4 }, expected: `${home}/v2` },
		{
			name: 'by a create that is to be sent again at home',
			redirect: { method: 'POST', status: 307, location: `${home}/v1/videos/` },
			expected: `${home}/v1/videos/`,
		},
		{
			name: 'by a deletion',
			redirect: { method: 'DELETE', status: 308 },
			expected: `${home}/v2`,
		},
	])('$name', async ({ redirect, expected }) => {
		expect(await outcomeOf(redirect)).toBe(expected);
	});
});

describe('a redirect leads nowhere', () => {
	it.each<{ name: string; redirect: Partial<Redirect>; mayExist: boolean | undefined }>([
		{ name: 'the sixth time', redirect: { followed: 5 }, mayExist: undefined },
		{ name: 'to a file', redirect: { location: 'file:///etc/passwd' }, mayExist: undefined },
		{ name: 'to no address', redirect: { location: 'http://[' }, mayExist: undefined },
		...[301, 302].map((status) => ({
			name: `for a create, which it would turn into a look (${status})`,
			redirect: { method: 'POST', status },
			mayExist: false,
		})),
		{
			name: 'for a create, to another origin',
			redirect: { method: 'POST', status: 307, location: 'https://other.example.com/v1/videos' },
			mayExist: false,
		},
		{
			name: 'for a create, to the address just asked',
			redirect: { method: 'POST', status: 307, location: '/v1/videos' },
			mayExist: true,
		},
		{
			name: 'for a create, the second time',
			redirect: { method: 'POST', status: 308, followed: 1 },
			mayExist: true,
		},
	])('$name', async ({ redirect, mayExist }) => {
		const error = toSoraError(await outcomeOf(redirect));

		expect(error.kind).toBe('notSupported');
		expect(error.details.mayExist).toBe(mayExist);
	});
});

describe('a server that lies elsewhere', () => {
	it('is named as the address to enter, and the key is said to be safe', async () => {
		const { server } = await openAt('https://videos.example.com');
		const error = strayRedirect(server, 'https://new.example.com:8443/v1/videos?sig=1#top');

		expect(error).toMatchObject({
			kind: 'notSupported',
			message:
				'The server sends the request on to another address (https://new.example.com:8443/v1/videos)',
		});
		expect(error.details.advice).toContain('Base URL');
		expect(error.details.advice).toContain('The API key was not sent there');
	});

	it.each([
		{ target: 'https://videos.example.com/v1/videos', baseUrl: 'https://videos.example.com/v1' },
		{
			target: 'https://videos.example.com:8443/v1/videos',
			baseUrl: 'https://videos.example.com:8443/v1',
		},
	])('only by https is told the Base URL to set ($target)', async ({ target, baseUrl }) => {
		const { server } = await openAt('http://videos.example.com:8080');
		const error = strayRedirect(server, target);

		expect(error).toMatchObject({
			kind: 'notSupported',
			message: `The server wants to be asked by https (${target})`,
		});
		expect(error.details.advice).toContain(`Sora API credential to ${baseUrl} (https`);
	});

	it('does not show a key that stands in the address', async () => {
		const { server } = await openAt('https://videos.example.com');

		expect(strayRedirect(server, '/login/sk-test-key').message).not.toContain('sk-test-key');
	});
});
