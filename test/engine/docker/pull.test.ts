import {expect, test} from 'vitest';
import {createDockerEngine} from '../../../source/engine/docker/engine.js';
import {onEngines, standalone} from '../../lab-engines.js';

onEngines(standalone, lab => {
	test('an image that cannot be pulled, in the words of the engine', async () => {
		const engine = createDockerEngine({host: `unix://${lab.socket}`, environment: {}, homeFolder: '/nowhere'});
		// Nothing listens there.
		const image = '127.0.0.1:9/pull-test';
		const pulling = engine.apply({type: 'pull-image', host: engine.host, image}, new AbortController().signal);
		await expect(pulling).rejects.toMatchObject({
			name: 'EngineError',
			kind: 'engine',
			message: expect.stringMatching(/127\.0\.0\.1:9.*connection refused/),
		});
		await engine.close();
	});
});
