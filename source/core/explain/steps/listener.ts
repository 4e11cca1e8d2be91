import type {Container} from '../../model/container.js';
import {keyOf} from '../../model/reference.js';
import {quote} from '../../plan/quote.js';
import {type Path, type Step, step, targetEnd} from '../path.js';

const loopback = /^(127\.|::1$)/;

/** Whether a process listens where the path arrives. */
export function listener(path: Path): ReturnType<Step> {
	const {to, question, from} = path;
	const port = to.kind === 'published' ? to.port.containerPort : question.port;
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
	const isLocal = to.kind === 'self' || end === from;
	const reachable = matching.filter(({address}) => isLocal || !loopback.test(address));
	const listed = all.map(found => `${found.address}:${found.port}/${found.protocol}`).join(', ') || 'none';
	const evidence = [
		{
			source: 'probe' as const,
			at: `${end.name}: listening sockets`,
			value: listed,
			expected: `0.0.0.0:${port}/${protocol}`,
		},
	];
	if (reachable.length > 0) {
		const first = reachable[0]!;
		return step(
			'listener',
			'pass',
			`${end.name} listens on ${first.address}:${port}/${protocol}${first.process ? ` (${first.process})` : ''}`,
			{evidence, observed: true},
		);
	}

	const said = {evidence, observed: true};
	if (matching.length > 0)
		return step(
			'listener',
			'fail',
			`${end.name} listens on ${matching[0]!.address}:${port} only: nothing from outside the container gets there`,
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
	const mapping = container.ports.find(({hostPort, protocol}) => hostPort === port && protocol === question.protocol);
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
	const published = path.to.kind === 'published';
	return step('listener', 'fail', `nothing in ${name} listens on ${port}/${question.protocol}${instead}`, {
		...said,
		finding: published && open.length > 0 ? 'port-wrong-target' : 'port-not-listening',
		fix: {
			title: `See what the program in ${name} says`,
			commands: [`docker logs --tail 50 ${quote(name)}`],
			sideEffects: [],
		},
	});
}

/** What images and users say of ports is no proof. */
function declared({name, details}: Container, port: number, protocol: string) {
	const exposed = details?.exposedPorts.some(other => other.port === port && other.protocol === protocol);
	return exposed ? [{source: 'api' as const, at: `${name} Config.ExposedPorts`, value: `${port}/${protocol}`}] : [];
}
