'use strict';

const deeds = {
	async say({ text }) {
		return { json: { text } };
	},
	async store({ text }, context) {
		const data = await context.helpers.prepareBinaryData(
			Buffer.from(text),
			'text.txt',
			'text/plain',
		);
		return { json: {}, binary: { data } };
	},
	async ask(_parameters, context) {
		const { baseUrl } = await context.getCredentials('tinyApi');
		const options = { method: 'GET', url: `${baseUrl}/echo`, json: true };
		return {
			json: await context.helpers.httpRequestWithAuthentication.call(context, 'tinyApi', options),
		};
	},
	async refuse() {
		return { json: { error: { message: 'refused', videoId: 'video_1' } } };
	},
	async failOnce(_parameters, context) {
		const seen = context.getContext('node');
		if (!seen.paid) {
			seen.paid = true;
			throw new Error('failed after paying');
		}
		return { json: { paidBefore: true } };
	},
	async waitForCancel(_parameters, context) {
		await new Promise((_resolve, reject) => {
			context.onExecutionCancellation(() => reject(new Error('canceled')));
			context.sendMessageToUI('waiting');
		});
	},
	async tell({ text }, context) {
		context.sendMessageToUI(text);
		return { json: {} };
	},
};

exports.Tiny = class Tiny {
	description = {
		name: 'tiny',
		displayName: 'Tiny',
		group: ['transform'],
		version: 1,
		description: 'Does one small thing for each item',
		defaults: { name: 'Tiny' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'tinyApi', required: false }],
		properties: [
			{ name: 'deed', displayName: 'Deed', type: 'string', default: 'say' },
			{ name: 'text', displayName: 'Text', type: 'string', default: '', required: true },
		],
	};
	methods = {
		loadOptions: {
			async texts() {
				return [{ name: this.getCurrentNodeParameter('text'), value: 'text' }];
			},
		},
	};
	async execute() {
		const items = [];
		for (let index = 0; index < this.getInputData().length; index++) {
			const text = this.getNodeParameter('text', index);
			const item = await deeds[this.getNodeParameter('deed', index)]({ text }, this);
			items.push({ ...item, pairedItem: { item: index } });
		}
		return [items];
	}
};
