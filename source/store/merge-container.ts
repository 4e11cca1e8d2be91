import type {Container, Endpoint, Port} from '../core/model/container.js';
import {deepEqual} from './deep-equal.js';

/**
 * What is known of a container after news of it. Lists lack what only the container's own inspect tells: that is kept from the
 * previous one, which stays `detailed` unless its state or its place on the networks changed. Equal news gives the previous object.
 */
export function mergeContainer(previous: Container | undefined, news: Container): Container {
	if (!previous) return news;
	const merged = news.detailed ? news : withKnownDetails(previous, news);
	return deepEqual(previous, merged) ? previous : merged;
}

function withKnownDetails(previous: Container, news: Container): Container {
	const known = new Map(previous.endpoints.map(endpoint => [placeOf(endpoint), endpoint]));
	const endpoints = news.endpoints.map(endpoint => {
		const before = known.get(placeOf(endpoint));
		return before ? {...endpoint, ...detailsOf(before)} : endpoint;
	});
	const sameState = previous.state === news.state;
	const detailed = previous.detailed && sameState && sameMembership(previous.endpoints, news.endpoints);
	return {
		...news,
		endpoints,
		// Podman lists no exposed ports.
		ports: sameState && isAmong(news.ports, previous.ports) ? previous.ports : news.ports,
		// A start clears the last failure and a failed one gives a new one, so it outlives no change of state.
		...(sameState && previous.error !== undefined && {error: previous.error}),
		detailed,
		...(detailed && previous.details && {details: previous.details}),
	};
}

function isAmong(some: readonly Port[], all: readonly Port[]): boolean {
	return some.every(port => all.some(other => deepEqual(port, other)));
}

/** The id, or the name where the engine does not tell the id. */
function placeOf(endpoint: Endpoint): string {
	return endpoint.networkId || endpoint.networkName;
}

/** What lists do not carry. */
function detailsOf({aliases, dnsNames, links, driverOptions, gatewayPriority}: Endpoint): Partial<Endpoint> {
	return {aliases, dnsNames, links, driverOptions, gatewayPriority};
}

/** Other addresses mean that the endpoint was made anew, perhaps with other aliases. */
function sameMembership(before: readonly Endpoint[], after: readonly Endpoint[]): boolean {
	const identity = (endpoint: Endpoint) => [placeOf(endpoint), endpoint.mac, endpoint.ipv4, endpoint.ipv6].join(' ');
	const identities = new Set(before.map(identity));
	return before.length === after.length && after.every(endpoint => identities.has(identity(endpoint)));
}
