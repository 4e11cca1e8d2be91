import {readFile} from 'node:fs/promises';
import type {ContainerId} from '../../core/model/container.js';
import type {Output} from '../../core/probes/probe.js';
import {parseAddress} from '../address.js';
import type {ExecuteOptions} from '../engine.js';
import {EngineError} from '../errors.js';
import type {Client} from './client.js';
import type {LocalPrograms} from './local.js';
import {runningOf} from './running.js';

/**
 * In a mount namespace of its own: names are looked up as in the container ($1: its /etc), by nobody else's name service,
 * and /sys shows the interfaces of the network namespace. Copies, as files of another mount namespace cannot be bound.
 */
const script = `
set -e
mount -t tmpfs tmpfs /sys
cp "$1/resolv.conf" "$1/hosts" /sys
echo 'hosts: files dns' >/sys/nsswitch.conf
mount --bind /sys/resolv.conf /etc/resolv.conf
mount --bind /sys/hosts /etc/hosts
[ ! -e /etc/nsswitch.conf ] || mount --bind /sys/nsswitch.conf /etc/nsswitch.conf
mount -t sysfs sysfs /sys
shift
set +e
exec "$@"`;

/**
 * Runs a program of this machine in the network namespace of a container. Rejects with `unsupported`, and the reason, where
 * that cannot be.
 */
export async function executeInNamespace(
	client: Client,
	local: LocalPrograms,
	container: ContainerId,
	argv: readonly string[],
	options: ExecuteOptions,
): Promise<Output> {
	if (process.getuid?.() !== 0) throw impossible('docknet does not run as root');
	const folder = await processFolder(client, container, options.signal);
	const enter = ['nsenter', `--net=${folder}/ns/net`, 'unshare', '--mount', '--propagation', 'private'];
	const output = await local.run([...enter, 'sh', '-c', script, 'sh', `${folder}/root/etc`, ...argv], options);
	if (!output.exitCode) return output;
	// A shell would say so, were it the program that is missing.
	if (output.exitCode === 127 && output.stderr === '') throw impossible('this machine has no program nsenter');
	const trouble = /^(nsenter|unshare|mount|cp): .*/m.exec(output.stderr);
	if (trouble) throw impossible(trouble[0]);
	return output;
}

/** The folder below /proc of the container's first process, if it is one of this machine. */
async function processFolder(client: Client, container: ContainerId, signal: AbortSignal): Promise<string> {
	const {address} = await client.connection(signal);
	const parsed = parseAddress(address);
	if (!('address' in parsed) || parsed.address.kind !== 'unix') throw impossible(`${address} is not a socket here`);
	const {processId} = await runningOf(client, container, signal);
	const folder = `/proc/${processId}`;
	// A socket can lead to another machine, or into a virtual one: there the number means another process, or none.
	const groups = await readFile(`${folder}/cgroup`, 'utf8').catch(() => '');
	if (!groups.includes(container)) throw impossible('its processes are not those of this machine');
	return folder;
}

function impossible(reason: string): EngineError {
	return new EngineError('unsupported', `The network namespace cannot be entered from here: ${reason}.`);
}
