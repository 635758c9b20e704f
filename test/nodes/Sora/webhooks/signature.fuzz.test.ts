import {
	ForgedDelivery,
	verifySignature,
	type SignedDelivery,
} from '../../../../nodes/Sora/webhooks/signature';
import { sentAtMs, vectorSecret } from './deliveries';
import { forgeries, realDeliveries } from './forgeries';
import { seededRandom } from './seededRandom';

const seed = 20_261_121;

/** Another secret stands beside the right one, as during a rotation. */
const secrets = ['plain-text-secret-0001', vectorSecret];

function isAccepted(delivery: SignedDelivery): boolean {
	try {
		verifySignature(delivery, secrets, sentAtMs);
		return true;
	} catch (error) {
		if (error instanceof ForgedDelivery) return false;
		throw error;
	}
}

it('none of thousands of forged deliveries is let in', () => {
	const cases = forgeries(seed, 60);

	const accepted = cases.filter(({ delivery }) => isAccepted(delivery));

	expect(cases.length).toBeGreaterThan(2_000);
	expect({ accepted: accepted.length, examples: accepted.slice(0, 5) }).toEqual({
		accepted: 0,
		examples: [],
	});
});

it('the deliveries that were mutated are real', () => {
	expect(realDeliveries(seededRandom(seed), 500).every(isAccepted)).toBe(true);
});
