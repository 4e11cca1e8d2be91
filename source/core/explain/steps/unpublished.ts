import {parseAddress} from '../../ip/address.js';
import type {Port} from '../../model/container.js';
import {idleBridge, idleTitle} from '../idle-bridge.js';
import {isDirect, isOfHost} from '../named.js';
import {nodesOf, otherNodeAt, publishing} from '../node-ports.js';
import {api, type Path, type Step, step, wantedPort} from '../path.js';
import {mappingText} from './published.js';

/** What is meant by the port, where it was to be published and is not: the host reaches the container's own directly. */
export function unpublished({to, from, question}: Path): Port | undefined {
	const container = to.kind === 'container' ? to.end.container : undefined;
	if (!container || from.container || container.ports.some(({hostPort}) => hostPort !== undefined)) return undefined;
	return container.details?.requestedPorts.find(
		({containerPort, hostPort}) =>
			hostPort === question.port || (from.mode === 'outside' && containerPort === question.port),
	);
}

/** A port that was asked for and is not there, or that nobody asked for. */
export function notPublished(path: Path): ReturnType<Step> {
	const {to, from} = path;
	if (to.kind !== 'container' || !to.end.container) return undefined;
	const {name} = to.end.container;
	const wanted = unpublished(path);
	if (wanted && to.end.mode !== 'host')
		return step('published', 'fail', `${mappingText(wanted)} was asked for ${name} and is not there`, {
			evidence: [
				api(`${name} HostConfig.PortBindings`, mappingText(wanted)),
				api(`${name} NetworkSettings.Ports`, 'nothing', mappingText(wanted)),
			],
			finding: 'port-published-not-programmed',
		});
	return from.mode === 'outside' ? fromOutside(path, to.end.container) : undefined;
}

function fromOutside(
	{to, question, host}: Path,
	{name, ports, networkMode}: {name: string; ports: readonly Port[]; networkMode: string},
) {
	if (to.kind !== 'container') return undefined;
	if (to.end.mode === 'host') {
		const isVirtual = /Docker Desktop/.test(host?.operatingSystem ?? '') || host?.rootless;
		return step(
			'published',
			isVirtual ? 'unknown' : 'pass',
			isVirtual
				? `${name} uses the network of the engine’s host, which is a virtual machine or a namespace of its own`
				: `${name} uses the network of the engine’s host: its ports are the host’s own`,
			{
				evidence: [api(`${name} HostConfig.NetworkMode`, networkMode)],
				...(isVirtual && {finding: 'netns-host-on-desktop-or-rootless'}),
			},
		);
	}

	const known = ports.filter(({hostPort}) => hostPort !== undefined).map(mappingText);
	const evidence = [api(`${name} NetworkSettings.Ports`, known.join(', ') || 'none')];
	if (to.endpoint && isDirect(to.endpoint)) {
		const {network} = to.endpoint;
		const at = `its own address (${to.address ?? 'none'} on ${network.name})`;
		return step(
			'published',
			'unknown',
			`${name} is reached at ${at}, not at the host’s: whether outside has a way there is not known`,
			{evidence: [api(`${network.name} Driver`, network.driver)]},
		);
	}

	if (parseAddress(question.target)) {
		const own = `${question.target} is the own address of ${name}, which the engine’s host alone has a way to`;
		// This machine, which is outside, may be that host.
		return host?.address.startsWith('unix:')
			? step('published', 'unknown', `${own}: whether that is where docknet runs is not known`, {evidence})
			: step('published', 'fail', `${own}; it publishes ${known.join(', ') || 'no port'}`, {evidence});
	}

	if (question.port === undefined && known.length > 0)
		return step(
			'published',
			'unknown',
			`outside gets to ${name} by its published ports only: which? ${known.join(', ')}`,
			{
				evidence,
			},
		);
	const others = known.length > 0 ? `; it publishes ${known.join(', ')}` : '';
	return step(
		'published',
		'fail',
		`${name} publishes no port${question.port === undefined ? '' : ` ${wantedPort(question)}`}: nothing outside gets to it${others}`,
		{evidence},
	);
}

/** A port of the host itself, which no container has. */
export function hostPort(path: Path): ReturnType<Step> {
	const {to, from, question, snapshot} = path;
	if (to.kind !== 'host') return undefined;
	const idle = idleBridge(to.address, path);
	if (idle) return step('published', 'unknown', idleTitle(to.address, idle));
	if (question.port !== undefined) {
		const node = otherNodeAt(to.address, question.from.host, snapshot)?.name;
		const who = node
			? `no service publishes ${wantedPort(question)} on node ${node}`
			: `no container publishes ${wantedPort(question)} on ${to.address}`;
		const elsewhere = publishing(question, snapshot).map(({service}) => {
			const nodes = nodesOf(service, snapshot).map(({name}) => name);
			return `${service.name} does in mode host, on ${nodes.join(', ') || 'no node now'}`;
		});
		return step(
			'published',
			'unknown',
			`${[who, ...elsewhere].join('; ')}: what ${node ?? 'the host itself'} runs ${node ? 'besides ' : ''}is not known`,
		);
	}

	// Any address may be the host's to somebody outside.
	return from.mode === 'outside' && !isOfHost(to.address, question, snapshot)
		? step('published', 'unknown', `whether ${to.address} is the engine’s host is not known`)
		: step('published', 'pass', `${to.address} is the engine’s host itself`);
}
