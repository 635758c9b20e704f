const local =
	/^(localhost|.*\.(localhost|local|internal|lan|home\.arpa)|127(\.\d+){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:7f[0-9a-f:]*\])$/i;
const privateNetwork =
	/^(10(\.\d+){3}|192\.168(\.\d+){2}|172\.(1[6-9]|2\d|3[01])(\.\d+){2}|169\.254(\.\d+){2}|\[(f[cd]|fe[89ab])[0-9a-f:]*\])$/i;

/**
 * Whether a server at `serverUrl` could ever call n8n at `webhookUrl`: from the internet only by
 * https at a public host; a server on the same machine or network may use plain http too.
 * Host names without a dot are containers on one Docker network.
 */
export function canReach(serverUrl: string, webhookUrl: string): boolean {
	if (!URL.canParse(webhookUrl)) return false;
	const { protocol, hostname } = new URL(webhookUrl);
	if (isInside(new URL(serverUrl).hostname)) return protocol === 'http:' || protocol === 'https:';
	return protocol === 'https:' && !isInside(hostname);
}

function isInside(hostname: string): boolean {
	const host = hostname.replace(/\.$/, '');
	const isBareName = !host.includes('.') && !host.startsWith('[');
	return isBareName || local.test(host) || privateNetwork.test(host);
}
