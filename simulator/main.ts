import { readCommandLine, usage } from './commandLine';
import { dialectCalled } from './dialects/registry';
import { startSimulator } from './start';

/** Runs a simulator until Ctrl-C. */
async function main(): Promise<void> {
	const options = readCommandLine(process.argv.slice(2), process.env);
	if (options === 'help') {
		process.stdout.write(usage);
		return;
	}
	const simulator = await startSimulator(options);
	const key = simulator.apiKey === '' ? '(leave empty)' : simulator.apiKey;
	const { keyHeader } = dialectCalled(options.dialect ?? 'openai');
	const header = keyHeader === undefined ? `Authorization: Bearer ${key}` : `${keyHeader}: ${key}`;
	process.stdout.write(
		[
			`Videos API simulator (${options.dialect ?? 'openai'}). It costs nothing and renders test pictures.`,
			'',
			`  Base URL   ${simulator.baseUrl}`,
			`  API Key    ${key}`,
			'',
			'Put both into a "Sora API" credential in n8n, or try:',
			`  curl ${simulator.baseUrl}/models${simulator.apiKey === '' ? '' : ` -H "${header}"`}`,
			'Ctrl-C ends it.',
			'',
		].join('\n'),
	);
	const end = () => void simulator.close();
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
}

main().catch((error: unknown) => {
	const reason = error instanceof Error ? error.message : String(error);
	process.stderr.write(`The simulator could not start: ${reason}\n\n${usage}`);
	process.exitCode = 1;
});
