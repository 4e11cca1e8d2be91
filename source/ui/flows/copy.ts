import {osc52} from '../../actions/copy-text.js';
import type {ContainerRow} from '../../core/views/containers.js';
import type {NetworkRow} from '../../core/views/networks.js';
import type {Explorer} from '../explorer.js';
import type {Choice} from '../state.js';
import {choose} from './choose.js';

function choicesOf(explorer: Explorer): readonly Choice[] {
	const {name, reference} = explorer.pane.subject(explorer.row);
	const noun = reference.kind === 'network' ? 'network ' : '';
	const addresses =
		reference.kind === 'network'
			? (explorer.row as NetworkRow).network.subnets.flatMap(({cidr, gateway}) => [
					{value: cidr, note: 'subnet'},
					...(gateway ? [{value: gateway, note: 'gateway'}] : []),
				])
			: (explorer.row as ContainerRow).container.endpoints.flatMap(({ipv4, ipv6, networkName}) =>
					[ipv4, ipv6].filter(value => value !== undefined).map(value => ({value, note: `address on ${networkName}`})),
				);
	return [
		{value: name, label: name, note: 'name'},
		{value: reference.id, label: reference.id.slice(0, 12), note: 'full id'},
		...addresses.map(({value, note}) => ({value, label: value, note})),
		{value: `docker ${noun}inspect ${reference.id.slice(0, 12)}`, label: `docker ${noun}inspect …`, note: 'command'},
	];
}

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
	chooseToCopy(explorer, choicesOf(explorer));
}
