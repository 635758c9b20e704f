import { init } from 'echarts';
import type { Load, Pair, Results } from './figures';

type Point = [items: number, seconds: number];

/** Seconds by number of items for renders of one length. */
export interface Panel {
	renderSeconds: number;
	ours: Point[];
	ideal: Point[];
	measuredTheirs: Point[];
	/** Begins with the last measured point, so that the line goes on. */
	extrapolatedTheirs: Point[];
}

const size = { width: 900, height: 400 };

// Mid tones that stand out from a white page as well as from a dark one.
const ink = '#7d8590';
const faint = '#7d859044';
const colours = { ours: '#1f9d6b', theirs: '#e0662f', ideal: ink };
const font = 'system-ui, sans-serif';

function panelOf(renderSeconds: number, pairs: Pair[], loads: Load[]): Panel {
	const at = ({ items }: { items: number }, seconds: number): Point => [items, seconds];
	const measured = pairs.filter(({ extrapolated }) => !extrapolated);
	const rest = pairs.filter(({ extrapolated }) => extrapolated);
	const beyond = loads.filter(({ batch }) => pairs.every((pair) => pair.batch.items < batch.items));
	const theirs = (some: Pair[]) => some.map(({ batch, theirs }) => at(batch, theirs.wallSeconds));
	return {
		renderSeconds,
		ours: [
			...pairs.map(({ batch, ours }) => at(batch, ours.wallSeconds)),
			...beyond.map(({ batch, effort }) => at(batch, effort.wallSeconds)),
		],
		ideal: [...pairs, ...beyond].map(({ batch, idealSeconds }) => at(batch, idealSeconds)),
		measuredTheirs: theirs(measured),
		extrapolatedTheirs: rest.length === 0 ? [] : theirs([...measured.slice(-1), ...rest]),
	};
}

/** One panel for each length of render, the shortest first. */
export function buildPanels({ sideBySide = [], load = [] }: Results): Panel[] {
	const lengths = new Set(sideBySide.map(({ batch }) => batch.renderSeconds));
	return [...lengths]
		.sort((a, b) => a - b)
		.map((renderSeconds) => {
			const alike = ({ batch }: Pair | Load) => batch.renderSeconds === renderSeconds;
			return panelOf(renderSeconds, sideBySide.filter(alike), load.filter(alike));
		});
}

function seriesOf(panel: Panel, index: number) {
	const lines = [
		{
			name: 'Ideal',
			data: panel.ideal,
			color: colours.ideal,
			type: 'dotted',
			symbol: 'none',
			fill: 'transparent',
		},
		{ name: 'n8n-nodes-sora', data: panel.ours, color: colours.ours, type: 'solid' },
		{ name: "n8n's OpenAI node", data: panel.measuredTheirs, color: colours.theirs, type: 'solid' },
		{
			name: "n8n's OpenAI node, extrapolated",
			data: panel.extrapolatedTheirs,
			color: colours.theirs,
			type: 'dashed',
			fill: 'transparent',
		},
	] as const;
	return lines.map((line) => ({
		type: 'line' as const,
		name: line.name,
		data: line.data,
		xAxisIndex: index,
		yAxisIndex: index,
		symbol: 'symbol' in line ? line.symbol : 'circle',
		symbolSize: 7,
		silent: true,
		itemStyle: {
			color: 'fill' in line ? line.fill : line.color,
			borderColor: line.color,
			borderWidth: 'symbol' in line ? 0 : 2,
		},
		lineStyle: { color: line.color, width: 2, type: line.type },
	}));
}

function nextPowerOfTen(values: number[]): number {
	return 10 ** Math.ceil(Math.log10(Math.max(...values)));
}

/** Draws the panels side by side on the same scales, both axes logarithmic; gives the SVG as text. */
export function drawPlot(panels: Panel[]): string {
	const axis = (name: string, gridIndex: number, max: number) => ({
		type: 'log' as const,
		name,
		min: 1,
		max,
		gridIndex,
		nameLocation: 'middle' as const,
		nameTextStyle: { color: ink, fontFamily: font },
		axisLabel: { color: ink, fontFamily: font },
		axisLine: { show: true, lineStyle: { color: ink } },
		splitLine: { lineStyle: { color: faint } },
	});
	const points = panels.flatMap((panel) => [
		...panel.ours,
		...panel.measuredTheirs,
		...panel.extrapolatedTheirs,
	]);
	const mostItems = nextPowerOfTen(points.map(([items]) => items));
	const mostSeconds = nextPowerOfTen(points.map(([, seconds]) => seconds));
	const share = 100 / panels.length;
	const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
	chart.setOption({
		animation: false,
		textStyle: { fontFamily: font },
		legend: { bottom: 0, textStyle: { color: ink, fontFamily: font }, itemWidth: 34, itemGap: 28 },
		title: panels.map(({ renderSeconds }, index) => ({
			text: `Renders of ${renderSeconds} s`,
			left: `${share * (index + 0.5)}%`,
			textAlign: 'center',
			textStyle: { color: ink, fontFamily: font, fontSize: 15 },
		})),
		grid: panels.map((_, index) => ({
			left: `${share * index + 8}%`,
			width: `${share - 11}%`,
			top: 40,
			bottom: 90,
		})),
		xAxis: panels.map((_, index) => ({ ...axis('Items', index, mostItems), nameGap: 28 })),
		yAxis: panels.map((_, index) => ({ ...axis('Seconds', index, mostSeconds), nameGap: 40 })),
		series: panels.flatMap(seriesOf),
	});
	const svg = chart.renderToSVGString();
	chart.dispose();
	return `${svg}\n`;
}
