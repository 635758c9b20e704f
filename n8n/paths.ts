import path from 'node:path';

/** Root folder of the repository. */
export const repoFolder = path.resolve(__dirname, '..');

/** Where n8n, its Node and all state of the runs live; ignored by git. */
export const cacheFolder = path.join(repoFolder, '.cache', 'n8n');

/** Entry script of the installed n8n. */
export const n8nScript = path.join(cacheFolder, 'node_modules', 'n8n', 'bin', 'n8n');

/** Screenshots that the README shows. */
export const imagesFolder = path.join(repoFolder, 'docs', 'images');
