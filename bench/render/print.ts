import Table from 'cli-table3';
import type { Results } from './figures';
import { buildTables } from './tables';

/** Prints the tables of all parts that have run. */
export function printTables(results: Results): void {
	for (const { title, head, rows } of buildTables(results)) {
		const table = new Table({ head, style: { head: [], border: [] } });
		table.push(...rows);
		console.log(`\n${title}\n${table.toString()}`);
	}
}
