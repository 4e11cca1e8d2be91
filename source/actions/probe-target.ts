import type {Destination} from '../core/explain/destination.js';
import {isDirect} from '../core/explain/named.js';
import type {Path} from '../core/explain/path.js';
import type {PathTarget} from '../core/explain/target.js';
import {parseAddress} from '../core/ip/address.js';

const anyAddress = new Set(['', '0.0.0.0', '::']);
const loopback = /^(127\.|::1$)/;

/** What a probe of the path tries, or why nothing can be. A container asks for what was typed; the host and outside know none by name. */
export function probeTargetOf({question, to}: Path, engineAddress: string): PathTarget | string {
	const {from, target, port, protocol} = question;
	const typed = {target, ...(port !== undefined && {port}), protocol};
	if (from.kind === 'container' || to.kind === 'outside') return typed;
	const address = 'address' in to && to.address ? to.address : undefined;
	const isHostMode = to.kind === 'container' && to.end.mode === 'host';
	if (to.kind === 'container' && !address && !isHostMode) return `${target} has no address now`;
	if (to.kind === 'service')
		return `no address of it leads there from ${from.kind === 'host' ? 'the host' : 'outside'}`;
	if (from.kind === 'host')
		return {...typed, ...portOn(to), target: !address || anyAddress.has(address) ? '127.0.0.1' : address};
	const isDirectly =
		to.kind === 'container' && (parseAddress(target) !== undefined || (to.endpoint && isDirect(to.endpoint)));
	if (to.kind === 'remote' || (to.kind === 'container' && !isHostMode && !isDirectly))
		return 'no address of it leads there from outside';
	const isUsable = address && !anyAddress.has(address) && !loopback.test(address);
	const machine = isUsable ? address : hostNameOf(engineAddress);
	return machine === undefined
		? 'an address of the engine’s machine is not known here: ask for it in place of the name'
		: {...typed, ...portOn(to), target: machine};
}

/** Its number on the host. */
function portOn(to: Destination): {readonly port?: number} {
	if (to.kind === 'mesh') return {port: to.port.publishedPort};
	return to.kind === 'published' && to.port.hostPort !== undefined ? {port: to.port.hostPort} : {};
}

/** Of an engine that is reached over the network. */
function hostNameOf(engineAddress: string): string | undefined {
	const found = /^(?:tcp|https?|ssh):\/\/(?:[^@/]*@)?(?:\[([^\]]+)\]|([^:/]+))/.exec(engineAddress);
	return found?.[1] ?? found?.[2];
}
