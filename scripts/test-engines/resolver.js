'use strict';

const path = require('node:path');

/** In n8n our nodes find these in n8n's own modules, whatever lies in ours. */
const broughtByEngine = /^(n8n-core|n8n-workflow|@n8n\/di|reflect-metadata|zod)(\/|$)/;

/**
 * Jest's resolver, but for what the engine under test brings along: it comes from the folder in
 * ENGINE_FOLDER. Inside that folder every package keeps the versions it was installed with.
 */
module.exports = (request, options) => {
	const folder = process.env.ENGINE_FOLDER;
	if (!folder) throw new Error('ENGINE_FOLDER names no engine');
	const isOutside = path.relative(folder, options.basedir).startsWith('..');
	const basedir = isOutside && broughtByEngine.test(request) ? folder : options.basedir;
	return options.defaultResolver(request, { ...options, basedir });
};
