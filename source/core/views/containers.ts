import {keyOf} from '../model/reference.js';
import {containerColumns} from './container-columns.js';
import {describeContainer} from './container-details.js';
import {type ContainerRow, containerRows} from './container-rows.js';
import {containerJson} from './json.js';
import {oncePer} from './memo.js';
import type {View} from './view.js';

export type {ContainerRow} from './container-rows.js';

function labelTexts({container}: ContainerRow): readonly string[] {
	return Object.entries(container.labels).map(([key, value]) => `${key}=${value}`);
}

function addressTexts({networks}: ContainerRow): readonly string[] {
	return networks.flatMap(({endpoint}) => [endpoint.ipv4, endpoint.ipv6].filter(text => text !== undefined));
}

function aliasTexts({networks}: ContainerRow): readonly string[] {
	return networks.flatMap(({endpoint}) => [...endpoint.aliases, ...endpoint.dnsNames]);
}

function macTexts({networks}: ContainerRow): readonly string[] {
	return networks.flatMap(({endpoint}) => endpoint.mac ?? []);
}

function searchText(row: ContainerRow): string {
	const {container, networks, provider} = row;
	return [
		container.name,
		container.id,
		container.image,
		container.state,
		container.health ?? '',
		container.networkMode,
		provider?.name ?? '',
		...networks.map(({endpoint}) => endpoint.networkName),
		...container.ports.map(({hostPort, containerPort}) => `${hostPort ?? ''}:${containerPort}`),
		...addressTexts(row),
		...aliasTexts(row),
		...macTexts(row),
		...labelTexts(row),
	].join('\n');
}

export const containersView: View<ContainerRow> = {
	noun: 'containers',
	columns: containerColumns,
	defaultSort: {column: 'name', descending: false},
	rows: containerRows,
	key: ({container}) => keyOf(container),
	name: ({container}) => container.name,
	// These stay the same while only traffic moves.
	search: oncePer(({networks}) => networks, searchText),
	fields: {
		id: ({container}) => container.id,
		label: labelTexts,
		network: ({networks}) => networks.map(({endpoint}) => endpoint.networkName),
		address: addressTexts,
		alias: aliasTexts,
		mac: macTexts,
		health: ({container}) => container.health ?? '',
	},
	describe: describeContainer,
	json: containerJson,
};
