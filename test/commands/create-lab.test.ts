import {expect, test} from 'vitest';
import {docker, docknet, paste} from '../cli/docknet.js';
import {type LabEngine, onEngines} from '../lab-engines.js';
import {cleaned} from './lab.js';

// `docknet create` makes the very network that the line of its own `--dry-run` makes, compared by `docker network inspect`.

const prefix = 'truth-create';
/** Another one in each run, so that nothing of a run before is in the way. */
const part = process.pid % 250;
const v4 = `10.230.${part}`;
const v6 = `fd00:230:${part}:`;
const subnet = ['--subnet', `${v4}.0/24`];
const second = [
	'--subnet',
	`10.231.${part}.0/24`,
	'--gateway',
	`10.231.${part}.9`,
	'--aux-address',
	`a=10.231.${part}.10`,
];
const bridgeOption = 'com.docker.network.bridge.enable_icc=false';

type Case = readonly [title: string, engines: string, ...flags: string[]];

const cases: readonly Case[] = [
	['bridge', 'a', ...subnet],
	['gateway and range', 'a podman', ...subnet, '--gateway', `${v4}.254`, '--ip-range', `${v4}.128/25`],
	['auxiliary', 'a', ...subnet, '--aux-address', `router=${v4}.2`, '--aux-address', `printer=${v4}.3`],
	['options', 'a', ...subnet, '-o', bridgeOption, '--opt', 'com.docker.network.driver.mtu=1400'],
	['internal, labels', 'a podman', ...subnet, '--internal', '--label', "note=it's “quoted”, $HOME", '--label', 'bare'],
	['dual-stack', 'a e28 podman', ...subnet, '--ipv6', '--subnet', `${v6}:/64`],
	['macvlan', 'a e28 podman', '-d', 'macvlan', '--parent', 'eth0', ...subnet, '--gateway', `${v4}.1`],
	[
		'two subnets',
		'a e28',
		...['-d', 'macvlan', '--parent', 'eth0', '--opt', 'macvlan_mode=bridge', ...subnet, ...second],
	],
	['ipvlan', 'a e28', '-d', 'ipvlan', '--parent', 'eth0', '--opt', 'ipvlan_mode=l3', ...subnet],
	['overlay', 'a', '--driver', 'overlay', ...subnet],
	['overlay, attachable', 'a', '--driver', 'overlay', '--attachable', ...subnet],
	['overlay, encrypted', 'a', '--driver', 'overlay', '--encrypted', ...subnet],
];

/** Without what is another one each time. */
async function inspect(name: string, {socket}: LabEngine): Promise<unknown> {
	const [{Id: _id, Created: _created, ...network}] = JSON.parse(await docker(['network', 'inspect', name], socket));
	// Numbers that the swarm hands out.
	delete network.Options?.['com.docker.network.driver.overlay.vxlanid_list'];
	// The docker command sends several subnets in any order.
	network.IPAM.Config?.sort((one: {Subnet: string}, other: {Subnet: string}) => (one.Subnet < other.Subnet ? -1 : 1));
	return network;
}

onEngines(['a', 'e28', 'podman'], engine => {
	cleaned(prefix, engine);
	const name = `${prefix}-net`;
	const {socket} = engine;
	const own = cases.filter(([, engines]) => engines.split(' ').includes(engine.name));

	test.each(own)('%s', async (_title, _engines, ...flags) => {
		const dry = await docknet(['create', name, ...flags, '--dry-run'], socket);
		expect(dry).toMatchObject({code: 0, stdout: expect.stringMatching(/^docker network create [^\n]+\n$/)});
		expect((await paste(dry.stdout, socket)).code, dry.stdout).toBe(0);
		const byDocker = await inspect(name, engine);
		await docker(['network', 'rm', name], socket);

		const made = await docknet(['create', name, ...flags, '--yes'], socket);
		expect(made, made.stderr).toMatchObject({code: 0, stdout: expect.stringMatching(/^[\da-z]{25,64}\n$/)});
		expect(await inspect(name, engine)).toEqual(byDocker);
		const removed = await docknet(['rm', name, '--yes'], socket);
		expect(removed, removed.stderr).toMatchObject({code: 0, stdout: ''});
	});
});
