import {gates, versionAtLeast} from '../../core/plan/gates.js';
import type {ContainerDraft, EndpointDraft, NetworkDraft, Step, StepOutcome} from '../../core/plan/step.js';
import {EngineError} from '../errors.js';
import type {Client} from './client.js';
import type {Connection} from './connect.js';
import type {Call} from './dial.js';
import {type Json, record, text, texts} from './normalize/json.js';
import {pullImage} from './pull.js';

/** Changes the engine. Ids are what is sent; names only where there is no id yet. */
export async function apply(client: Client, step: Step, signal: AbortSignal): Promise<StepOutcome> {
	const connection = await client.connection(signal);
	const post = (path: string, body: unknown) => client.change({method: 'POST', path, body}, signal);
	const remove = (path: string, query: Call['query'] = {}) => client.change({method: 'DELETE', path, query}, signal);

	const podman = connection.engine === 'podman';
	switch (step.type) {
		case 'create-network':
			return outcomeOf(await post('/networks/create', networkBody(step.draft, connection)));
		case 'remove-network':
			// Asked by id, Podman 4 removes a network that is in use.
			return outcomeOf(await remove(`/networks/${encodeURIComponent(podman ? step.networkName : step.network)}`));
		case 'connect': {
			const EndpointConfig = endpointBody(step.endpoint, connection);
			const path = `/networks/${encodeURIComponent(step.network)}/connect`;
			const outcome = outcomeOf(await post(path, {Container: step.container, EndpointConfig}));
			return {warnings: [...outcome.warnings, ...ignoredMac(step.endpoint, connection)]};
		}
		case 'disconnect': {
			const path = `/networks/${encodeURIComponent(step.network)}/disconnect`;
			return outcomeOf(await post(path, {Container: step.container, Force: step.force}));
		}
		case 'run-container':
			return runContainer(client, step.draft, connection, signal);
		case 'remove-container':
			return outcomeOf(await remove(`/containers/${step.container}`, {force: true}));
		case 'pull-image':
			return pullImage(client, step.image, signal);
	}
}

async function runContainer(
	client: Client,
	draft: ContainerDraft,
	connection: Connection,
	signal: AbortSignal,
): Promise<StepOutcome> {
	const query: Call['query'] = draft.name === undefined ? {} : {name: draft.name};
	const body = containerBody(draft, connection);
	const outcome = outcomeOf(await client.change({method: 'POST', path: '/containers/create', query, body}, signal));
	if (!outcome.created) throw new EngineError('engine', `${client.address} gave no id for the new container.`);
	const path = `/containers/${outcome.created}`;
	try {
		await client.change({method: 'POST', path: `${path}/start`}, signal);
		return outcome;
	} catch (error) {
		if (!(error instanceof EngineError)) throw error;
		throw new EngineError(
			error.kind,
			`${error.message.replace(/\.?$/, '.')} ${await takeBack(client, path)}`,
			error.failure,
		);
	}
}

/** Not under the signal of the step: what was begun is put back also when it was cancelled. */
async function takeBack(client: Client, path: string): Promise<string> {
	try {
		await client.change({method: 'DELETE', path, query: {force: true, v: true}}, new AbortController().signal);
		return 'The container was removed again.';
	} catch (error) {
		if (error instanceof EngineError && error.kind === 'missing') return 'The container was removed again.';
		return `The container is still there: docker rm -f ${path.slice('/containers/'.length)}`;
	}
}

function networkBody(draft: NetworkDraft, {apiVersion}: Connection): Json {
	const since = (version: string) => versionAtLeast(apiVersion, version);
	if (!draft.ipv4) needs(gates.networkWithoutIpv4, 'A network without IPv4', apiVersion);
	return {
		Name: draft.name,
		Driver: draft.driver,
		Internal: draft.internal,
		EnableIPv6: draft.ipv6,
		IPAM: {
			Driver: draft.ipamDriver ?? 'default',
			Options: draft.ipamOptions,
			Config: draft.subnets.map(({cidr, gateway, ipRange, auxiliary}) => ({
				Subnet: cidr,
				...(gateway && {Gateway: gateway}),
				...(ipRange && {IPRange: ipRange}),
				...(Object.keys(auxiliary).length > 0 && {AuxiliaryAddresses: auxiliary}),
			})),
		},
		Options: draft.options,
		Labels: draft.labels,
		...(since('1.25') && {Attachable: draft.attachable}),
		...(since('1.48') && {EnableIPv4: draft.ipv4}),
		// From 1.44 on a name is always unique.
		...(!since('1.44') && {CheckDuplicate: true}),
	};
}

function containerBody(draft: ContainerDraft, connection: Connection): Json {
	const {apiVersion} = connection;
	const {mac} = draft.endpoint;
	if (draft.removeWhenStopped) needs({engine: '1.13', api: '1.25'}, 'Removing a container when it stops', apiVersion);
	return {
		Image: draft.image,
		...(draft.command.length > 0 && {Cmd: draft.command}),
		// An endpoint has a MAC address of its own since API 1.44.
		...(mac && !versionAtLeast(apiVersion, '1.44') && {MacAddress: mac}),
		HostConfig: {NetworkMode: draft.network, ...(draft.removeWhenStopped && {AutoRemove: true})},
		NetworkingConfig: {EndpointsConfig: {[draft.network]: endpointBody(draft.endpoint, connection)}},
	};
}

function endpointBody(draft: EndpointDraft, {apiVersion}: Connection): Json {
	const {aliases, links, driverOptions, ipv4, ipv6, mac, gatewayPriority} = draft;
	if (gatewayPriority !== undefined) needs(gates.gatewayPriority, 'A gateway priority', apiVersion);
	return {
		...(aliases.length > 0 && {Aliases: aliases}),
		...(links.length > 0 && {Links: links}),
		...((ipv4 || ipv6) && {IPAMConfig: {...(ipv4 && {IPv4Address: ipv4}), ...(ipv6 && {IPv6Address: ipv6})}}),
		...(mac && {MacAddress: mac}),
		...(Object.keys(driverOptions).length > 0 && {DriverOpts: driverOptions}),
		...(gatewayPriority !== undefined && {GwPriority: gatewayPriority}),
	};
}

/** Before anything is sent: an older engine would drop the wish without a word. */
function needs(gate: {readonly engine: string; readonly api: string}, wish: string, apiVersion: string): void {
	if (versionAtLeast(apiVersion, gate.api)) return;
	throw new EngineError(
		'unsupported',
		`${wish} needs engine ${gate.engine} (API ${gate.api}); this one speaks ${apiVersion}.`,
	);
}

function ignoredMac({mac}: EndpointDraft, {apiVersion, engine}: Connection): readonly string[] {
	if (!mac || engine === 'podman' || versionAtLeast(apiVersion, gates.macOnConnect.api)) return [];
	return [`This engine ignores a MAC address when it connects a container: that needs API ${gates.macOnConnect.api}.`];
}

/** Engines give `Warning` as one text, Podman as several; containers have `Warnings`. */
function outcomeOf(json: unknown): StepOutcome {
	const {Id, Warning, Warnings} = record(json);
	const created = text(Id);
	const warning = text(Warning);
	return {
		...(created && {created}),
		warnings: [...(warning ? [warning] : texts(Warning)), ...texts(Warnings)],
	};
}
