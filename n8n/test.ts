import { closeRun, sumTallies, type Tally } from '../scripts/closing-line';
import { runBrowserSuite } from './browser/suite';
import { runOnStage } from './run-on-stage';
import type { Stage } from './stage';
import { runCases } from './suite/case';
import { createCases } from './suite/create';
import { credentialCases } from './suite/credential';
import { editorListCases } from './suite/editor-lists';
import { listExampleCases } from './suite/examples';
import { failureCases } from './suite/failures';
import { faultCases } from './suite/faults';
import { toldFaultCases } from './suite/faults-told';
import { operationCases } from './suite/operations';
import { paidOnceCases, retryCases } from './suite/retry';
import { reuseCases } from './suite/reuse';
import { secretCases } from './suite/secrets';
import { spendingCases } from './suite/spending';
import { stopCases } from './suite/stop';
import { triggerCases } from './suite/trigger';
import { testEventCases } from './suite/trigger-test-event';
import { versionCases } from './suite/versions';

async function runSuites(stage: Stage): Promise<Tally> {
	const cases = [
		...editorListCases,
		...credentialCases,
		...createCases,
		...operationCases,
		...versionCases,
		...failureCases,
		...faultCases,
		...toldFaultCases,
		...retryCases,
		...paidOnceCases,
		...reuseCases,
		...spendingCases,
		...stopCases,
		...triggerCases,
		...testEventCases,
		...(await listExampleCases(stage)),
		...secretCases,
	];
	return sumTallies([await runCases(stage, cases), await runBrowserSuite(stage)]);
}

runOnStage(runSuites).then(closeRun, (error: unknown) => {
	console.error(error);
	closeRun({ passed: 0, failed: 1 });
});
