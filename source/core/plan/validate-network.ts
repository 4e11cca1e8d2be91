import {readCidr} from '../ip/range.js';
import type {Host} from '../model/host.js';
import type {HostId} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {driverGuide} from './drivers.js';
import {gates, lacks} from './gates.js';
import {networksOf} from './of-host.js';
import {bad, type DraftProblem, warn} from './problem.js';
import type {NetworkDraft} from './step.js';
import {optionProblems} from './validate-options.js';
import {parentProblems} from './validate-parent.js';
import {subnetProblems} from './validate-subnets.js';

function nameProblems({name}: NetworkDraft, snapshot: Snapshot, host: HostId): readonly DraftProblem[] {
	if (name === '') return [bad('name', 'a network needs a name')];
	if (/^(bridge|host|none|default)$/.test(name)) return [bad('name', `${name} is reserved: choose another name`)];
	if (/\p{Cc}/u.test(name)) return [bad('name', 'the name has control characters: leave them out')];
	if (networksOf(snapshot, host).some(network => network.name === name))
		return [bad('name', `a network ${name} exists already: choose another name`)];
	if (!/^[a-zA-Z0-9][\w.-]*$/.test(name)) {
		const text = `'${name}' should begin with a letter or digit and have only those, dots, dashes and underscores`;
		return snapshot.hosts.get(host)?.engine === 'podman' ? [bad('name', text)] : [warn('name', text)];
	}

	if (/^([a-f\d]{12}|[a-f\d]{64})$/.test(name))
		return [warn('name', `${name} looks like an id: commands may take it for one`)];
	if (name.length > 63)
		return [warn('name', `${name} is longer than 63 characters: container.${name} will not resolve`)];
	return [];
}

function swarmProblem({state, manager}: Host['swarm']): string | undefined {
	if (state !== 'active') return `overlay needs a swarm, and this engine is in none (docker swarm init, or join)`;
	return manager ? undefined : 'overlay networks are made on a manager, and this engine is a worker of its swarm';
}

function driverProblems({driver}: NetworkDraft, engine: Host | undefined): readonly DraftProblem[] {
	const {notCreatable} = driverGuide(driver);
	if (notCreatable) return [bad('driver', notCreatable)];
	if (!engine) return [];
	const listed = engine.drivers.filter(name => name !== 'null');
	if (listed.length > 0 && !listed.includes(driver))
		return [bad('driver', `this engine has no driver ${driver}: it lists ${listed.join(', ')}`)];
	const problem = driver === 'overlay' ? swarmProblem(engine.swarm) : undefined;
	return problem ? [bad('driver', problem)] : [];
}

function flagProblems({driver, attachable, ipamDriver}: NetworkDraft): readonly DraftProblem[] {
	const problems: DraftProblem[] = [];
	if (attachable && ['bridge', 'macvlan', 'ipvlan'].includes(driver))
		problems.push(warn('attachable', `attachable has no effect on ${driver}: every container can join it`));
	if (driver === 'overlay' && !attachable)
		problems.push(warn('attachable', 'only services can join it: containers need attachable'));
	if (driver === 'bridge' && ipamDriver === 'null')
		problems.push(bad('ipamDriver', 'the IPAM driver null gives no addresses, and a bridge needs them'));
	return problems;
}

function familyProblems(draft: NetworkDraft, engine: Host | undefined): readonly DraftProblem[] {
	const versions = draft.subnets.map(({cidr}) => readCidr(cidr)?.version);
	const problems: DraftProblem[] = [];
	if (!draft.ipv4) {
		const lack = lacks(engine, gates.networkWithoutIpv4);
		if (lack) problems.push(bad('ipv4', `a network without IPv4 ${lack}`));
		if (draft.driver === 'overlay') problems.push(bad('ipv4', 'a swarm network always has IPv4'));
		if (!draft.ipv6) problems.push(bad('ipv4', 'IPv4 and IPv6 are both off: switch one on'));
		if (versions.includes(4)) problems.push(bad('subnets', 'IPv4 is off, yet there is an IPv4 subnet'));
	}

	if (draft.ipv6 && !versions.includes(6)) {
		const lack = engine?.engine === 'podman' ? undefined : lacks(engine, gates.ipv6WithoutSubnet);
		if (draft.driver === 'overlay')
			problems.push(warn('subnets', 'an overlay gets no IPv6 subnet by itself: give one like fd00:1::/64'));
		else if (lack) problems.push(bad('subnets', `IPv6 without an IPv6 subnet ${lack}: give a subnet like fd00:1::/64`));
	}

	if (!draft.ipv6 && versions.includes(6))
		problems.push(warn('ipv6', 'there is an IPv6 subnet, yet IPv6 is off: the engine will not use it'));
	return problems;
}

/** What is wrong with the draft on that host; `field` is that of the create form. What nobody can know (routes of the host) is not claimed. */
export function networkProblems(draft: NetworkDraft, snapshot: Snapshot, host: HostId): readonly DraftProblem[] {
	const engine = snapshot.hosts.get(host);
	const driver = driverProblems(draft, engine);
	if (driverGuide(draft.driver).notCreatable) return driver;
	return [
		...driver,
		...nameProblems(draft, snapshot, host),
		...flagProblems(draft),
		...familyProblems(draft, engine),
		...subnetProblems(draft, snapshot, host),
		...parentProblems(draft, snapshot, host),
		...optionProblems(draft, engine),
	];
}
