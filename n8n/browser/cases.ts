import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { z } from 'zod';
import type { Stage } from '../stage';
import type { SuiteCase } from '../suite/case';
import { composeWorkflow, manualTrigger, soraNode, soraTriggerType } from '../suite/workflow';
import { Editor, type Theme } from './editor';

const operations = ['Create', 'Delete', 'Download', 'Edit', 'Extend', 'Get', 'Get Many', 'Remix'];

const createForm = [
	...['Resource', 'Operation', 'Prompt', 'Prompt Details', 'Model'],
	...['Aspect Ratio', 'Resolution', 'Duration'],
	...['First Frame', 'Last Frame', 'Reference Images', 'Audio'],
	...['Wait for Completion', 'Files', 'Put Output File in Field'],
	...['Model Settings', 'Limits', 'Options'],
];

const playingSchema = z.object({ seconds: z.number(), width: z.number(), playing: z.boolean() });

/** Opens a workflow of its own in a new window. */
async function withEditor(
	{ browser, stage, theme = 'light' }: { browser: Browser; stage: Stage; theme?: Theme },
	save: (stage: Stage) => Promise<string>,
	work: (editor: Editor) => Promise<void>,
): Promise<void> {
	const editor = await Editor.signIn(browser, stage, theme);
	try {
		await editor.openWorkflow(await save(stage));
		await work(editor);
		assert.deepEqual(editor.consoleErrors, [], 'errors in the console of the browser');
	} finally {
		await editor.close();
	}
}

async function saveCreate(stage: Stage): Promise<string> {
	const prompt = 'A paper boat on a calm lake at sunrise, slow push in';
	const node = soraNode(stage, { operation: 'create', prompt, aspectRatio: '16:9' });
	const links = [{ from: manualTrigger.name, to: node.name }];
	const workflow = composeWorkflow('Render a clip', [manualTrigger, node], links);
	return (await stage.client.createWorkflow({ ...workflow, pinData: {} })).id;
}

async function saveTrigger({ client, credential }: Stage): Promise<string> {
	const { id, name } = credential;
	const node = {
		name: 'Sora Trigger',
		type: soraTriggerType,
		typeVersion: 1,
		parameters: { events: ['video.completed'] },
		credentials: { soraApi: { id, name } },
	};
	const workflow = composeWorkflow('When a video is ready', [node], []);
	return (await client.createWorkflow({ ...workflow, pinData: {} })).id;
}

/** Plays the file in the Binary tab of the open form; gives what the browser makes of it. */
async function playVideo(editor: Editor): Promise<z.infer<typeof playingSchema>> {
	await editor.byTestId('radio-button-binary').click();
	await editor.byTestId('ndv-view-binary-data').first().click();
	await editor.page.locator('video').waitFor();
	// Long enough for the picture to be past the first frames.
	await editor.page.waitForTimeout(1_500);
	// Written as text, since this file is not compiled for a browser.
	const playing: unknown = await editor.page.evaluate(`(() => {
		const video = document.querySelector('video');
		return { seconds: video.duration, width: video.videoWidth, playing: video.currentTime > 0 };
	})()`);
	return playingSchema.parse(playing);
}

function panelCase(browser: Browser): SuiteCase {
	return {
		name: 'browser: the node panel finds Sora first under "sora" and lists its actions',
		limitSeconds: 180,
		run: async (stage) => {
			await withEditor({ browser, stage }, saveCreate, async (editor) => {
				const found = await editor.searchNodes('sora');
				assert.equal(found[0], 'Sora', `found instead: ${found.slice(0, 5).join(', ')}`);
				await editor.byTestId('node-creator-item-name').first().click();
				await editor.settle();
				const actions = await editor.listPanel();
				assert.ok(actions.includes('Create video'), actions.join(', '));
				assert.ok(actions.includes('Get many videos'), actions.join(', '));
			});
		},
	};
}

function formsCase(browser: Browser): SuiteCase {
	return {
		name: 'browser: the form of every operation opens, Create in the promised order',
		limitSeconds: 180,
		run: async (stage) => {
			await withEditor({ browser, stage }, saveCreate, async (editor) => {
				await editor.openNode('Sora');
				assert.deepEqual(await editor.listFields(), createForm);
				for (const operation of operations) {
					const choices = await editor.openChoices('operation');
					// n8n adds a choice of its own below ours.
					assert.deepEqual(choices.slice(0, operations.length), operations);
					await editor.choose(operation);
					assert.ok((await editor.listFields()).length > 2, `${operation} has no fields`);
				}
			});
		},
	};
}

function modelListCase(browser: Browser): SuiteCase {
	return {
		name: 'browser: the model list is loaded from the server, with lengths and resolutions',
		limitSeconds: 180,
		run: async (stage) => {
			await withEditor({ browser, stage }, saveCreate, async (editor) => {
				await editor.openNode('Sora');
				const models = await editor.openList('model');
				assert.ok(models.includes('sora-2 · 4–20 s · 720p'), models.join(', '));
			});
		},
	};
}

function runCase(browser: Browser, theme: Theme): SuiteCase {
	return {
		name: `browser, ${theme}: Create is run and the video plays in the Binary tab`,
		limitSeconds: 180,
		run: async (stage) => {
			await withEditor({ browser, stage, theme }, saveCreate, async (editor) => {
				await editor.openNode('Sora');
				await editor.photograph('create-form', 1_480);
				await editor.byTestId('ndv-close-button').click();
				await editor.runWorkflow('Sora', 60_000);
				await editor.photograph('workflow', 640);
				await editor.openNode('Sora');
				await editor.page.getByText(/^1 clip, estimated cost /).waitFor();
				// Under the pointer, fields show buttons and a video shows its controls.
				await editor.page.mouse.move(0, 0);
				await editor.photograph('run-summary', 720);
				const { seconds, width, playing } = await playVideo(editor);
				await editor.page.locator('video').hover();
				await editor.photograph('finished-run');
				assert.deepEqual({ seconds, width, playing }, { seconds: 4, width: 1280, playing: true });
			});
		},
	};
}

function triggerCase(browser: Browser, theme: Theme): SuiteCase {
	return {
		name: `browser, ${theme}: the form of the trigger opens`,
		limitSeconds: 180,
		needs: soraTriggerType,
		run: async (stage) => {
			await withEditor({ browser, stage, theme }, saveTrigger, async (editor) => {
				await editor.openNode('Sora Trigger');
				const fields = await editor.listFields();
				for (const label of ['Trigger On', 'Registration', 'Include Video Details']) {
					assert.ok(fields.includes(label), `${label} is not among ${fields.join(', ')}`);
				}
				await editor.photograph('trigger-form', 720);
			});
		},
	};
}

/** What a person sees in the editor, in a real browser. */
export function listBrowserCases(browser: Browser): SuiteCase[] {
	return [
		panelCase(browser),
		formsCase(browser),
		modelListCase(browser),
		runCase(browser, 'light'),
		runCase(browser, 'dark'),
		triggerCase(browser, 'light'),
		triggerCase(browser, 'dark'),
	];
}
