import type {Port} from '../model/container.js';
import {unicode} from '../text/glyphs.js';
import type {ContainerRow} from './container-rows.js';
import {conditionOf} from './container-state.js';
import {trafficColumns} from './traffic-columns.js';
import type {Cell, Column, Span} from './view.js';

const everywhere = new Set(['', '0.0.0.0', '::']);

/** `8080→80/tcp`, `127.0.0.1:8080→80/tcp`, and `80/tcp` where it is only exposed. */
function portText({hostIp = '', hostPort, containerPort, protocol}: Port): string {
	const inside = `${containerPort}/${protocol}`;
	if (hostPort === undefined) return inside;
	const address = hostIp.includes(':') ? `[${hostIp}]` : hostIp;
	return `${everywhere.has(hostIp) ? '' : `${address}:`}${hostPort}${unicode.right}${inside}`;
}

/** Published ports by number; the same port on all addresses of IPv4 and of IPv6 is one. */
function portTexts(row: ContainerRow): readonly string[] {
	const published = row.container.ports.filter(({hostPort}) => hostPort !== undefined);
	const sorted = [...published].sort((a, b) => a.containerPort - b.containerPort || a.hostPort! - b.hostPort!);
	return [...new Set(sorted.map(portText))];
}

/** Why there is no endpoint of its own, or the endpoints with their addresses. */
function networksCell({container, networks, provider}: ContainerRow): Cell {
	if (container.sharesNetworkOf !== undefined) {
		const name = provider?.name ?? `${container.sharesNetworkOf.slice(0, 12)} (gone)`;
		return {text: `in the namespace of ${name}`, tone: provider ? 'dim' : 'bad'};
	}

	return networks.flatMap(({endpoint, network}, index): Span[] => {
		const addresses = [endpoint.ipv4, endpoint.ipv6].filter(text => text !== undefined).join(' ');
		return [
			{text: `${index > 0 ? ', ' : ''}${endpoint.networkName}`, tone: network ? 'plain' : 'warn'},
			...(addresses ? [{text: ` ${addresses}`, tone: 'dim' as const}] : []),
		];
	});
}

function networkTexts({container, networks, provider}: ContainerRow): readonly string[] {
	if (container.sharesNetworkOf !== undefined) return [`container:${provider?.name ?? container.sharesNetworkOf}`];
	return networks.map(({endpoint: {networkName, ipv4, ipv6}}) => [networkName, ipv4, ipv6].filter(Boolean).join(' '));
}

export const containerColumns: readonly Column<ContainerRow>[] = [
	{
		id: 'name',
		title: 'NAME',
		width: {min: 16, max: 40},
		drop: 0,
		key: 'N',
		cell: ({container}) => ({text: container.name, tone: 'strong'}),
		text: ({container}) => container.name,
	},
	{
		id: 'image',
		title: 'IMAGE',
		width: {min: 8, max: 32},
		drop: 7,
		key: 'I',
		cell: ({container}) => ({text: container.image, tone: 'dim'}),
		text: ({container}) => container.image,
	},
	{
		id: 'state',
		title: 'STATE',
		width: {min: 10, max: 15},
		drop: 1,
		key: 'S',
		cell: ({container}) => conditionOf(container),
		sort: ({container}) => conditionOf(container).rank,
		text: ({container}) => [conditionOf(container).text, container.state],
	},
	{
		id: 'networks',
		title: 'NETWORKS',
		width: {min: 28, max: 60},
		drop: 2,
		key: 'E',
		cell: networksCell,
		text: networkTexts,
	},
	{
		id: 'ports',
		title: 'PORTS',
		width: {min: 0, max: 40},
		drop: 4,
		key: 'P',
		cell: row => portTexts(row).join(', ').replaceAll('/tcp', ''),
		text: portTexts,
	},
	...trafficColumns<ContainerRow>(({traffic}) => traffic),
];
