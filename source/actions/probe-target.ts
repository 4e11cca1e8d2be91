import type {Path} from '../core/explain/path.js';
import type {PathTarget} from '../core/explain/target.js';

const anyAddress = new Set(['', '0.0.0.0', '::']);
const loopback = /^(127\.|::1$)/;

/**
 * What a probe of the path tries. A container asks for what was typed; the host and outside know no container by name.
 * Undefined: from here the engine's machine has no address that is known, so nothing can be measured.
 */
export function probeTargetOf({question, to}: Path, engineAddress: string): PathTarget | undefined {
	const {from, target, port, protocol} = question;
	const typed = {target, ...(port !== undefined && {port}), protocol};
	if (from.kind === 'container' || to.kind === 'outside') return typed;
	if (to.kind === 'container' && !to.address) return undefined;
	const address = 'address' in to && to.address ? to.address : target;
	const hostPort = to.kind === 'published' ? {port: to.port.hostPort} : {};
	if (from.kind === 'host') return {...typed, ...hostPort, target: anyAddress.has(address) ? '127.0.0.1' : address};
	if (to.kind !== 'published' && to.kind !== 'host') return undefined;
	const isUsable = !anyAddress.has(address) && !loopback.test(address);
	const machine = isUsable ? address : hostNameOf(engineAddress);
	return machine === undefined ? undefined : {...typed, ...hostPort, target: machine};
}

/** Of an engine that is reached over the network. */
function hostNameOf(engineAddress: string): string | undefined {
	const found = /^(?:tcp|https?|ssh):\/\/(?:[^@/]*@)?(?:\[([^\]]+)\]|([^:/]+))/.exec(engineAddress);
	return found?.[1] ?? found?.[2];
}
