import {isoDate, rate} from '../text/formats.js';
import {conditionOf} from './container-state.js';
import {labelsSection, lines} from './details.js';
import {usedText} from './network-columns.js';
import {flagsOf} from './network-flags.js';
import type {NetworkRow} from './network-rows.js';
import {optionWords} from './option-words.js';
import {reachOf} from './reach.js';
import type {Section} from './view.js';

function facts({network, traffic}: NetworkRow): Section {
	const flags = flagsOf(network);
	const rates = traffic?.rates;
	const bound = traffic?.exact === false ? ' at most (some of its containers are on other networks too)' : '';
	return lines('Network', [
		{label: 'name', value: {text: network.name, tone: 'strong'}},
		{label: 'driver', value: `${network.driver}, scope ${network.scope}`},
		...flags.map(({flag, meaning}) => ({label: flag, value: meaning})),
		{label: 'made from', value: network.configFrom},
		{
			label: 'traffic',
			value: rates && {
				text: `${rate(rates.rxBytes)} in, ${rate(rates.txBytes)} out${bound}`,
				tone: 'traffic',
			},
		},
		{label: 'created', value: network.created === undefined ? undefined : isoDate(network.created)},
		{label: 'id', value: network.id},
	]);
}

function subnetsSection({network, subnets, usedElsewhere}: NetworkRow): Section {
	return {
		title: 'Subnets',
		columns: ['subnet', 'gateway', 'used', 'given from', 'reserved'],
		rows: subnets.map(({subnet, used, total}) => [
			subnet.cidr,
			subnet.gateway ?? '',
			usedText(used, total, usedElsewhere),
			subnet.ipRange ?? 'all of it',
			Object.entries(subnet.auxiliary)
				.map(([name, address]) => `${name}=${address}`)
				.join(' '),
		]),
		empty: `no subnets: the driver ${network.driver} gives no addresses by itself`,
	};
}

function endpointsSection({endpoints, network}: NetworkRow): Section {
	return {
		title: 'Endpoints',
		columns: ['container', 'state', 'IPv4', 'IPv6', 'MAC', 'aliases'],
		rows: endpoints.map(({container, endpoint}) => [
			container.name,
			conditionOf(container).text,
			endpoint.ipv4 ?? (endpoint.requested.ipv4 ? `(${endpoint.requested.ipv4} wanted)` : ''),
			endpoint.ipv6 ?? (endpoint.requested.ipv6 ? `(${endpoint.requested.ipv6} wanted)` : ''),
			endpoint.mac ?? '',
			container.detailed ? endpoint.aliases.join(' ') : '…',
		]),
		empty: network.configOnly ? 'no container can join a template' : 'no container is attached',
	};
}

export function describeNetwork(row: NetworkRow): readonly Section[] {
	const {network} = row;
	const ipamOptions = Object.entries(network.ipamOptions);
	return [
		facts(row),
		subnetsSection(row),
		endpointsSection(row),
		lines(
			'Who reaches whom (by its settings, not measured)',
			reachOf(network).map((text, index) => ({label: index === 0 ? 'inside' : 'outside', value: text})),
		),
		{
			title: 'Driver options',
			columns: ['means', 'value', 'option'],
			rows: Object.entries(network.options).map(([key, value]) => [optionWords(key), value, key]),
			empty: "no options: all as the driver's defaults are",
		},
		...(network.ipamDriver !== 'default' || ipamOptions.length > 0
			? [
					{
						title: `Address management by ${network.ipamDriver}`,
						columns: ['option', 'value'],
						rows: ipamOptions,
						empty: 'no options',
					},
				]
			: []),
		labelsSection(network.labels),
	];
}
