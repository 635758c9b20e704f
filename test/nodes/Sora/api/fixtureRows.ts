import type { ErrorKind } from '../../../../nodes/Sora/api/errors';
import type { Purpose } from '../../../../nodes/Sora/api/responseErrors';
import type { Video } from '../../../../nodes/Sora/services/video';

/** What a user has to see of each sample video. */
export const videoRows: Array<{ name: string; expected: Partial<Video> }> = [
	{
		name: 'openai.video.queued',
		expected: { status: 'queued', progress: 0, seconds: 8, completedAtSeconds: null },
	},
	{
		name: 'openai.video.queued-minimal',
		expected: { id: 'video_123', status: 'queued', size: '1024x1792', prompt: null },
	},
	{ name: 'openai.video.in_progress', expected: { status: 'in_progress', progress: 33 } },
	{
		name: 'openai.video.completed',
		expected: {
			status: 'completed',
			prompt: 'A paper boat drifts down a rain-soaked street at dusk, slow tracking shot.',
			createdAtSeconds: 1795219000,
			completedAtSeconds: 1795219096,
			expiresAtSeconds: 1795222696,
			failure: null,
			files: [],
		},
	},
	{
		name: 'openai.video.completed-expired',
		expected: { status: 'completed', expiresAtSeconds: 1795132700 },
	},
	{
		name: 'openai.video.failed',
		expected: {
			status: 'failed',
			failure: {
				code: 'moderation_blocked',
				message: 'The request was stopped by the moderation system.',
			},
		},
	},
	{
		name: 'openai.video.remixed',
		expected: { status: 'queued', prompt: 'Change the boat to a red one.' },
	},
	{ name: 'vllm-omni.video.completed', expected: { status: 'completed', seconds: 4 } },
	{
		name: 'vllm-omni.video.failed',
		expected: {
			status: 'failed',
			failure: { code: '500', message: 'CUDA out of memory while decoding latents' },
		},
	},
	{ name: 'sglang.video.completed', expected: { status: 'completed', files: [] } },
	{
		name: 'sglang.video.completed-cloud',
		expected: {
			status: 'completed',
			files: [{ url: 'https://media.example.com/videos/8f14e45f-ceea-467f-a0e6-0c5d1b2a3f47.mp4' }],
		},
	},
	{
		name: 'sglang.video.failed',
		expected: {
			status: 'failed',
			failure: { code: null, message: 'Scheduler returned no output for the request' },
		},
	},
	{ name: 'sglang.video.deleted', expected: { status: 'failed', serverStatus: 'deleted' } },
	{
		name: 'fastvideo.video.completed',
		expected: { status: 'completed', seconds: 5, size: '832x480', expiresAtSeconds: null },
	},
	{
		name: 'trtllm.video.created',
		expected: { status: 'queued', seconds: 4, progress: null },
	},
	{
		name: 'trtllm.video.generating',
		expected: { status: 'in_progress', serverStatus: 'generating' },
	},
	{ name: 'trtllm.video.completed', expected: { status: 'completed', seconds: 4 } },
	{
		name: 'trtllm.video.failed',
		expected: {
			status: 'failed',
			failure: { code: null, message: 'Video generation failed: output.video is None' },
		},
	},
	{ name: 'litellm.video.queued', expected: { status: 'queued', seconds: 8, prompt: null } },
	{
		name: 'litellm.video.processing',
		expected: { status: 'in_progress', seconds: null, size: null, progress: null },
	},
	{
		name: 'new-api.video.created',
		expected: { id: 'task_kQ3vN8rT1yB6cM2xW9zF4hJ7pL0sD5gA', status: 'queued' },
	},
	{ name: 'new-api.video.unknown', expected: { status: 'queued', serverStatus: 'unknown' } },
	{
		name: 'new-api.video.completed-metadata-url',
		expected: { status: 'completed', files: [{ url: 'https://cdn.example.net/out/9f8e7d.mp4' }] },
	},
	{
		name: 'bifrost.video.completed-urls',
		expected: {
			id: 'task_7c2e:runway',
			status: 'completed',
			files: [{ url: 'https://cdn.example.org/r/7c2e.mp4' }],
		},
	},
	{
		name: 'together.video.completed',
		expected: {
			status: 'completed',
			seconds: 6,
			files: [{ url: 'https://media.example.com/together/019a9c3e.mp4?sig=abc' }],
		},
	},
	{
		name: 'openrouter.video.pending',
		expected: { status: 'queued', serverStatus: 'pending', createdAtSeconds: null },
	},
	{
		name: 'openrouter.video.completed',
		expected: {
			status: 'completed',
			files: [
				{
					url: 'https://openrouter.ai/api/v1/videos/gen-vid-1795219000-a1B2c3D4e5F6g7H8i9J0/content?index=0',
				},
			],
		},
	},
	{
		name: 'openrouter.video.failed',
		expected: {
			status: 'failed',
			failure: { code: null, message: 'The provider refused the prompt' },
		},
	},
	{
		name: 'dynamo.video.completed-url',
		expected: {
			status: 'completed',
			createdAtSeconds: 1795219000,
			files: [{ url: 'https://media.example.com/video-1.mp4' }],
		},
	},
	{
		name: 'dynamo.video.completed-b64',
		expected: {
			status: 'completed',
			files: [{ base64: 'AAAAHGZ0eXBtcDQyAAAAAW1wNDFpc29tAAAAAA==' }],
		},
	},
	{
		name: 'dynamo.video.failed',
		expected: { status: 'failed', failure: { code: null, message: 'worker ran out of memory' } },
	},
];

