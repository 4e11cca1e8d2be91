import type {Container} from '../../model/container.js';
import {keyOf} from '../../model/reference.js';
import {quote} from '../../plan/quote.js';
import {republishService, serviceNameOf} from '../../rules/republish.js';
import {arrivalsOf, takes} from '../arrivals.js';
import {api, type Path, type Step, step, targetEnd} from '../path.js';
import {withPort} from '../target.js';
import {unpublished} from './unpublished.js';

const loopback = /^(127\.|::1$)/;

/** Whether a process listens where the path arrives. */
export function listener(path: Path): ReturnType<Step> {
	const {to, question} = path;
	const port = to.kind === 'published' ? to.port.containerPort : (unpublished(path)?.containerPort ?? question.port);
	const end = targetEnd(path);
	const container = end?.owner ?? end?.container;
	if (port === undefined || !end || !container) return undefined;
	const observed = path.snapshot.observations.get(keyOf(container))?.listeners;
	const {protocol} = question;
	if (observed?.result !== 'ok')
		return step('listener', 'unknown', `whether ${end.name} listens on ${port}/${protocol} was not looked at`, {
			evidence: declared(container, port, protocol),
		});
	const all = observed.listeners;
	const matching = all.filter(found => found.port === port && found.protocol === protocol);
	const arrivals = arrivalsOf(path);
	const reachable = matching.filter(each => takes(each, arrivals));
	const listed = all.map(found => `${withPort(found.address, found.port)}/${found.protocol}`).join(', ') || 'none';
	const evidence = [
		{
			source: 'probe' as const,
			at: `${container.name}: listening sockets`,
			value: listed,
			expected: `0.0.0.0:${port}/${protocol}`,
		},
	];
	if (reachable.length > 0) {
		const first = reachable[0]!;
		return step(
			'listener',
			'pass',
			`${end.name} listens on ${withPort(first.address, port)}/${protocol}${first.process ? ` (${first.process})` : ''}`,
			{evidence, observed: true},
		);
	}

	if (observed.partial)
		return step(
			'listener',
			'unknown',
			`${end.name} has so many sockets that some were not read: whether it listens on ${port}/${protocol} is not known`,
			{evidence},
		);
	const said = {evidence, observed: true};
	const elsewhere = matching.filter(({address}) => !loopback.test(address)).map(({address}) => address);
	if (elsewhere.length > 0) {
		const isFamily = elsewhere.includes('0.0.0.0');
		return step(
			'listener',
			'fail',
			`${end.name} listens on ${elsewhere.join(', ')} only, and ${arrivals.join(' or ')} is asked for${isFamily ? ': by IPv4 alone' : ''}`,
			{
				...said,
				finding: isFamily ? 'ipv6-family-mismatch' : 'port-not-listening',
				fix: {
					title: `Let the program in ${end.name} listen on all addresses (::, which is IPv4 too), or ask for one of those`,
					commands: [],
					sideEffects: ['Everything on its networks can then reach it.'],
				},
			},
		);
	}

	if (matching.length > 0)
		return step(
			'listener',
			'fail',
			`${end.name} listens on ${withPort(matching[0]!.address, port)} only: nothing from outside the container gets there`,
			{
				...said,
				finding: 'port-loopback-only-listener',
				fix: {
					title: `Let the program in ${end.name} listen on all addresses (0.0.0.0)`,
					commands: [],
					sideEffects: ['Everything on its networks can then reach it.'],
				},
			},
		);
	const other = all.find(found => found.port === port && found.protocol !== protocol);
	if (other)
		return step('listener', 'fail', `${end.name} listens on ${port}/${other.protocol}, not ${protocol}`, {
			...said,
			finding: 'port-protocol-mismatch',
		});
	return missing(path, container, port, said);
}

function missing(
	path: Path,
	container: Container,
	port: number,
	said: Parameters<typeof step>[3] & {},
): ReturnType<Step> {
	const {question, snapshot} = path;
	const {name} = container;
	const mappings = container.ports.filter(({hostPort}) => hostPort === port);
	const mapping = mappings.find(({protocol}) => protocol === question.protocol);
	const [other] = mappings;
	if (path.to.kind !== 'published' && !mapping && other)
		return step(
			'listener',
			'fail',
			`port ${port} of the host is published to ${other.containerPort}/${other.protocol} of ${name}, not for ${question.protocol}`,
			{
				...said,
				evidence: [
					api(
						`${name} NetworkSettings.Ports`,
						`${port}->${other.containerPort}/${other.protocol}`,
						`${port}->${other.containerPort}/${question.protocol}`,
					),
					...(said.evidence ?? []),
				],
				finding: 'port-protocol-mismatch',
				fix: anew(container, port, other.containerPort, question.protocol),
			},
		);
	if (path.to.kind !== 'published' && mapping)
		return step(
			'listener',
			'fail',
			`nothing in ${name} listens on ${port}: that is its port on the host, in the container it is ${mapping.containerPort}`,
			{
				...said,
				finding: 'port-wrong-target',
			},
		);
	const open = (snapshot.observations.get(keyOf(container))?.listeners?.listeners ?? []).filter(
		({address, protocol}) => protocol === question.protocol && !loopback.test(address),
	);
	const instead = open.length > 0 ? `; it does on ${[...new Set(open.map(found => found.port))].join(', ')}` : '';
	const published = path.to.kind === 'published' ? path.to.port : undefined;
	const isWrong = published?.hostPort !== undefined && open.length > 0;
	return step('listener', 'fail', `nothing in ${name} listens on ${port}/${question.protocol}${instead}`, {
		...said,
		finding: isWrong ? 'port-wrong-target' : 'port-not-listening',
		fix: isWrong
			? anew(container, published.hostPort!, open[0]!.port, question.protocol)
			: {
					title: `See what the program in ${name} says`,
					commands: [`docker logs --tail 50 ${quote(name)}`],
					sideEffects: [],
				},
	});
}

/** What is published cannot be changed. */
function anew(container: Container, hostPort: number, port: number, protocol: string) {
	const service = serviceNameOf(container);
	const mapping = container.ports.find(each => each.hostPort === hostPort && each.protocol === protocol);
	if (service && mapping)
		return republishService(
			service,
			{publishedPort: hostPort, targetPort: mapping.containerPort, protocol, mode: 'host'},
			port,
		);
	const {name} = container;
	return {
		title: `Make ${name} anew with another mapping`,
		commands: [`# docker run --publish ${hostPort}:${port}/${protocol} …`],
		sideEffects: ['The container is replaced: what it wrote outside of volumes is lost.'],
	};
}

/** What images and users say of ports is no proof. */
function declared({name, details}: Container, port: number, protocol: string) {
	const exposed = details?.exposedPorts.some(other => other.port === port && other.protocol === protocol);
	return exposed ? [{source: 'api' as const, at: `${name} Config.ExposedPorts`, value: `${port}/${protocol}`}] : [];
}
