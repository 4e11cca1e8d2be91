import {createSimulatedEngine} from '../../../source/engine/simulated/engine.js';
import {describeContract} from '../contract.js';

const engine = createSimulatedEngine({scenario: 'shop', latencyMs: 1, life: false});

describeContract({
	open: async () => engine,
	image: 'alpine:3.20',
	outside: async (container, action) => {
		engine.control.act(container, action.type === 'kill' ? {type: 'stop', exitCode: 137} : action);
	},
});
