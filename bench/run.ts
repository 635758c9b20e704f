import { raiseStage, type Stage } from '../n8n/stage';
import { type Order, type PartName, readCommandLine, usage } from './render/command-line';
import type { Results } from './render/figures';
import { keepResults } from './render/keep';
import { measureLoad } from './render/load';
import type { Plan } from './render/plan';
import { printTables } from './render/print';
import { measureSideBySide } from './render/side-by-side';
import { measureTransfer } from './render/transfer';

const parts: Record<PartName, (stage: Stage, plan: Plan) => Promise<Results>> = {
	'side-by-side': async (stage, { sideBySide }) => ({
		sideBySide: await measureSideBySide(stage, sideBySide),
	}),
	load: async (stage, { load }) => ({ load: await measureLoad(stage, load) }),
	transfer: async (stage, { transfer }) => ({
		transfer: await measureTransfer(stage, transfer),
	}),
};

async function measure({ parts: names, plan }: Order): Promise<Results> {
	const stage = await raiseStage({ media: 'tiny' });
	const results: Results = {};
	try {
		for (const name of names) {
			const found = await parts[name](stage, plan);
			// At once, so that a later failure does not take minutes of measuring with it.
			printTables(found);
			Object.assign(results, found);
		}
		return results;
	} finally {
		await stage.close();
	}
}

async function main(): Promise<void> {
	const order = readCommandLine(process.argv.slice(2));
	if (order === 'help') {
		console.log(usage);
		return;
	}
	const results = await measure(order);
	if (!order.complete) return;
	const files = await keepResults(results);
	console.log(`\nWritten: ${files.join(', ')}`);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
