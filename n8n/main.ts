import { readExamples } from './examples';
import { raiseStage, type Stage } from './stage';

/** Like a quick real server: long enough to watch progress, short enough not to wait for. */
const renderMs = 8_000;

async function importExamples({ client, credential }: Stage): Promise<string[]> {
	const examples = await readExamples(credential);
	for (const { workflow } of examples) await client.createWorkflow(workflow);
	return examples.map(({ workflow }) => workflow.name);
}

async function main(): Promise<void> {
	const stage = await raiseStage({ renderMs });
	const workflows = await importExamples(stage);
	const { server, owner, simulator, credential } = stage;
	console.log(`
n8n         ${server.baseUrl}
  e-mail    ${owner.email}
  password  ${owner.password}
Simulator   ${simulator.baseUrl}  (key ${simulator.apiKey}, credential "${credential.name}")
Workflows   ${workflows.join(', ') || 'none'}
Log         ${server.logFile}

Ctrl-C ends n8n and the simulator and removes what they have stored.`);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
