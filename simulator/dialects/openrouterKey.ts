import type { JsonObject } from '../http/json';

/** What GET /key tells of the key: all fields of @openrouter/sdk 1.3.19 `models/operations/getcurrentkey`. */
export const openrouterKey: JsonObject = {
	label: 'sk-sim...tor',
	limit: null,
	limit_remaining: null,
	limit_reset: null,
	usage: 0,
	usage_daily: 0,
	usage_weekly: 0,
	usage_monthly: 0,
	byok_usage: 0,
	byok_usage_daily: 0,
	byok_usage_weekly: 0,
	byok_usage_monthly: 0,
	include_byok_in_limit: false,
	is_free_tier: false,
	is_management_key: false,
	is_provisioning_key: false,
	creator_user_id: null,
	organization_id: null,
	workspace_id: null,
	allowed_data_regions: ['global'],
	free_model_daily_requests: { limit: 1_000, remaining: 1_000, used: 0 },
	rate_limit: { interval: '10s', note: 'Deprecated.', requests: -1 },
};
