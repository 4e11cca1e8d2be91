import {describe, test} from 'vitest';
import {commandLine} from '../../../source/core/plan/shell.js';
import {type NetworkDraft, plainEndpoint, type Step} from '../../../source/core/plan/step.js';
import {labEngine} from '../../lab-engines.js';
import {type Lab, labOf, mark} from './lab.js';
import {aDraft} from './picture.js';

type Json = Record<string, unknown>;

const drafts: readonly (Partial<NetworkDraft> & {readonly name: string})[] = [
	{name: 'plan-shell-bridge', subnets: [{cidr: '10.221.0.0/24', auxiliary: {}}]},
	{
		name: 'plan-shell-full',
		subnets: [
			{
				cidr: '10.221.1.0/24',
				gateway: '10.221.1.254',
				ipRange: '10.221.1.128/25',
				auxiliary: {router: '10.221.1.2', printer: '10.221.1.3'},
			},
		],
		options: {'com.docker.network.bridge.enable_icc': 'false', 'com.docker.network.driver.mtu': '1400'},
		labels: {...mark, note: "it's “quoted” $HOME\u{1B}[31m"},
		ipamDriver: 'default',
		ipamOptions: {some: 'thing'},
	},
	{name: 'plan-shell-internal', internal: true, subnets: [{cidr: '10.221.2.0/24', auxiliary: {}}]},
	{
		name: 'plan-shell-dual',
		ipv6: true,
		subnets: [
			{cidr: '10.221.3.0/24', gateway: '10.221.3.1', auxiliary: {}},
			{cidr: 'fd00:221:3::/64', gateway: 'fd00:221:3::1', auxiliary: {}},
		],
	},
	{
		name: 'plan-shell-macvlan',
		driver: 'macvlan',
		subnets: [{cidr: '10.221.4.0/24', gateway: '10.221.4.1', auxiliary: {}}],
		options: {parent: 'eth0', macvlan_mode: 'bridge'},
	},
	{
		name: 'plan-shell-ipvlan',
		driver: 'ipvlan',
		subnets: [
			{cidr: '10.221.5.0/24', auxiliary: {}},
			{cidr: '10.221.6.0/24', auxiliary: {}},
		],
		options: {parent: 'eth0', ipvlan_mode: 'l3'},
	},
];

const overlays: typeof drafts = [
	{name: 'plan-shell-overlay', driver: 'overlay', subnets: [{cidr: '10.221.7.0/24', auxiliary: {}}]},
	{
		name: 'plan-shell-attachable',
		driver: 'overlay',
		attachable: true,
		subnets: [
			{cidr: '10.221.8.0/24', auxiliary: {}},
			{cidr: '10.221.9.0/24', gateway: '10.221.9.1', auxiliary: {}},
		],
	},
	{
		name: 'plan-shell-encrypted',
		driver: 'overlay',
		attachable: true,
		subnets: [{cidr: '10.221.10.0/24', auxiliary: {}}],
		options: {encrypted: ''},
	},
];

const host = 'lab';

async function inspectNetwork(lab: Lab, name: string): Promise<Json> {
	const [found] = JSON.parse(await lab.docker('network', 'inspect', name)) as [Json];
	const {Id: _, Created: __, Peers: ___, ...rest} = found;
	const {'com.docker.network.driver.overlay.vxlanid_list': ____, ...Options} = (rest.Options ?? {}) as Json;
	// The docker command sends several subnets in any order.
	const ipam = rest.IPAM as {Config: {Subnet: string}[]};
	const Config = [...ipam.Config].sort((a, b) => a.Subnet.localeCompare(b.Subnet));
	return {...rest, Options, IPAM: {...ipam, Config}};
}

async function inspectContainer(lab: Lab, name: string, network: string): Promise<Json> {
	const [found] = JSON.parse(await lab.docker('inspect', name)) as [
		{Id: string; Config: Json; HostConfig: Json; NetworkSettings: {Networks: Record<string, Json>}},
	];
	const {IPAMConfig, Links, Aliases, DriverOpts, GwPriority, IPAddress, GlobalIPv6Address} =
		found.NetworkSettings.Networks[network]!;
	const aliases = ((Aliases ?? []) as string[]).filter(alias => alias !== found.Id.slice(0, 12));
	return {
		command: found.Config.Cmd,
		image: found.Config.Image,
		autoRemove: found.HostConfig.AutoRemove,
		networkMode: found.HostConfig.NetworkMode,
		endpoint: {IPAMConfig, Links, aliases, DriverOpts, GwPriority, IPAddress, GlobalIPv6Address},
	};
}

