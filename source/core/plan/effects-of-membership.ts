import type {Container} from '../model/container.js';
import type {Snapshot} from '../model/snapshot.js';
import {gatewayOf, type Membership, membershipsOf, whyFirst} from './endpoint-order.js';
import type {Effect} from './step.js';

function published(container: Container): string {
	const ports = container.ports.filter(({hostPort}) => hostPort !== undefined);
	return [...new Set(ports.map(({hostPort, protocol}) => `${hostPort}/${protocol}`))].join(', ');
}

/** Only these drivers map ports; an overlay by the engine's docker_gwbridge. */
function mapsPorts(gateway: Membership | undefined): boolean {
	return gateway !== undefined && ['bridge', 'overlay'].includes(gateway.network.driver);
}

function portEffects(container: Container, was: Membership | undefined, is: Membership | undefined): readonly Effect[] {
	const ports = published(container);
	if (ports === '' || was?.network.id === is?.network.id) return [];
	if (mapsPorts(is)) return [{tone: 'info', text: `Published ports (${ports}) move along; their connections break.`}];
	const why = is ? `${is.network.name} is ${is.network.driver}, which maps none` : 'no network that maps ports is left';
	return [{tone: 'danger', text: `Published ports of ${container.name} stop working (${ports}): ${why}.`}];
}

function gatewayEffect(
	version: 4 | 6,
	container: Container,
	was: Membership | undefined,
	is: Membership | undefined,
	rivals: readonly Membership[],
): readonly Effect[] {
	if (was?.network.id === is?.network.id) return [];
	const what = `IPv${version} default gateway of ${container.name}`;
	if (!was)
		return is ? [{tone: 'info', text: `${container.name} gets a way out by IPv${version}: ${is.network.name}.`}] : [];
	if (!is)
		return [{tone: 'danger', text: `${container.name} loses its way out by IPv${version} (${was.network.name}).`}];
	// Where the old one left, nothing has to be said about the order.
	const why = rivals.some(({network}) => network.id === was.network.id) ? `: ${whyFirst(is, was)}` : '';
	return [{tone: 'warn', text: `The ${what} moves from ${was.network.name} to ${is.network.name}${why}.`}];
}

/** What changed memberships mean for the container's ways out and its published ports. */
export function membershipEffects(
	before: Container,
	after: Container,
	snapshot: Snapshot,
	predicted: Snapshot,
): readonly Effect[] {
	if (after.endpoints.length === 0 && before.endpoints.length > 0)
		return [{tone: 'danger', text: `${after.name} is left without any network.`}];
	const was = membershipsOf(before, snapshot);
	const is = membershipsOf(after, predicted);
	const effects = ([4, 6] as const).flatMap(version =>
		gatewayEffect(version, after, gatewayOf(was, version), gatewayOf(is, version), is),
	);
	return [...effects, ...portEffects(before, gatewayOf(was, 4), gatewayOf(is, 4))];
}
