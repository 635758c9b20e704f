import { closeRun, sumTallies, type Tally } from '../scripts/closing-line';
import { runBrowserSuite } from './browser/suite';
import { runOnStage } from './run-on-stage';
import type { Stage } from './stage';
import { binaryStorageCases } from './suite/binary-storage';
import { runCases } from './suite/case';
import { credentialCases } from './suite/credential';
import { editorListCases } from './suite/editor-lists';
import { listExampleCases } from './suite/examples';
import { faultCases } from './suite/faults';
import { toldFaultCases } from './suite/faults-told';
import { retryCases } from './suite/retry';
import { reuseCases } from './suite/reuse';
import { secretCases } from './suite/secrets';
import { spendingCases } from './suite/spending';
import { stopCases } from './suite/stop';
import { triggerCases } from './suite/trigger';
import { testEventCases } from './suite/trigger-test-event';

async function runSuites(stage: Stage): Promise<Tally> {
	const cases = [
		...editorListCases,
		...credentialCases,
		...binaryStorageCases,
		...faultCases,
		...toldFaultCases,
		...retryCases,
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
