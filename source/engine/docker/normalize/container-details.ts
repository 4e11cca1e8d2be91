import type {ContainerDetails, Port} from '../../../core/model/container.js';
import {dictionary, type Json, list, number, record, text, texts, time} from './json.js';
import {wantedHosts} from './wanted-hosts.js';

/** Longer output of a health check is cut. */
const mostOutput = 500;

/** A container's own inspect, as far as a diagnosis looks at it. Values of environment variables are never kept. */
export function containerDetails(json: unknown): ContainerDetails {
	const container = record(json);
	const state = record(container.State);
	const config = record(container.Config);
	const host = record(container.HostConfig);
	const health = record(list(record(state.Health).Log).at(-1));
	const restart = record(host.RestartPolicy);
	const check = texts(record(config.Healthcheck).Test);
	return {
		startedAt: time(state.StartedAt),
		finishedAt: time(state.FinishedAt),
		restartCount: number(container.RestartCount) ?? 0,
		outOfMemory: state.OOMKilled === true,
		requestedPorts: portBindings(host.PortBindings),
		publishAll: host.PublishAllPorts === true,
		exposedPorts: Object.keys(record(config.ExposedPorts)).map(key => {
			const [port, protocol = 'tcp'] = key.split('/');
			return {port: Number(port), protocol};
		}),
		hostname: text(config.Hostname),
		dns: texts(host.Dns),
		dnsSearch: texts(host.DnsSearch),
		dnsOptions: texts(host.DnsOptions),
		extraHosts: texts(host.ExtraHosts),
		links: texts(host.Links),
		privileged: host.Privileged === true,
		capabilitiesAdded: capabilities(host.CapAdd),
		capabilitiesDropped: capabilities(host.CapDrop),
		restartPolicy: {name: text(restart.Name) ?? 'no', maximumRetries: number(restart.MaximumRetryCount) ?? 0},
		autoRemove: host.AutoRemove === true,
		healthCheck: check.length > 0 ? check : undefined,
		lastHealth:
			number(health.ExitCode) === undefined
				? undefined
				: {
						exitCode: number(health.ExitCode)!,
						output: (text(health.Output) ?? '').slice(0, mostOutput),
						at: time(health.End),
					},
		proxy: proxyOf(texts(config.Env)),
		wantedHosts: wantedHosts(texts(config.Env), config.Entrypoint, config.Cmd),
		sysctls: dictionary(host.Sysctls),
		requestedMac: text(config.MacAddress),
		mounts: list(container.Mounts).flatMap(mount => text(record(mount).Source) ?? []),
		sandboxId: text(record(container.NetworkSettings).SandboxID),
	};
}

/** `{'80/tcp': [{HostIp, HostPort: '8080'}]}`; an empty host port asks for any. */
function portBindings(json: unknown): readonly Port[] {
	return Object.entries(record(json)).flatMap(([key, bindings]) => {
		const [port, protocol = 'tcp'] = key.split('/');
		return list(bindings).map(binding => {
			const {HostIp, HostPort} = record(binding) as Json;
			const hostPort = text(HostPort);
			return {
				hostIp: text(HostIp),
				hostPort: hostPort === undefined ? undefined : Number(hostPort.split('-')[0]),
				containerPort: Number(port),
				protocol,
			};
		});
	});
}

function capabilities(json: unknown): readonly string[] {
	return texts(json).map(name => name.toUpperCase().replace(/^CAP_/, ''));
}

/** Names of the proxy variables, and the hosts that `no_proxy` leaves out. */
function proxyOf(environment: readonly string[]): ContainerDetails['proxy'] {
	const entries = environment.map(line => /^([^=]+)=(.*)$/s.exec(line)).filter(match => match !== null);
	const variables = entries.flatMap(([, name = '', value]) =>
		/^(https?|all|ftp)_proxy$/i.test(name) && value ? [name] : [],
	);
	if (variables.length === 0) return undefined;
	const exceptions = entries.find(([, name = '']) => /^no_proxy$/i.test(name))?.[2] ?? '';
	return {
		variables,
		exceptions: exceptions
			.split(',')
			.map(part => part.trim())
			.filter(Boolean),
	};
}
