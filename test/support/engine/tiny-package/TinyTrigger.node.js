'use strict';

exports.TinyTrigger = class TinyTrigger {
	description = {
		name: 'tinyTrigger',
		displayName: 'Tiny Trigger',
		group: ['trigger'],
		version: 1,
		description: 'Starts the workflow with what it is sent',
		defaults: { name: 'Tiny Trigger' },
		inputs: [],
		outputs: ['main'],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties: [],
	};
	webhookMethods = {
		default: {
			async checkExists() {
				return this.getWorkflowStaticData('node').url !== undefined;
			},
			async create() {
				this.getWorkflowStaticData('node').url = this.getNodeWebhookUrl('default');
				return true;
			},
			async delete() {
				delete this.getWorkflowStaticData('node').url;
				return true;
			},
		},
	};
	async webhook() {
		const { rawBody } = this.getRequestObject();
		if (rawBody.length > 100) {
			this.getResponseObject().status(413).send('too long');
			return { noWebhookResponse: true };
		}
		return { webhookResponse: 'taken', workflowData: [[{ json: this.getBodyData() }]] };
	}
};
