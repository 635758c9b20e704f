import { canReach } from '../../../../nodes/Sora/webhooks/reachability';

const publicServer = 'https://api.openai.com/v1';

describe('a server in the internet', () => {
	it.each([
		'https://n8n.example.com/webhook/1',
		'https://n8n.example.com:8443/webhook/1',
		'https://203.0.113.7/webhook/1',
		'https://[2001:db8::7]/webhook/1',
		'https://172.15.0.1/webhook/1',
		'https://172.32.0.1/webhook/1',
		'https://localhost.example.com/webhook/1',
		'https://10.example.com/webhook/1',
		'https://fd.example.com/webhook/1',
	])('reaches %s', (url) => {
		expect(canReach(publicServer, url)).toBe(true);
	});

	it.each([
		'http://n8n.example.com/webhook/1',
		'http://localhost:5678/webhook/1',
		'https://localhost:5678/webhook/1',
		'https://n8n.localhost/webhook/1',
		'https://LOCALHOST/webhook/1',
		'https://n8n/webhook/1',
		'https://n8n.local/webhook/1',
		'https://n8n.internal/webhook/1',
		'https://n8n.lan/webhook/1',
		'https://n8n.home.arpa/webhook/1',
		'https://127.0.0.1/webhook/1',
		'https://127.1/webhook/1',
		'https://2130706433/webhook/1',
		'https://0.0.0.0/webhook/1',
		'https://10.0.0.5/webhook/1',
		'https://192.168.1.5/webhook/1',
		'https://172.16.0.1/webhook/1',
		'https://172.31.255.1/webhook/1',
		'https://169.254.1.1/webhook/1',
		'https://[::1]/webhook/1',
		'https://[fd12::1]/webhook/1',
		'https://[fe80::1]/webhook/1',
		'https://[::ffff:127.0.0.1]/webhook/1',
		'https://localhost./webhook/1',
		'ftp://n8n.example.com/webhook/1',
		'n8n.example.com/webhook/1',
		'n8n.example.com:5678/webhook/1',
		'/webhook/1',
		'',
	])('does not reach "%s", and says so rather than breaking', (url) => {
		expect(canReach(publicServer, url)).toBe(false);
	});
});

describe("a server of one's own", () => {
	const servers = [
		'http://localhost:8091/v1',
		'http://127.0.0.1:8091/v1',
		'http://[::1]:8091/v1',
		'http://vllm:8091/v1',
		'http://host.docker.internal:8091/v1',
		'http://192.168.1.20:8091/v1',
		'http://10.1.2.3/v1',
		'http://gpu.lan/v1',
	];

	it.each(servers)('at %s reaches n8n by plain http in the same network', (server) => {
		for (const host of ['localhost:5678', '127.0.0.1:5678', 'n8n:5678', '192.168.1.5:5678']) {
			expect(canReach(server, `http://${host}/webhook/1`)).toBe(true);
		}
	});

	it.each(servers)('at %s reaches n8n at its public address', (server) => {
		expect(canReach(server, 'https://n8n.example.com/webhook/1')).toBe(true);
	});

	it('does not reach an address that is none', () => {
		expect(canReach('http://localhost:8091/v1', 'localhost:5678/webhook/1')).toBe(false);
	});
});
