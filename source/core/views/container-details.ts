import {keyOf} from '../model/reference.js';
import type {Snapshot} from '../model/snapshot.js';
import {membershipsOf} from '../plan/endpoint-order.js';
import {bytes, count, isoDate, rate} from '../text/formats.js';
import type {ContainerRow} from './container-rows.js';
import {conditionOf} from './container-state.js';
import {labelsSection, lines} from './details.js';
import {effectiveNamesSection} from './effective-names.js';
import {gatewayReason} from './gateway-reason.js';
import {probesSection} from './probe-history.js';
import type {Section} from './view.js';

function facts({container}: ContainerRow): Section {
	const condition = conditionOf(container);
	return lines('Container', [
		{label: 'name', value: {text: container.name, tone: 'strong'}},
		{label: 'state', value: {text: `${condition.text} (${container.status || container.state})`, tone: condition.tone}},
		{label: 'error', value: container.error ? {text: container.error, tone: 'bad'} : undefined},
		{label: 'image', value: container.image},
		{label: 'command', value: container.command},
		{label: 'created', value: container.created === undefined ? undefined : isoDate(container.created)},
		{label: 'id', value: container.id},
	]);
}

/** Both ways; nothing where nobody shares anything. */
function sharedSection({container, provider, sharers}: ContainerRow): readonly Section[] {
	const shared = container.sharesNetworkOf;
	const owner = provider ? `${provider.name} (${conditionOf(provider).text})` : undefined;
	const gone = {text: `${shared?.slice(0, 12)}, which is gone: start this container anew`, tone: 'bad' as const};
	const section = lines('Shared network namespace', [
		{label: 'uses that of', value: shared === undefined ? undefined : (owner ?? gone)},
		{label: 'is used by', value: sharers.map(({name}) => name).join(', ')},
	]);
	return 'lines' in section && section.lines.length > 0 ? [section] : [];
}

/** Why the list of endpoints is empty. */
function withoutEndpoints({container, provider}: ContainerRow): string {
	if (container.sharesNetworkOf === undefined) return 'it is on no network';
	return `none of its own: it uses those of ${provider?.name ?? 'a container that is gone'}`;
}

function endpointsSection(row: ContainerRow): Section {
	return {
		title: 'Networks',
		columns: ['network', 'IPv4', 'IPv6', 'MAC', 'gateway'],
		rows: row.networks.map(({endpoint, network}) => [
			network ? endpoint.networkName : `${endpoint.networkName} (gone)`,
			withPrefix(endpoint.ipv4 ?? wanted(endpoint.requested.ipv4), endpoint.ipv4PrefixLength),
			withPrefix(endpoint.ipv6 ?? wanted(endpoint.requested.ipv6), endpoint.ipv6PrefixLength),
			endpoint.mac ?? '',
			[endpoint.gateway, endpoint.gateway6].filter(Boolean).join(' '),
		]),
		empty: withoutEndpoints(row),
	};
}

function wanted(address: string | undefined): string {
	return address === undefined ? '' : `(${address} wanted)`;
}

function withPrefix(address: string, prefix: number | undefined): string {
	return prefix === undefined || address === '' || address.startsWith('(') ? address : `${address}/${prefix}`;
}

function namesSection(row: ContainerRow): Section {
	const {detailed} = row.container;
	return {
		title: 'Names that others find it by',
		columns: ['network', 'aliases', 'all names'],
		rows: detailed
			? row.networks.map(({endpoint}) => [
					endpoint.networkName,
					endpoint.aliases.join(' '),
					endpoint.dnsNames.join(' ') || 'none',
				])
			: [],
		empty: detailed ? withoutEndpoints(row) : 'not read yet',
	};
}

function gatewaySection({container, provider}: ContainerRow, snapshot: Snapshot): Section {
	const memberships = membershipsOf(provider ?? container, snapshot);
	return lines('Default gateway', [
		{label: 'IPv4', value: gatewayReason(memberships, 4)},
		{
			label: 'IPv6',
			value: memberships.some(({network}) => network.ipv6) ? gatewayReason(memberships, 6) : undefined,
		},
	]);
}

function portsSection({container, provider}: ContainerRow): Section {
	const {ports} = provider ?? container;
	return {
		title: provider ? `Ports (of ${provider.name})` : 'Ports',
		columns: ['port', 'published on'],
		rows: ports.map(({hostIp = '', hostPort, containerPort, protocol}) => [
			`${containerPort}/${protocol}`,
			hostPort === undefined ? 'only exposed' : `${hostIp.includes(':') ? `[${hostIp}]` : hostIp}:${hostPort}`,
		]),
		empty: 'no port is published or exposed',
	};
}

function trafficSection({container, traffic}: ContainerRow): Section {
	return {
		title: 'Traffic by interface',
		columns: ['interface', 'in', 'out', 'received', 'sent', 'errors', 'drops'],
		rows: [...(traffic?.interfaces ?? [])].map(([name, {counters, rates}]) => [
			name,
			rates ? rate(rates.rxBytes) : '',
			rates ? rate(rates.txBytes) : '',
			bytes(counters.rxBytes),
			bytes(counters.txBytes),
			count(counters.rxErrors + counters.txErrors),
			count(counters.rxDropped + counters.txDropped),
		]),
		empty: container.state === 'running' ? 'not measured' : `nothing flows: it is ${container.state}`,
	};
}

export function describeContainer(row: ContainerRow, snapshot: Snapshot): readonly Section[] {
	return [
		facts(row),
		...sharedSection(row),
		endpointsSection(row),
		namesSection(row),
		effectiveNamesSection(row.container, snapshot),
		gatewaySection(row, snapshot),
		portsSection(row),
		trafficSection(row),
		probesSection(keyOf(row.container), snapshot),
		labelsSection(row.container.labels),
	];
}
