import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {beforeAll, expect, test} from 'vitest';
import {docker, docknet, neutral, paste, program} from '../cli/docknet.js';
import {startFaultProxy} from '../fault-proxy.js';
import {onEngines, onEnginesInTurn} from '../lab-engines.js';
import {cleaned} from './lab.js';

// The built program, without a terminal, on real engines.

const prefix = 'truth-command';
const part = process.pid % 250;

onEngines(['a', 'e28', 'podman'], ({socket}) => {
	cleaned(prefix, {socket});
	const front = `${prefix}-front`;
	const back = `${prefix}-back`;
	const web = `${prefix}-web`;
	const run = (...argv: string[]) => docknet(argv, socket);

	beforeAll(async () => {
		const create = ['network', 'create', '--label', 'docknet.test=truth', '--subnet'];
		await docker([...create, `10.232.${part}.0/24`, front], socket);
		await docker([...create, `10.233.${part}.0/24`, back], socket);
		await docker(
			['run', '--detach', '--name', web, '--network', front, '--network-alias', 'api', 'lab/busybox'],
			socket,
		);
	});

	test('ls: lines that end where they end, each row under its title', async () => {
		for (const noun of ['networks', 'containers']) {
			const {code, stdout, stderr} = await run('ls', noun, '--filter', prefix);
			expect({code, stderr}).toEqual({code: 0, stderr: ''});
			const [title = '', ...rows] = stdout.trimEnd().split('\n');
			expect(rows.length).toBe(noun === 'networks' ? 2 : 1);
			for (const line of [title, ...rows]) expect(line).toBe(line.trimEnd());
			const column = title.indexOf(noun === 'networks' ? 'DRIVER' : 'STATE');
			const words = rows.map(row => row.slice(column).split(' ')[0]);
			expect(words).toEqual(noun === 'networks' ? ['bridge', 'bridge'] : ['running']);
			// One look has no rates.
			expect(title).not.toMatch(/RATE|LAST/);
		}
	});

	test('inspect: by name, by id and its beginning, as text, JSON and in the words of the engine', async () => {
		const id = (await docker(['network', 'inspect', '--format', '{{.Id}}', front], socket)).trim();
		const text = await run('inspect', front);
		expect(text).toMatchObject({code: 0, stdout: expect.stringContaining(`10.232.${part}.0/24`)});
		expect((await run('inspect', id.slice(0, 12))).stdout).toBe(text.stdout);
		expect(JSON.parse((await run('inspect', front, '--json')).stdout)).toMatchObject({
			id,
			endpoints: [{container: web}],
		});
		expect(JSON.parse((await run('inspect', front, '--raw')).stdout)).toMatchObject({Id: id, Name: front});
		expect(JSON.parse((await run('inspect', web, '--json')).stdout).networks[0].aliases).toContain('api');
	});

	test('connect and disconnect: the previewed line pasted, then docknet itself', async () => {
		const connect = ['connect', back, web, '--alias', 'www', '--ip', `10.233.${part}.77`];
		const dry = await run(...connect, '--dry-run');
		expect(dry).toMatchObject({code: 0, stdout: expect.stringMatching(/^docker network connect [^\n]+\n$/)});
		expect(await run('inspect', web, '--json')).not.toMatchObject({stdout: expect.stringContaining(back)});
		const place = async () => {
			const {networks} = JSON.parse((await run('inspect', web, '--json')).stdout);
			const found = networks.find((network: {name: string}) => network.name === back);
			return found && {ipv4: found.ipv4, aliases: found.aliases};
		};
		expect((await paste(dry.stdout, socket)).code).toBe(0);
		const byDocker = await place();
		expect(byDocker).toEqual({ipv4: `10.233.${part}.77`, aliases: ['www']});

		const away = await run('disconnect', back, web, '--dry-run');
		expect((await paste(away.stdout, socket)).code).toBe(0);
		expect(await place()).toBeUndefined();
		const connected = await run(...connect, '--yes', '--json');
		expect(connected, connected.stderr).toMatchObject({code: 0});
		expect(JSON.parse(connected.stdout)).toMatchObject({applied: true, commands: [dry.stdout.trim()], problem: null});
		expect(await place()).toEqual(byDocker);
		expect(await run('disconnect', back, web, '--yes')).toMatchObject({code: 0, stdout: ''});
		expect(await place()).toBeUndefined();
	});

	test('rm and prune', async () => {
		expect(await run('rm', front, '--yes')).toMatchObject({
			code: 2,
			stderr: `docknet: ${front} is in use by ${web}: disconnect them first, or give --force\n`,
		});
		const {stdout} = await run('prune', '--dry-run');
		expect(stdout).toContain(`docker network rm ${back}\n`);
		expect(stdout).not.toContain(front);
		const line = stdout.split('\n').find(text => text.endsWith(back)) ?? '';
		expect((await paste(line, socket)).code).toBe(0);
		expect((await run('ls', '--filter', `name:${back}`)).stdout).not.toContain(back);
	});

	test('without a terminal nobody is asked, and nothing is done', async () => {
		const {code, stdout, stderr} = await run('create', `${prefix}-x`);
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr).toContain('there is no terminal to ask at: give --yes, or --dry-run');
		expect(await run('--read-only', 'create', `${prefix}-x`, '--yes')).toMatchObject({code: 4});
		expect((await run('ls', '--filter', `name:${prefix}-x`)).stdout).not.toContain(`${prefix}-x`);
	});

	test('stats: one reading, and a stream that Ctrl-C ends with 0', async () => {
		const one = await run('stats', '--no-stream', '--json', web);
		const [{name, rates, totals, interfaces}] = JSON.parse(one.stdout);
		expect({code: one.code, name}).toEqual({code: 0, name: web});
		expect([typeof rates.rxBytes, typeof totals.txBytes]).toEqual(['number', 'number']);
		expect(Object.keys(interfaces).length).toBeGreaterThan(0);

		const env = {...neutral, DOCKER_HOST: `unix://${socket}`};
		const child = spawn(process.execPath, [program, 'stats', web], {env, stdio: ['ignore', 'pipe', 'inherit']});
		const [first] = await once(child.stdout, 'data');
		expect(String(first)).toMatch(/^NAME +↓ RATE +↑ RATE/);
		child.kill('SIGINT');
		expect(await once(child, 'exit')).toEqual([0, null]);
	});

	test('a failed probe is 1, an unknown name 2', async () => {
		expect(await run('ping', web, '10.255.255.1', '--count', '1', '--json')).toMatchObject({code: 1});
		expect(await run('ping', 'truth-nobody', web)).toMatchObject({
			code: 2,
			stderr: expect.stringContaining("There is no container 'truth-nobody'."),
		});
	});
});

onEnginesInTurn(['a'], ({socket}) => {
	test('refused by a proxy is 4, an answer that makes no sense is 3', async () => {
		const proxy = await startFaultProxy(socket);
		try {
			await proxy.set('mode=html=403&match=/networks/create');
			const refused = await docknet(['create', `${prefix}-x`, '--yes'], proxy.socket);
			expect(refused, refused.stderr).toMatchObject({code: 4, stdout: ''});
			await proxy.set('mode=garbage&match=/networks');
			expect(await docknet(['ls'], proxy.socket)).toMatchObject({code: 3, stdout: ''});
		} finally {
			proxy.stop();
		}
	});
});

test('no engine is 3, with the reason and what to do', async () => {
	const {code, stdout, stderr} = await docknet(['ls'], '/nonexistent/docker.sock');
	expect({code, stdout}).toEqual({code: 3, stdout: ''});
	expect(stderr).toMatch(/^docknet: There is no socket \/nonexistent\/docker\.sock\.\n {2}\S/);
});
