/** An end of the demo that its user can do something about; its message says what. */
export class DemoFailure extends Error {
	override name = 'DemoFailure';
}
