import {expect, test} from 'vitest';
import {docknet} from './docknet.js';

// Every bad flag, address, subnet or name: one sentence that names it and says what would be right, and exit code 2.

const subnet = ['--subnet', '10.1.0.0/24'];

test.each([
	[['ls', 'netwrks'], 'ls netwrks: give one of networks, containers'],
	[['ls', '--sort', 'x'], '--sort x: there is no such column; give one of name, driver'],
	[['ls', '--filter', 'foo:x'], "--filter: there is no field 'foo'; fields are name, driver"],
	[['ls', '--filter', 're:('], "--filter: '(' is not a pattern"],
	[['inspect'], 'inspect takes one name, of a network or a container'],
	[['inspect', 'shop-wroker-1'], "There is no network or container 'shop-wroker-1'. Near it: shop-worker-1"],
	[['inspect', 'bridge', '--type', 'x'], '--type x: give network or container'],
	[['create', 'a', 'b'], 'create takes one name for the network'],
	[['create', ''], 'a network needs a name'],
	[['create', 'bridge'], 'bridge is reserved: choose another name'],
	[['create', 'x', '--driver', 'host'], 'the one host network exists already: run a container with it'],
	[['create', 'x', '--driver', 'none'], 'the one none network exists already: run a container with it'],
	[['create', 'x', '--driver', 'silly'], 'this engine has no driver silly: it lists'],
	[['create', 'x', '-d', 'macvlan'], "macvlan needs the host's interface to share, like eth0"],
	[['create', 'x', '--subnet', 'foo'], "'foo' is not a subnet: write it like 10.20.0.0/24"],
	[['create', 'x', '--subnet', '10.1.0.0/33'], "'/33' is not a prefix length of IPv4: write a number from 0 to 32"],
	[
		['create', 'x', '--subnet', '10.1.0.5/24'],
		"'10.1.0.5/24' is an address inside a subnet: did you mean 10.1.0.0/24?",
	],
	[['create', 'x', ...subnet, '--gateway', '10.2.0.1'], '10.2.0.1 is in no subnet here: not in 10.1.0.0/24'],
	[['create', 'x', ...subnet, '--gateway', 'foo'], "'foo' is not an address: write it like 10.20.0.1"],
	[['create', 'x', ...subnet, '--ip-range', '10.2.0.0/25'], '10.2.0.0/25 is in no subnet here'],
	[['create', 'x', ...subnet, '--aux-address', 'foo'], '--aux-address foo: write it as NAME=ADDRESS'],
	[['create', 'x', '--label', '=x'], '--label =x: write it as KEY=VALUE'],
	[['connect', 'bridge'], 'connect takes a network and a container: docknet connect NETWORK CONTAINER'],
	[['connect', 'nosuch', 'x'], "There is no network 'nosuch'."],
	[['connect', 'bridge', 'x\u{1B}[31my'], "There is no container 'xy'."],
	[['disconnect', 'bridge', 'shop-db-1'], 'shop-db-1 is not on bridge: it is on'],
	[['rm'], 'rm takes the names of the networks to remove'],
	[['rm', 'nosuch'], "There is no network 'nosuch'."],
	[['prune', 'x'], 'prune takes no names: to remove x, say docknet rm'],
	[['stats', 'nosuch'], "There is no container 'nosuch'."],
	[['ping', 'shop-web-1'], 'ping takes two arguments: docknet ping FROM TARGET, FROM is a container, host'],
	[[], 'the explorer needs a terminal, and this is none: use a command, such as docknet ls'],
])('%j', async (argv, sentence) => {
	const {code, stdout, stderr} = await docknet(['--demo', ...argv]);
	expect({code, stdout}).toEqual({code: 2, stdout: ''});
	expect(stderr).toContain(`docknet: ${sentence}`);
	expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

test.each([
	[['-H', 'tcp://x:y', 'ls'], 2, "-H/--host: 'tcp://x:y' has the port 'y': a port is a number from 1 to 65535"],
	[['-H', 'unix:///nosuch', 'ls'], 3, 'There is no socket /nosuch.'],
	[['-c', 'nosuch', 'ls'], 3, "There is no context 'nosuch' in"],
	[
		['--tlsverify', '--tlscacert', '/nosuch', '-H', 'tcp://127.0.0.1:1', 'ls'],
		3,
		"the authority's certificate /nosuch is not",
	],
	[['--demo', 'rm', 'bridge'], 4, 'bridge stays: bridge is made by the engine itself and cannot be removed'],
	[['--demo', '--read-only', 'create', 'x'], 4, '--read-only forbids docknet create'],
])('%j is %i', async (argv, exitCode, sentence) => {
	const {code, stdout, stderr} = await docknet(argv);
	expect({code, stdout}).toEqual({code: exitCode, stdout: ''});
	expect(stderr).toMatch(/^docknet: /);
	expect(stderr).toContain(sentence);
});
