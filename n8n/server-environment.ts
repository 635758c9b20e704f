import { nodeEnvironment } from './node-runtime';

/** The ports of one n8n: the editor with its webhooks, and the broker of its task runners. */
export interface ServerPorts {
	editor: number;
	broker: number;
}

/**
 * The whole environment of an n8n under test. Nothing else is inherited, so that no setting,
 * proxy or secret of the shell changes a result; nothing calls home.
 */
export function serverEnvironment(userFolder: string, ports: ServerPorts): Record<string, string> {
	const address = `http://127.0.0.1:${ports.editor}/`;
	return {
		...nodeEnvironment(),
		HOME: userFolder,
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(ports.editor),
		N8N_RUNNERS_BROKER_PORT: String(ports.broker),
		N8N_EDITOR_BASE_URL: address,
		N8N_WEBHOOK_URL: address,
		// Loopback has no https, and a browser sends no secure cookie without it.
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		// Asks a server on the net for its list when n8n starts.
		N8N_DISABLED_MODULES: 'mcp-registry',
		N8N_LOG_FORMAT: 'text',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
	};
}
