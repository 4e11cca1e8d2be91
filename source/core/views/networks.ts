import {keyOf} from '../model/reference.js';
import {networkJson} from './json.js';
import {oncePer} from './memo.js';
import {networkColumns} from './network-columns.js';
import {describeNetwork} from './network-details.js';
import {flagsOf} from './network-flags.js';
import {type NetworkRow, networkRows} from './network-rows.js';
import type {View} from './view.js';

export type {NetworkMember, NetworkRow, SubnetRow} from './network-rows.js';

function labelTexts({network}: NetworkRow): readonly string[] {
	return Object.entries(network.labels).map(([key, value]) => `${key}=${value}`);
}

function addressTexts({network, endpoints}: NetworkRow): readonly string[] {
	const own = network.subnets.flatMap(({gateway}) => gateway ?? []);
	return [
		...own,
		...endpoints.flatMap(({endpoint}) => [endpoint.ipv4, endpoint.ipv6].filter(text => text !== undefined)),
	];
}

function aliasTexts({endpoints}: NetworkRow): readonly string[] {
	return endpoints.flatMap(({endpoint}) => [...endpoint.aliases, ...endpoint.dnsNames]);
}

function macTexts({endpoints}: NetworkRow): readonly string[] {
	return endpoints.flatMap(({endpoint}) => endpoint.mac ?? []);
}

function searchText(row: NetworkRow): string {
	const {network, endpoints} = row;
	return [
		network.name,
		network.id,
		network.driver,
		network.scope,
		...network.subnets.map(({cidr}) => cidr),
		...flagsOf(network).map(({flag}) => flag),
		...endpoints.map(({container}) => container.name),
		...addressTexts(row),
		...aliasTexts(row),
		...macTexts(row),
		...labelTexts(row),
	].join('\n');
}

export const networksView: View<NetworkRow> = {
	noun: 'networks',
	columns: networkColumns,
	defaultSort: {column: 'name', descending: false},
	rows: networkRows,
	key: ({network}) => keyOf(network),
	name: ({network}) => network.name,
	// These stay the same while only traffic moves.
	search: oncePer(({endpoints}) => endpoints, searchText),
	fields: {
		id: ({network}) => network.id,
		label: labelTexts,
		container: ({endpoints}) => endpoints.map(({container}) => container.name),
		address: addressTexts,
		alias: aliasTexts,
		mac: macTexts,
	},
	describe: describeNetwork,
	json: networkJson,
};
