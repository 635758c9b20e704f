import type { INodeProperties } from 'n8n-workflow';

/** Saves newcomers a second node after Create. */
export const downloadNotice: INodeProperties = {
	displayName:
		'Create already returns the file when its Wait for Completion is on. Download is for videos that were created without waiting, or that a trigger announces.',
	name: 'downloadNotice',
	type: 'notice',
	default: '',
};
