import assert from 'node:assert/strict';
import execa from 'execa';
import type { Stage } from '../../n8n/stage';
import { runStep } from '../../n8n/step';
import { renderAtSimulator } from '../../n8n/suite/media';
import { byId, type NodeSpec, soraNode } from '../../n8n/suite/workflow';
import { startSimulator } from '../../simulator';
import { timeBareDownload } from './bare';
import { forgetRun, readDelivered, restartN8n, runTimed, saveWorkflow } from './batch';
import type { Transfer, Usage } from './figures';
import type { Plan } from './plan';
import { findN8n, meter } from './process-meter';

const limitMs = 5 * 60_000;
/** Enough for the buffers of a stream to reach their full size. */
const warmUpBytes = 64 * 2 ** 20;

/** A stage whose simulator holds one finished video with a file of that size. */
interface FileStage {
	stage: Stage;
	videoId: string;
	bytes: number;
}

async function withFile<T>(
	stage: Stage,
	bytes: number,
	work: (file: FileStage) => Promise<T>,
): Promise<T> {
	const simulator = await startSimulator({ media: { bytes }, renderMs: 0 });
	try {
		const credential = await stage.client.createCredential({
			name: `Simulator of files of ${bytes} bytes`,
			type: 'soraApi',
			data: { ...stage.credentialFields, baseUrl: simulator.baseUrl },
		});
		const own = { ...stage, simulator, credential };
		const { id } = await renderAtSimulator(own, 'a large file');
		return await work({ stage: own, videoId: id, bytes });
	} finally {
		await simulator.close();
	}
}

function downloadNode({ stage, videoId }: FileStage): NodeSpec {
	return soraNode(stage, { operation: 'download', videoId: byId(videoId) });
}

/** n8n's own HTTP Request node, fetching the file of a video: what n8n takes without our node. */
function httpRequestNode({ simulator }: Stage, videoId: string): NodeSpec {
	const authorization = { name: 'Authorization', value: `Bearer ${simulator.apiKey}` };
	return {
		name: 'HTTP Request',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			url: `${simulator.baseUrl}/videos/${videoId}/content`,
			sendHeaders: true,
			headerParameters: { parameters: [authorization] },
			options: { response: { response: { responseFormat: 'file' } } },
		},
	};
}

/** What has been written before must not slow down what is timed next. */
async function emptyWriteCache(): Promise<void> {
	await execa('sync', { timeout: limitMs });
}

async function fetchBy(
	node: NodeSpec,
	{ stage, bytes }: FileStage,
): Promise<{ seconds: number; usage: Usage }> {
	const workflowId = await saveWorkflow(stage, node, [{}]);
	const pid = await findN8n(stage.server.userFolder);
	await emptyWriteCache();
	const run = async () => await runTimed(stage, workflowId, limitMs);
	const { result, usage } = await meter(pid, run);
	const [item] = await readDelivered(stage, result.executionId, node, 1);
	assert.equal(item?.binary?.data?.bytes, bytes, `"${node.name}" has not the whole file`);
	await forgetRun(stage, result.executionId);
	return { seconds: result.wallSeconds, usage };
}

async function measureRound(file: FileStage): Promise<Transfer> {
	const ours = await fetchBy(downloadNode(file), file);
	const http = await fetchBy(httpRequestNode(file.stage, file.videoId), file);
	await emptyWriteCache();
	const bareSeconds = await timeBareDownload(file.stage, file.videoId);
	return {
		bytes: file.bytes,
		oursSeconds: ours.seconds,
		httpSeconds: http.seconds,
		bareSeconds,
		usage: ours.usage,
	};
}

/** One finished file through our node, n8n's HTTP Request node and a bare client, in turn. */
export async function measureTransfer(
	stage: Stage,
	{ bytes, rounds }: Plan['transfer'],
): Promise<Transfer[]> {
	await runStep('Restarting n8n', async () => await restartN8n(stage));
	await withFile(stage, warmUpBytes, async (file) => await fetchBy(downloadNode(file), file));
	return await withFile(stage, bytes, async (file) => {
		const transfers: Transfer[] = [];
		for (let round = 1; round <= rounds; round++) {
			const label = `One file of ${bytes} bytes, three ways, round ${round}`;
			transfers.push(await runStep(label, async () => await measureRound(file)));
		}
		return transfers;
	});
}
