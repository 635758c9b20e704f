import { writeReport } from '../../../bench/render/report';
import { batch, effort, pair } from './planted';

const setting = {
	date: new Date('2026-01-02T03:04:05Z'),
	n8nVersion: '2.0.0',
	nodeVersion: '24.0.0',
	packageVersion: '1.2.3',
	platform: 'linux x64',
	cores: 2,
};

const rowsOf = (text: string) => text.split('\n').filter((line) => line.startsWith('|'));

it('marks every figure that was not measured, and no other', () => {
	const measured = pair({ batch: batch(10, 3), theirs: effort(200, 20) });
	const sideBySide = [measured, pair({ theirs: effort(1_000, 100), extrapolated: true })];

	const rows = rowsOf(writeReport(setting, { sideBySide }));

	expect(rows).toContain(
		'| 10 × 3 s | 3.00 | 3.60 | 1.20 | 200.00 | 66.67 | 55.56 | 3 (1) | 22 (20) |',
	);
	expect(rows).toContain(
		'| 50 × 3 s | 3.00 | 3.60 | 1.20 | ≈ 1000.00 | ≈ 333.33 | ≈ 277.78 | 3 (1) | ≈ 102 (100) |',
	);
});
