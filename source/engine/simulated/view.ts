import type {Container} from '../../core/model/container.js';
import {isUp, type Machine} from './world.js';

/** A time span in Docker's words. */
function humanDuration(ms: number): string {
	const seconds = Math.floor(ms / 1000);
	const minutes = Math.floor(seconds / 60);
	const hours = Math.round(minutes / 60);
	const days = Math.floor(hours / 24);
	if (seconds < 1) return 'Less than a second';
	if (seconds === 1) return '1 second';
	if (seconds < 60) return `${seconds} seconds`;
	if (minutes === 1) return 'About a minute';
	if (minutes < 60) return `${minutes} minutes`;
	if (hours === 1) return 'About an hour';
	if (hours < 48) return `${hours} hours`;
	if (days < 14) return `${days} days`;
	if (days < 60) return `${Math.floor(days / 7)} weeks`;
	return `${Math.floor(days / 30)} months`;
}

function statusOf({container, changedAt}: Machine, now: number): string {
	const age = humanDuration(now - changedAt);
	switch (container.state) {
		case 'running': {
			if (!container.health) return `Up ${age}`;
			return `Up ${age} (${container.health === 'starting' ? 'health: starting' : container.health})`;
		}

		case 'paused':
			return `Up ${age} (Paused)`;
		case 'exited':
			return `Exited (${container.exitCode ?? 0}) ${age} ago`;
		case 'restarting':
			return `Restarting (${container.exitCode ?? 0}) ${age} ago`;
		case 'dead':
			return 'Dead';
		case 'removing':
			return 'Removal In Progress';
		case 'created':
			return 'Created';
	}
}

/** A container as the engine's own inspect has it. */
export function detailedView(machine: Machine, now: number): Container {
	const {container} = machine;
	return {
		...container,
		status: statusOf(machine, now),
		ports: isUp(container) ? container.ports : [],
	};
}

/** A container as the engine's list has it: names, links and the error are not told. */
export function listView(machine: Machine, now: number): Container {
	const {error, ...container} = detailedView(machine, now);
	return {
		...container,
		detailed: false,
		endpoints: container.endpoints.map(endpoint => ({
			...endpoint,
			aliases: [],
			dnsNames: [],
			links: [],
			driverOptions: {},
		})),
	};
}
