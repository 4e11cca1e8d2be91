import {runThroughput} from '../../actions/run-throughput.js';
import type {Container} from '../../core/model/container.js';
import {keyOf} from '../../core/model/reference.js';
import {neighboursOf} from '../../core/names/targets.js';
import type {Explorer} from '../explorer.js';
import {choose} from './choose.js';
import {follow, latestAsker} from './probe-run.js';
import {withVantage} from './vantage.js';

type Other = {readonly container: Container; readonly address: string; readonly network: string};

/** Where its neighbours can be sent to: each by its address on the first network that they share. */
function othersOf(container: Container, explorer: Explorer): readonly Other[] {
	const own = new Set(container.endpoints.map(({networkId}) => networkId));
	return neighboursOf(container, explorer.source.store.get()).flatMap((other): readonly Other[] => {
		const endpoints = other.endpoints.filter(({ipv4, ipv6}) => ipv4 ?? ipv6);
		const endpoint = endpoints.find(({networkId}) => own.has(networkId)) ?? endpoints[0];
		const address = endpoint?.ipv4 ?? endpoint?.ipv6;
		return endpoint && address ? [{container: other, address, network: endpoint.networkName}] : [];
	});
}

/** Asks from where, to where, and whether it may; then sends. */
export function throughput(explorer: Explorer, purpose: string): void {
	withVantage(explorer, purpose, container => {
		const others = othersOf(container, explorer);
		choose(
			explorer,
			`${purpose} ${container.name} to which container?`,
			others.map(({container: other, address, network}) => ({
				value: keyOf(other),
				label: other.name,
				note: `${address} on ${network}`,
			})),
			key => {
				const other = others.find(each => keyOf(each.container) === key);
				if (other) confirm(explorer, container, other);
			},
			{always: true, none: `${container.name} shares its networks with no container that runs`},
		);
	});
}

function confirm(explorer: Explorer, container: Container, other: Other): void {
	const {name} = other.container;
	choose(
		explorer,
		`Send data from ${container.name} to ${name}?`,
		[
			{
				value: 'yes',
				label: 'yes',
				note: `for at most 5 s, at most 64 MiB; a listener in ${name} takes it, and is ended`,
			},
			{value: 'no', label: 'no', note: 'nothing is sent'},
		],
		answer => {
			if (answer === 'yes') void send(explorer, container, other);
		},
		{always: true},
	);
}

async function send(explorer: Explorer, container: Container, other: Other): Promise<void> {
	explorer.say(`starting a listener in ${other.container.name} …`);
	await follow(explorer, {
		again: () => void send(explorer, container, other),
		wrong: problem => explorer.say(problem, 'warn'),
		begin: run =>
			runThroughput({
				...run,
				asker: latestAsker(explorer, container),
				target: latestAsker(explorer, other.container),
				address: other.address,
			}),
	});
}
