import type {Container} from '../model/container.js';
import {resolve} from '../names/resolve.js';
import {quote} from '../plan/quote.js';
import {runningContainers} from './members.js';
import type {Rule} from './rule.js';
import {aboutContainer, api} from './subjects.js';
import {wantedText} from './wanted-names.js';

/** Seconds after which the load balancer of a swarm forgets a TCP connection (kernel default of IPVS). */
const forgotten = 900;
const keepalive = 'net.ipv4.tcp_keepalive_time';

/** The kernel's own is two hours. */
const keepsAlive = ({details}: Container) => Number(details?.sysctls[keepalive] ?? 7200) < forgotten;

export const perfIpvsIdleTimeout: Rule = {
	id: 'perf-ipvs-idle-timeout',
	title: 'Idle connections through a virtual IP are forgotten',
	why: 'The load balancer drops a connection that was idle for 15 minutes and tells neither side: pools of connections hang or are reset.',
	// A risk, which the program may well see to by itself.
	severity: 'info',
	*check(snapshot) {
		for (const container of runningContainers(snapshot)) {
			if (keepsAlive(container)) continue;
			// The web's requests are short.
			const lasting = (container.details?.wantedHosts ?? []).filter(({scheme}) => !/^https?$/.test(scheme ?? ''));
			for (const host of new Set(lasting.map(wanted => wanted.host))) {
				const resolution = resolve(container, host, snapshot);
				const service = resolution.by === 'network' ? resolution.holders[0]?.service : undefined;
				const wanted = lasting.find(each => each.host === host);
				if (!wanted || service?.endpointMode !== 'vip' || host.startsWith('tasks.')) continue;
				const own = container.labels['com.docker.swarm.service.name'];
				yield {
					confidence: 'predicted' as const,
					subject: aboutContainer(container),
					message: `${container.name} connects to ${wantedText(wanted)} by the virtual IP of ${service.name}, whose load balancer forgets connections that are idle for ${forgotten} s, without a word; ${container.name} says nothing on them before ${container.details?.sysctls[keepalive] ?? '7200'} s.`,
					evidence: [
						api(`${container.name} Config.${wanted.at}`, wantedText(wanted)),
						api(`${service.name} Endpoint.Spec.Mode`, 'vip'),
						api(
							`${container.name} HostConfig.Sysctls["${keepalive}"]`,
							container.details?.sysctls[keepalive] ?? 'not set',
							`less than ${forgotten}`,
						),
					],
					fix: {
						title: 'Send keepalives before that, or lead the name to the tasks themselves',
						commands: [
							own
								? `docker service update --sysctl-add ${keepalive}=600 ${quote(own)}`
								: `docker run --sysctl ${keepalive}=600 …`,
							`docker service update --endpoint-mode dnsrr ${quote(service.name)}`,
						],
						sideEffects: [
							'The program must switch keepalive on for its connections.',
							'With dnsrr clients choose among the tasks’ addresses, and ports cannot be published through the ingress network.',
						],
					},
				};
			}
		}
	},
};
