import { videoPrices } from './videoPrices';

/** USD per second of video by resolution; `default` holds for those not named. */
type Prices = Readonly<Record<string, number>>;

/**
 * What OpenAI last published for its own models (its video guide, 2026-09), finer than the table.
 * Gateways that resell them may charge more.
 */
const openAiPrices = new Map<string, Prices>([
	['sora-2', { '720p': 0.1 }],
	['sora-2-pro', { '720p': 0.3, '1024p': 0.5, '1080p': 0.7 }],
]);

/** Whose table counts for a maker's name in front of the model. */
const providers = new Map([
	['google', 'gemini'],
	['x-ai', 'xai'],
]);

/** Names that one maker alone gives. */
const makers: ReadonlyArray<[name: RegExp, provider: string]> = [
	[/^veo-/, 'gemini'],
	[/^grok-imagine-video/, 'xai'],
	[/^sora-/, 'openai'],
];

/**
 * The list prices of a model as any service names it; undefined where no rule leads to just one. The
 * rules: the name as it is in the table; the maker's own name without or with its maker in front
 * (`google/veo-3.1-fast`, `veo-3.1-fast`); Veo without the ending of its stage
 * (`-generate-preview`, `-generate-001`); a date at the end left out. A reseller's price counts only
 * for the reseller.
 */
export function listPricesOf(model: string): Prices | undefined {
	const name = model.trim().toLowerCase();
	const slash = name.indexOf('/');
	const ownName = name.slice(slash + 1);
	const maker = makers.find(([pattern]) => pattern.test(ownName))?.[1];
	const prefix = slash < 0 ? maker : name.slice(0, slash);
	const provider = prefix === undefined ? undefined : (providers.get(prefix) ?? prefix);
	const undated = ownName.replace(/-\d{4}-\d{2}-\d{2}$/, '');
	if (provider === 'openai') return openAiPrices.get(undated) ?? only(`openai/${undated}`);
	const exact = exactly(name) ?? exactly(`${provider}/${ownName}`);
	if (exact) return exact;
	return only(`${provider}/${undated}`) ?? only(`${provider}/${stageless(ownName)}`);
}

const byLowerCase = new Map(
	Object.entries(videoPrices).map(([name, prices]) => [name.toLowerCase(), prices]),
);

function exactly(name: string): Prices | undefined {
	return byLowerCase.get(name);
}

/** Prices of all entries that differ from a name by their stage or date only; of one mind, or none. */
function only(name: string): Prices | undefined {
	const alike = [...byLowerCase].filter(([entry]) => stageless(entry) === name).map(([, p]) => p);
	const spellings = new Set(alike.map((prices) => JSON.stringify(prices)));
	return spellings.size === 1 ? alike[0] : undefined;
}

function stageless(name: string): string {
	return name.replace(/-generate-(preview|\d{3})$/, '');
}

/** USD per second at a resolution; where that is null, all that the model may cost. */
export function pricesAt(prices: Prices, resolution: string | null): number[] {
	const { default: usual, perReferenceImage: _perImage, ...named } = prices;
	const usually = usual === undefined ? [] : [usual];
	if (resolution === null) return [...Object.values(named), ...usually];
	const own = Object.hasOwn(named, resolution) ? named[resolution] : undefined;
	return own === undefined ? usually : [own];
}
