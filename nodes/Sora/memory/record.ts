import type { IDataObject } from 'n8n-workflow';

/** The record of this name in what n8n keeps; undefined where none stands there. */
export function findRecord(memory: IDataObject, name: string): IDataObject | undefined {
	const record = memory[name];
	const isRecord = typeof record === 'object' && record !== null && !Array.isArray(record);
	return isRecord ? (record as IDataObject) : undefined;
}

/** Takes an entry out; n8n's proxy notices it like any other change. */
export function removeFrom(record: IDataObject, key: string): void {
	Reflect.deleteProperty(record, key);
}

/** The record of this name, to be changed in place; a new one where none stands there. */
export function recordIn(memory: IDataObject, name: string): IDataObject {
	const record = findRecord(memory, name) ?? {};
	// Set also where it is there: n8n saves static data when its top has changed, and does not see into what was added.
	memory[name] = record;
	return record;
}