/** What a user has to read of each sample error. */
export const errorRows: Array<{
	name: string;
	purpose: Purpose;
	kind: ErrorKind;
	quoted: string;
}> = [
	{
		name: 'openai.error.400-size',
		purpose: 'create',
		kind: 'badInput',
		quoted: "Invalid value: '640x480'",
	},
	{ name: 'openai.error.401', purpose: 'create', kind: 'auth', quoted: 'Incorrect API key' },
	{ name: 'openai.error.404-video', purpose: 'read', kind: 'notFound', quoted: 'not found' },
	{
		name: 'openai.error.404-content-not-ready',
		purpose: 'content',
		kind: 'notReady',
		quoted: 'Video is not ready yet',
	},
	{ name: 'openai.error.429', purpose: 'create', kind: 'rateLimit', quoted: 'Rate limit reached' },
	{
		name: 'openai.error.429-quota',
		purpose: 'create',
		kind: 'quota',
		quoted: 'You exceeded your current quota',
	},
	{
		name: 'openai.error.502-html',
		purpose: 'read',
		kind: 'serverUnreachable',
		quoted: '502 Bad Gateway',
	},
	{
		name: 'azure.error.404-deployment',
		purpose: 'create',
		kind: 'notSupported',
		quoted: "The API deployment 'sora-2' for this resource does not exist.",
	},
	{
		name: 'vllm-omni.error.409-delete',
		purpose: 'delete',
		kind: 'notReady',
		quoted: 'Cancellation in progress',
	},
	{ name: 'vllm-omni.error.404', purpose: 'read', kind: 'notFound', quoted: 'Video not found' },
	{
		name: 'vllm-omni.error.404-enveloped',
		purpose: 'read',
		kind: 'notFound',
		quoted: 'Video not found',
	},
	{
		name: 'vllm-omni.error.422-content-failed',
		purpose: 'content',
		kind: 'badInput',
		quoted: 'Video generation failed',
	},
	{
		name: 'vllm-omni.error.422-validation',
		purpose: 'create',
		kind: 'badInput',
		quoted: "size: String should match pattern '^\\d+x\\d+$'",
	},
	{ name: 'vllm-omni.error.401', purpose: 'models', kind: 'auth', quoted: 'Unauthorized' },
	{
		name: 'sglang.error.400-content-cloud',
		purpose: 'content',
		kind: 'badInput',
		quoted: 'https://media.example.com/videos/8f14e45f-ceea-467f-a0e6-0c5d1b2a3f47.mp4',
	},
	{
		name: 'sglang.error.404-content-in-progress',
		purpose: 'content',
		kind: 'notReady',
		quoted: 'Generation is still in-progress',
	},
	{
		name: 'trtllm.error.422-unknown-field',
		purpose: 'create',
		kind: 'badInput',
		quoted: "Unknown request field 'characters'",
	},
	{
		name: 'trtllm.error.400-content-not-ready',
		purpose: 'content',
		kind: 'notReady',
		quoted: 'is not ready (status: generating)',
	},
	{
		name: 'litellm.error.400',
		purpose: 'create',
		kind: 'badInput',
		quoted: 'Invalid value for size (HTTP 400)',
	},
	{
		name: 'litellm.error.405-delete',
		purpose: 'delete',
		kind: 'notSupported',
		quoted: 'Method Not Allowed',
	},
	{
		name: 'new-api.error.task_not_exist',
		purpose: 'read',
		kind: 'notFound',
		quoted: 'task_not_exist',
	},
	{
		name: 'new-api.error.400-content',
		purpose: 'content',
		kind: 'notReady',
		quoted: 'current status: IN_PROGRESS',
	},
	{
		name: 'bifrost.error.400-id',
		purpose: 'read',
		kind: 'badInput',
		quoted: 'video_id must be in id:provider format',
	},
];
