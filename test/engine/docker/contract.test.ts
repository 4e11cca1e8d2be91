import {request} from 'node:http';
import {createDockerEngine} from '../../../source/engine/docker/engine.js';
import {onEngines, standalone} from '../../lab-engines.js';
import {describeContract, type Outside} from '../contract.js';

/** Past docknet, straight to the engine. */
function act(socketPath: string, container: string, action: Outside): Promise<void> {
	const query = action.type === 'rename' ? `rename?name=${action.name}` : 'kill';
	return new Promise((resolve, reject) => {
		const call = request({socketPath, method: 'POST', path: `/v1.41/containers/${container}/${query}`}, answer => {
			answer.resume().on('end', resolve);
		});
		call.on('error', reject);
		call.end();
	});
}

/** Podman does not give back what was asked for, and has its own names of options. */
const notOfPodman = [
	'keeps ip-range, reserved addresses and driver options',
	'remembers the address that was asked for',
];

onEngines(standalone, ({socket, engine}) => {
	describeContract({
		open: async () => createDockerEngine({host: `unix://${socket}`, environment: {}, homeFolder: '/nowhere'}),
		image: 'lab/busybox',
		outside: (container, action) => act(socket, container, action),
		...(engine === 'podman' && {without: notOfPodman}),
	});
});
