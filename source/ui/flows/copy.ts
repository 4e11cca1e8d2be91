import {osc52} from '../../actions/copy-text.js';
import type {ContainerRow} from '../../core/views/containers.js';
import type {FindingRow} from '../../core/views/findings.js';
import type {NetworkRow} from '../../core/views/networks.js';
import type {Explorer} from '../explorer.js';
import type {Choice} from '../overlay.js';
import type {PaneId} from '../state.js';
import {choose} from './choose.js';

type Text = {readonly value: string; readonly note: string};

function addressesOfNetwork({network}: NetworkRow): readonly Text[] {
	return network.subnets.flatMap(({cidr, gateway}) => [
		{value: cidr, note: 'subnet'},
		...(gateway ? [{value: gateway, note: 'gateway'}] : []),
	]);
}

function addressesOfContainer({container}: ContainerRow): readonly Text[] {
	return container.endpoints.flatMap(({ipv4, ipv6, networkName}) =>
		[ipv4, ipv6].filter(value => value !== undefined).map(value => ({value, note: `address on ${networkName}`})),
	);
}

function ofObject(explorer: Explorer, addresses: readonly Text[], noun: string): readonly Choice[] {
	const {name, reference} = explorer.pane.subject(explorer.row);
	const id = reference?.id ?? '';
	return [
		{value: name, label: name, note: 'name'},
		{value: id, label: id.slice(0, 12), note: 'full id'},
		...addresses.map(({value, note}) => ({value, label: value, note})),
		{value: `docker ${noun}inspect ${id.slice(0, 12)}`, label: `docker ${noun}inspect …`, note: 'command'},
	];
}

/** The commands of a fix: all in one, then each. */
export function ofCommands(commands: readonly string[] = []): readonly Choice[] {
	const each = commands.map(value => ({value, label: value, note: 'fix'}));
	if (commands.length < 2) return each;
	return [{value: commands.join('\n'), label: `all ${commands.length} commands`, note: 'one a line'}, ...each];
}

function ofFinding({finding}: FindingRow): readonly Choice[] {
	const {fix, message, id, subject} = finding;
	return [
		...ofCommands(fix?.commands),
		{value: message, label: message, note: 'what is wrong'},
		{value: subject.name, label: subject.name, note: 'name'},
		{value: id, label: id, note: 'rule'},
		{value: JSON.stringify(finding, undefined, '\t'), label: 'JSON', note: 'all of it'},
	];
}

const choicesOf: Readonly<Record<PaneId, (explorer: Explorer) => readonly Choice[]>> = {
	networks: explorer => ofObject(explorer, addressesOfNetwork(explorer.row as NetworkRow), 'network '),
	containers: explorer => ofObject(explorer, addressesOfContainer(explorer.row as ContainerRow), ''),
	findings: ({row}) => ofFinding(row as FindingRow),
};

/** Copies through the terminal (OSC 52), which works over SSH too. */
export function chooseToCopy(explorer: Explorer, choices: readonly Choice[]): void {
	choose(explorer, 'Copy', choices, text => {
		explorer.options.terminal.writeRaw(osc52(text, explorer.options.environment));
		explorer.say(`copied ${text}`, 'good');
	});
}

/** What the row under the cursor can be called. */
export function copy(explorer: Explorer): void {
	if (explorer.row === undefined) return;
	chooseToCopy(explorer, choicesOf[explorer.state.pane](explorer));
}
