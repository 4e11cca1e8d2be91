import type {Port} from '../model/container.js';
import type {Snapshot} from '../model/snapshot.js';
import {networksOfNamespace} from '../names/resolve.js';
import {gatewayOf} from '../plan/endpoint-order.js';
import {quote} from '../plan/quote.js';
import {idleRanges, isLoopback, type Listening, listenersOn, listenersText, listening, unseen} from './listening.js';
import {isPodman} from './members.js';
import {meshListening} from './mesh-listening.js';
import {wrongTargets} from './port-wrong-target.js';
import type {Found, Rule} from './rule.js';
import {aboutContainer, aboutService, measured} from './subjects.js';

function found({container, listeners}: Listening, message: string, expected?: string): Found {
	const {name} = container;
	return {
		confidence: 'observed',
		subject: aboutContainer(container),
		message,
		evidence: [measured(`${name}: listeners`, listenersText(listeners), expected)],
		fix: {
			title: `See whether the program in ${name} runs, and on which port it is told to listen`,
			commands: [`docker top ${quote(name)}`, `docker logs --tail 50 ${quote(name)}`],
			sideEffects: [],
		},
	};
}

/** Where a published port leads, on a bridge, if the program listens on other addresses of its container only. */
function missedAddress({containerPort, protocol}: Port, each: Listening, snapshot: Snapshot): string | undefined {
	const {container} = each;
	const way = gatewayOf(networksOfNamespace(container, snapshot), 4);
	const there = listenersOn(containerPort, protocol, each).filter(listener => !isLoopback(listener));
	if (there.length === 0 || way?.network.driver !== 'bridge' || isPodman(container.host, snapshot)) return undefined;
	const {ipv4, ipv6} = way.endpoint;
	const reached = ['0.0.0.0', '::', ipv4, ipv6];
	return there.some(({address}) => reached.includes(address.replace(/^::ffff:/, ''))) ? undefined : ipv4;
}

export const portNotListening: Rule = {
	id: 'port-not-listening',
	title: 'Nothing listens on a port that is meant to be reached',
	why: 'The way to the container is open, and connections are refused: the program is not there, or on another port.',
	severity: 'high',
	skip: unseen,
	*check(snapshot) {
		for (const {service, port, targetPort, tasks} of meshListening(snapshot)) {
			// One that listens on another port is led to wrongly: a finding of its own.
			const isClosed = ({listeners}: Listening) =>
				listeners.every(each => each.port !== targetPort && (each.protocol !== 'tcp' || isLoopback(each)));
			const [first] = tasks;
			if (!first || !tasks.every(isClosed) || first.container.health === 'starting') continue;
			const message = `Port ${port} of the nodes leads to ${targetPort}/tcp of ${service.name}, and nothing listens in its tasks here: connections are refused.`;
			yield {...found(first, message, `tcp 0.0.0.0:${targetPort}`), subject: aboutService(service)};
		}

		for (const each of listening(snapshot)) {
			const {container, listeners, published, exposed} = each;
			const {name, health} = container;
			const wrong = wrongTargets(each).map(({port}) => port);
			const isOpen = (port: number) => listeners.some(listener => listener.port === port);
			const waiting = idleRanges(each);
			for (const range of waiting) {
				const [from, to] = [range[0], range.at(-1)].map(port => port?.containerPort);
				const ports = `${from}-${to}/${range[0]?.protocol}`;
				const message = `${name} publishes ${ports}, where nothing listens now: it may open them when it is asked, as servers of FTP or calls do.`;
				yield {...found(each, message, `a listener on ${ports}`), severity: 'low'};
			}

			for (const port of published) {
				const {containerPort, protocol, hostPort} = port;
				const missed = missedAddress(port, each, snapshot);
				if (missed) {
					const others = listenersText(listenersOn(containerPort, protocol, each));
					const message = `Port ${hostPort} of the host leads to ${missed}:${containerPort}/${protocol} of ${name}, which listens there on another of its addresses only (${others}): connections are refused.`;
					yield found(each, message, `${protocol} 0.0.0.0:${containerPort}`);
				}

				if (isOpen(containerPort) || wrong.includes(port) || waiting.flat().includes(port)) continue;
				const message = `Port ${hostPort} of the host leads to ${containerPort}/${protocol} of ${name}, where nothing listens: connections are refused.`;
				yield {
					...found(each, message, `${protocol} 0.0.0.0:${containerPort}`),
					...(health === 'starting' && {severity: 'low' as const}),
				};
			}

			for (const {port, protocol} of exposed) {
				if (isOpen(port)) continue;
				const message = `${name} says that it serves ${port}/${protocol} (EXPOSE), and nothing listens there.`;
				yield {...found(each, message, `${protocol} 0.0.0.0:${port}`), severity: 'low'};
			}

			if (listeners.length === 0 && published.length + exposed.length === 0) {
				const message = `Nothing listens in ${name}, on any port: whoever connects to it is refused. That is as it should be if it serves nobody.`;
				yield {...found(each, message), severity: 'info'};
			}
		}
	},
};
