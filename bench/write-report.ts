import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';

/** Writes Markdown to a file as the repository wants it laid out. */
export async function writeReportFile(file: string, markdown: string): Promise<void> {
	const options = await resolveConfig(file);
	await writeFile(file, await format(markdown, { ...options, filepath: file }));
}
