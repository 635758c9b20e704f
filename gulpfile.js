'use strict';

const { dest, src } = require('gulp');

/** Copies what tsc leaves behind: the icons, and the codex files that lie beside the built nodes. */
function copyAssets() {
	// Without `encoding: false` gulp 5 reads every file as UTF-8 and would spoil a binary one.
	return src(['nodes/**/*.{svg,json}', 'credentials/**/*.svg'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

exports.default = copyAssets;
