import { videoPrices } from '../../nodes/Sora/money/videoPrices';
import facts from '../../scripts/video-prices.json';

it('the prices that ship are those of the facts', () => {
	expect(videoPrices).toEqual(facts.models);
});
