import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { imagesFolder } from '../paths';
import type { Stage } from '../stage';

const windowSize = { width: 1440, height: 1000 };

export type Theme = 'light' | 'dark';

const actionLimitMs = 30_000;
/** Panels and dialogs of the editor slide in for a third of a second. */
const animationMs = 600;

/** Console errors of the editor itself: the first page before signing in, and no internet. */
const expectedErrors = [
	/401 \(Unauthorized\) http:\/\/127\.0\.0\.1:\d+\/rest\/login/,
	/net::ERR_NAME_NOT_RESOLVED https:/,
	/Can't connect to n8n/,
];

/** n8n's editor in a browser window of its own, signed in. */
export class Editor {
	private readonly errors: string[] = [];

	private constructor(
		readonly page: Page,
		private readonly stage: Stage,
		private readonly theme: Theme,
	) {
		page.setDefaultTimeout(actionLimitMs);
		page.on('console', (message) => {
			const text = `${message.text()} ${message.location().url}`;
			const expected = expectedErrors.some((pattern) => pattern.test(text));
			if (message.type() === 'error' && !expected) this.errors.push(text);
		});
		page.on('pageerror', (error) => this.errors.push(error.message));
	}

	/** A new window in the given theme, signed in as the owner. */
	static async signIn(browser: Browser, stage: Stage, theme: Theme): Promise<Editor> {
		const context = await browser.newContext({
			colorScheme: theme,
			viewport: windowSize,
		});
		const editor = new Editor(await context.newPage(), stage, theme);
		const { page } = editor;
		await page.goto(`${stage.server.baseUrl}/signin`);
		await page.fill('input[name=emailOrLdapLoginId]', stage.owner.email);
		await page.fill('input[type=password]', stage.owner.password);
		await page.keyboard.press('Enter');
		await page.waitForURL((url) => !url.pathname.includes('signin'));
		return editor;
	}

	/** The console errors so far, those of n8n itself left out. */
	get consoleErrors(): readonly string[] {
		return this.errors;
	}

	async close(): Promise<void> {
		await this.page.context().close();
	}

	byTestId(id: string): Locator {
		return this.page.locator(`[data-test-id="${id}"]:visible`);
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.stage.server.baseUrl}/workflow/${id}`);
		await this.byTestId('canvas-node').first().waitFor();
		await this.settle();
	}

	/** The names that the node panel shows for a search, best first. */
	async searchNodes(text: string): Promise<string[]> {
		await this.page.keyboard.press('n');
		await this.byTestId('node-creator-search-bar').fill(text);
		await this.settle();
		return await this.listPanel();
	}

	/** The names that stand in the open node panel. */
	async listPanel(): Promise<string[]> {
		return await this.byTestId('node-creator-item-name').allInnerTexts();
	}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);
	}

	/** Opens the form of a node on the canvas. */
	async openNode(name: string): Promise<void> {
		await this.node(name).dblclick();
		await this.byTestId('node-parameters').waitFor();
		await this.settle();
	}

	/** The labels of the fields in the open form, from top to bottom. */
	async listFields(): Promise<string[]> {
		const labels = this.byTestId('node-parameters').locator('[data-test-id=input-label]:visible');
		// Below the label stand the field's own buttons and hint.
		return (await labels.allInnerTexts()).map((text) => text.split('\n', 1)[0] ?? '');
	}

	/** Opens a drop-down field of the form; gives the labels that stand in it. */
	async openChoices(parameter: string): Promise<string[]> {
		await this.byTestId(`parameter-input-${parameter}`).click();
		const labels = this.page.locator('.el-select-dropdown__item:visible .option-headline');
		await labels.first().waitFor();
		await this.settle();
		return await labels.allInnerTexts();
	}

	/** Chooses in the drop-down that is open. */
	async choose(label: string): Promise<void> {
		const labels = this.page.locator('.el-select-dropdown__item:visible .option-headline');
		await labels.getByText(label, { exact: true }).click();
		await this.settle();
	}

	/** Opens a From List field; gives what stands in it once it has been loaded. */
	async openList(parameter: string): Promise<string[]> {
		await this.byTestId(`resource-locator-${parameter}`)
			.locator('[data-test-id=rlc-input]')
			.click();
		await this.byTestId('rlc-item').first().waitFor();
		await this.settle();
		return await this.byTestId('rlc-item').allInnerTexts();
	}

	/** Runs the whole workflow and waits until the node of that name has succeeded. */
	async runWorkflow(name: string, limitMs: number): Promise<void> {
		await this.byTestId('execute-workflow-button').first().click();
		const success = this.node(name).locator('[data-test-id=canvas-node-status-success]');
		await success.waitFor({ timeout: limitMs });
		await this.page.locator('.el-notification__closeBtn:visible').first().click();
		await this.settle();
	}

	/** Saves what a window of this height shows as a picture for the README. */
	async photograph(subject: string, height = windowSize.height): Promise<void> {
		await mkdir(imagesFolder, { recursive: true });
		await this.page.setViewportSize({ ...windowSize, height });
		await this.settle();
		const file = path.join(imagesFolder, `${subject}-${this.theme}.png`);
		await this.page.screenshot({ path: file, animations: 'disabled' });
	}

	async settle(): Promise<void> {
		await this.page.waitForTimeout(animationMs);
	}
}
