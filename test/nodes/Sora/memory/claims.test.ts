import { openClaims } from '../../../../nodes/Sora/memory/claims';

let servers = 0;
const newServer = () => `https://${servers++}.example.com/v1`;

it('a render found at the server goes to one run only, and to one output of it', () => {
	const server = newServer();
	const [one, other] = [openClaims(server), openClaims(server)];

	expect(one.claim('v1')).toBe(true);
	expect(one.claim('v1')).toBe(false);
	expect(other.claim('v1')).toBe(false);
});

it('a render that a neighbour has made is not found, even when the neighbour has ended', () => {
	const server = newServer();
	const [one, other] = [openClaims(server), openClaims(server)];
	one.use('v1');
	one.end();

	expect(other.claim('v1')).toBe(false);
});

it('a render is used by others until each of them has ended', () => {
	const server = newServer();
	const [maker, reader, third] = [openClaims(server), openClaims(server), openClaims(server)];
	for (const run of [maker, reader, third]) run.use('v1');

	expect(maker.isUsedByOthers('v1')).toBe(true);

	reader.end();

	expect(maker.isUsedByOthers('v1')).toBe(true);

	third.end();

	expect(maker.isUsedByOthers('v1')).toBe(false);
	expect(maker.isUsedByOthers('never heard of')).toBe(false);
});

it('ids of two servers are two videos', () => {
	openClaims(newServer()).use('v1');

	expect(openClaims(newServer()).claim('v1')).toBe(true);
});

it('the newest twenty thousand are known', () => {
	const claims = openClaims(newServer());
	for (let video = 0; video <= 20_000; video++) claims.use(`v${video}`);

	expect(claims.claim('v20000')).toBe(false);
	expect(claims.claim('v1')).toBe(false);
	expect(claims.claim('v0')).toBe(true);
});