async function applied(lab: Lab, step: Step) {
	return lab.engine.apply(step, AbortSignal.timeout(20_000));
}

/** Makes it by the engine's adapter, then by its command; both times as the engine then has it. */
async function createdBoth(lab: Lab, draft: NetworkDraft) {
	const create: Step = {host, type: 'create-network', draft};
	const {created} = await applied(lab, create);
	const byEngine = await inspectNetwork(lab, draft.name);
	const remove: Step = {host, type: 'remove-network', network: created!, networkName: draft.name};
	await applied(lab, remove);
	await lab.paste(commandLine(create));
	const byCommand = await inspectNetwork(lab, draft.name);
	await lab.paste(commandLine(remove));
	return {byEngine, byCommand};
}

describe.concurrent.each(['a', 'e26', 'e28'] as const)('what is previewed is what is done, on engine %s', name => {
	const found = labEngine(name);

	test.runIf(found)('create by every driver, connect, run', async ({expect, onTestFinished}) => {
		const lab = labOf(found!, 'plan-shell');
		onTestFinished(lab.clean);
		for (const part of name === 'a' ? [...drafts, ...overlays] : drafts) {
			const draft = aDraft({labels: mark, ...part});
			const {byEngine, byCommand} = await createdBoth(lab, draft);
			expect(byEngine, draft.name).toEqual(byCommand);
			expect(byEngine.Labels, draft.name).toEqual(draft.labels);
		}
		const draft = aDraft({
			name: 'plan-shell-members',
			labels: mark,
			ipv6: true,
			subnets: [
				{cidr: '10.221.20.0/24', auxiliary: {}},
				{cidr: 'fd00:221:20::/64', auxiliary: {}},
			],
		});
		const {created} = await applied(lab, {host, type: 'create-network', draft});
		const container = await lab.docker('run', '--detach', '--name', 'plan-shell-web', 'lab/busybox', 'sleep', '300');
		const membership = {
			host,
			network: created!,
			networkName: draft.name,
			container,
			containerName: 'plan-shell-web',
		} as const;
		const connect: Step = {
			...membership,
			type: 'connect',
			endpoint: {
				aliases: ['www', 'shop.local'],
				ipv4: '10.221.20.77',
				ipv6: 'fd00:221:20::77',
				links: ['plan-shell-web:self'],
				driverOptions: {'docknet.test': 'plan'},
				...(name === 'e28' ? {gatewayPriority: 7} : {}),
			},
		};
		const disconnect: Step = {...membership, type: 'disconnect', force: true};
		await applied(lab, connect);
		const byEngine = await inspectContainer(lab, 'plan-shell-web', draft.name);
		await lab.paste(commandLine(disconnect));
		await lab.paste(commandLine(connect));
		expect(await inspectContainer(lab, 'plan-shell-web', draft.name)).toEqual(byEngine);
		await applied(lab, disconnect);

		// Today's docker command refuses to set a MAC address on engines of before API 1.44.
		const mac = name === 'a' ? {} : {mac: '02:42:0a:dd:14:58'};
		const run: Step = {
			host,
			type: 'run-container',
			draft: {
				name: 'plan-shell-run',
				image: 'lab/busybox',
				command: ['sh', '-c', 'echo "two  words"; sleep 300'],
				network: draft.name,
				endpoint: {...plainEndpoint, aliases: ['api', 'backend'], ipv4: '10.221.20.88', ...mac},
				removeWhenStopped: true,
			},
		};
		const outcome = await applied(lab, run);
		const ranByEngine = await inspectContainer(lab, 'plan-shell-run', draft.name);
		await applied(lab, {host, type: 'remove-container', container: outcome.created!, containerName: 'plan-shell-run'});
		await lab.paste(commandLine(run));
		expect(await inspectContainer(lab, 'plan-shell-run', draft.name)).toEqual(ranByEngine);
		await lab.paste(
			commandLine({host, type: 'remove-container', container: outcome.created!, containerName: 'plan-shell-run'}),
		);
	});
});
