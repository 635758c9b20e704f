import { serviceOf } from '../../../../nodes/Sora/services/services';

it.each([
	{ service: 'openRouter', host: 'gateway.example.com', expected: 'openRouter' },
	{ service: 'gemini', host: '127.0.0.1:8080', expected: 'gemini' },
	{ service: 'xai', host: 'api.x.ai', expected: 'xai' },
	{ service: 'together', host: 'api.together.ai', expected: 'together' },
	{ service: 'openAi', host: 'api.openai.com', expected: 'openAi' },
	{ service: 'openAi', host: 'openrouter.ai', expected: 'openAi' },
	{ service: 'other', host: 'openrouter.ai', expected: 'openRouter' },
	{ service: 'other', host: 'generativelanguage.googleapis.com', expected: 'gemini' },
	{ service: 'other', host: 'api.x.ai', expected: 'xai' },
	{ service: 'other', host: 'api.together.xyz', expected: 'together' },
	{ service: 'other', host: 'localhost:8091', expected: 'openAi' },
	{ service: 'other', host: 'evil-openrouter.ai', expected: 'openAi' },
	{ service: 'unheard of', host: 'localhost', expected: 'openAi' },
])('$service at $host speaks $expected', ({ service, host, expected }) => {
	expect(serviceOf({ service, host }).name).toBe(expected);
});
