'use strict';

/** A credential of the generic kind, with a default and an optional secret. */
exports.TinyApi = class TinyApi {
	name = 'tinyApi';
	displayName = 'Tiny API';
	properties = [
		{ name: 'baseUrl', displayName: 'Base URL', type: 'string', default: 'http://127.0.0.1' },
		{ name: 'token', displayName: 'Token', type: 'string', default: '' },
	];
	authenticate = {
		type: 'generic',
		properties: { headers: { 'x-token': '={{ $credentials.token }}' } },
	};
};
