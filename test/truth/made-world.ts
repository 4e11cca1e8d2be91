import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {prefix, type World, type WorldContainer} from './random-world.js';

const label = `docknet.test=${prefix}`;

async function atMost<Item>(count: number, items: readonly Item[], work: (item: Item) => Promise<unknown>) {
	const left = [...items];
	const worker = async () => {
		for (let next = left.shift(); next; next = left.shift()) await work(next);
	};
	await Promise.all(Array.from({length: count}, worker));
}

/** Makes worlds on the engine behind that socket, and removes them. */
export function worldsOn(socket: string) {
	const docker = async (...argv: readonly string[]) => {
		const {stdout} = await promisify(execFile)('docker', ['-H', `unix://${socket}`, ...argv]);
		return stdout.split('\n').filter(Boolean);
	};

	async function makeContainer({name, places, aliases, image, command, publish, becomes}: WorldContainer) {
		const [first, ...others] = places;
		const flags = ({network, ipv4, ipv6}: WorldContainer['places'][number], alias: string) => [
			...(ipv4 ? ['--ip', ipv4] : []),
			...(ipv6 ? ['--ip6', ipv6] : []),
			...(network === 'bridge' ? [] : aliases.flatMap(each => [alias, each])),
		];
		const own = ['--detach', '--stop-signal', 'KILL', '--label', label, '--name', name, '--network', first!.network];
		const ports = publish.flatMap(port => ['--publish', port]);
		await docker('run', ...own, ...flags(first!, '--network-alias'), ...ports, image, ...command);
		for (const place of others) await docker('network', 'connect', ...flags(place, '--alias'), place.network, name);
		if (becomes) await docker(becomes === 'paused' ? 'pause' : 'stop', name);
	}

	async function remove() {
		const ours = ['--filter', `label=${label}`, '--quiet'];
		// Podman removes none whose network another uses.
		for (const name of [`${prefix}-sidecar`, prefix]) {
			const containers = await docker('ps', '--all', ...ours, '--filter', `name=${name}`);
			if (containers.length > 0) await docker('rm', '--force', ...containers);
		}

		const networks = await docker('network', 'ls', ...ours);
		if (networks.length > 0) await docker('network', 'rm', ...networks);
	}

	async function make({networks, containers}: World) {
		await remove();
		for (const {name, options} of networks) await docker('network', 'create', '--label', label, ...options, name);
		const isSharing = ({places}: WorldContainer) => places[0]!.network.startsWith('container:');
		await atMost(
			4,
			containers.filter(each => !isSharing(each)),
			makeContainer,
		);
		await atMost(2, containers.filter(isSharing), makeContainer);
	}

	return {make, remove};
}
