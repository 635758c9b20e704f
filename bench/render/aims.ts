import { growthMb, type Load, median, type Results, type Transfer } from './figures';

/** Something the node promises, and how it has turned out. */
export interface Aim {
	aim: string;
	measured: string;
	met: boolean;
}

const mostOverIdeal = 1.5;
const pollSeconds = 20;
const mostMoreMb = 200;
const mostGrowthMb = 64;

/** Status requests per render, and per 20 s of it where it takes longer. */
function statusPerRender({ batch, effort }: Load): number {
	const shares = Math.max(1, batch.renderSeconds / pollSeconds);
	return effort.requests.status / batch.items / shares;
}

function judgeLoad(load: Load[]): Aim[] {
	const busiest = Math.max(...load.map(statusPerRender));
	const [few, many] = [load.at(0), load.at(-1)];
	if (few === undefined || many === undefined) return [];
	const moreMb = many.usage.peakMb - few.usage.peakMb;
	return [
		{
			aim: `At most one status request per render and ${pollSeconds} s of render time`,
			measured: busiest.toFixed(2),
			met: busiest <= 1,
		},
		{
			aim: `${many.batch.items} items with under ${mostMoreMb} MB more memory than ${few.batch.items}`,
			measured: `${moreMb.toFixed(0)} MB`,
			met: moreMb < mostMoreMb,
		},
	];
}

function judgeTransfer(transfer: Transfer[]): Aim[] {
	const most = Math.max(...transfer.map(({ usage }) => growthMb(usage)));
	const gibibytes = (transfer[0]?.bytes ?? 0) / 2 ** 30;
	return [
		{
			aim: `A file of ${gibibytes} GiB with under ${mostGrowthMb} MB growth`,
			measured: `${most.toFixed(0)} MB`,
			met: most < mostGrowthMb,
		},
	];
}

/** Judges what has been measured; parts that have not run are left out. */
export function judge({ sideBySide = [], load = [], transfer = [] }: Results): Aim[] {
	const largest = Math.max(...sideBySide.map(({ batch }) => batch.items));
	const judged = sideBySide
		.filter(({ batch }) => batch.items === largest)
		.map(({ batch, idealSeconds, ours }) => ({ batch, ratio: ours.wallSeconds / idealSeconds }));
	return [
		...judged.map(({ batch, ratio }) => ({
			aim: `${batch.items} items of ${batch.renderSeconds} s in at most ${mostOverIdeal} × ideal`,
			measured: ratio.toFixed(2),
			met: ratio <= mostOverIdeal,
		})),
		...judgeLoad(load),
		...(transfer.length > 0 ? judgeTransfer(transfer) : []),
	];
}

/** Our speed as a part of another client's, round by round, the middle one. */
export function transferRatio(transfer: Transfer[], other: 'bareSeconds' | 'httpSeconds'): number {
	return median(transfer.map((round) => round[other] / round.oursSeconds));
}
