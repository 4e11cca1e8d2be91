import {gatewayOf} from '../../plan/endpoint-order.js';
import {api, type Path, type Step, step} from '../path.js';
import {lostBehind} from '../replies.js';

const loopback = /^(127\.|::1$)/;
const text = ({
	hostIp = '0.0.0.0',
	hostPort,
	containerPort,
	protocol,
}: {
	hostIp?: string;
	hostPort?: number;
	containerPort: number;
	protocol: string;
}) => `${hostIp}:${hostPort ?? ''}->${containerPort}/${protocol}`;

/** A port of the host that leads to a container. */
export function published(path: Path): ReturnType<Step> {
	const {to, from, question} = path;
	if (to.kind !== 'published') return undefined;
	const {port, end} = to;
	const evidence = [api(`${end.name} NetworkSettings.Ports`, text(port))];
	const isLoopback = loopback.test(port.hostIp ?? '');
	const isHere = from.mode === 'host';
	if (isLoopback && !isHere)
		return step('published', 'fail', `${text(port)} of ${end.name} is published to the host itself only`, {
			evidence: [{...evidence[0]!, expected: `0.0.0.0:${port.hostPort}->${port.containerPort}/${port.protocol}`}],
			finding: 'port-bound-to-loopback-or-one-ip',
		});
	const arrives = gatewayOf(end.networks, 4)?.network;
	const unmasked = arrives && lostBehind(path, arrives, 4);
	if (unmasked)
		return step(
			'published',
			'fail',
			`${from.name} asks by its own address, for ${unmasked.name} does not masquerade: Docker drops what ${end.name} answers from ${arrives.name}`,
			{
				evidence: [api(`${unmasked.name} Options["com.docker.network.bridge.enable_ip_masquerade"]`, 'false', 'true')],
				finding: 'conn-masquerade-missing',
			},
		);
	return step('published', 'pass', `port ${question.port} of the host leads to ${port.containerPort} of ${end.name}`, {
		evidence,
	});
}

/** A port that was asked for and is not there, or that nobody asked for. */
export function notPublished({to, from, question}: Path): ReturnType<Step> {
	const isDirect = to.kind === 'container' && from.mode === 'outside';
	if (!isDirect || !to.end.container) return undefined;
	const {name, details, ports} = to.end.container;
	const asked = details?.requestedPorts ?? [];
	const wanted = asked.find(({containerPort, hostPort}) => [containerPort, hostPort].includes(question.port ?? -1));
	if (wanted && !ports.some(({hostPort}) => hostPort !== undefined))
		return step('published', 'fail', `${text(wanted)} was asked for ${name} and is not there`, {
			evidence: [
				api(`${name} HostConfig.PortBindings`, text(wanted)),
				api(`${name} NetworkSettings.Ports`, 'nothing', text(wanted)),
			],
			finding: 'port-published-not-programmed',
		});
	const known = ports.filter(({hostPort}) => hostPort !== undefined).map(text);
	return step(
		'published',
		'fail',
		`${name} publishes no port ${question.port ?? ''}: nothing outside gets to it${known.length > 0 ? `; it publishes ${known.join(', ')}` : ''}`,
		{
			evidence: [api(`${name} NetworkSettings.Ports`, known.join(', ') || 'none')],
		},
	);
}

/** A port of the host itself, which no container has. */
export function hostPort({to, question}: Path): ReturnType<Step> {
	if (to.kind !== 'host') return undefined;
	return question.port === undefined
		? step('published', 'pass', `${to.address} is the engine’s host itself`)
		: step(
				'published',
				'unknown',
				`no container publishes ${question.port}/${question.protocol} on ${to.address}: what the host itself runs is not known`,
			);
}
