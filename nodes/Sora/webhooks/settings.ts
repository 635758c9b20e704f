/** What the user set on the trigger. */
export interface TriggerSettings {
	/** At least one of `video.completed` and `video.failed`. */
	events: readonly string[];
	/** Whether the node registers its address at the server itself. */
	isAutomatic: boolean;
	/** Whether the video is fetched before the workflow starts. */
	includeDetails: boolean;
	simplify: boolean;
	/** Signing secrets in the credential. */
	secrets: readonly string[];
}
