import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {docker, program} from '../cli/docknet.js';
import {onEngines} from '../lab-engines.js';
import type {SaidPath} from './diagnosis-truth.js';

// For root on the engine's own machine, explain names the very rule that drops the packets.

const run = promisify(execFile);
const exec = fileURLToPath(new URL('../lab/exec', import.meta.url));

onEngines(['a', 'e28'], ({name, socket}) => {
	const [network, asker, target] = ['net', 'web', 'db'].map(each => `firewall-${each}`) as [string, string, string];
	// Of nobody else on that host.
	const port = '8087';
	const match = ['-p', 'tcp', '--dport', port];
	const label = ['--label', 'docknet.test=firewall'];
	const onHost = (...argv: readonly string[]) => run(exec, [name, ...argv]);

	async function explain(): Promise<SaidPath> {
		const argv = ['explain', asker, `${target}:${port}`, '--image', 'lab/busybox', '--json'];
		// It ends with 1, for it does not work.
		const {stdout} = await onHost(process.execPath, program, ...argv).catch(error => error);
		return JSON.parse(stdout);
	}

	/** With a rule, made and deleted by that command line. */
	async function explainWith(rule: (command: string) => readonly string[]): Promise<SaidPath> {
		await onHost(...rule('-I'));
		try {
			return await explain();
		} finally {
			await onHost(...rule('-D'));
		}
	}

	async function clean(): Promise<void> {
		await docker(['rm', '-f', asker, target], socket).catch(() => {});
		await docker(['network', 'rm', network], socket).catch(() => {});
	}

	beforeAll(async () => {
		await clean();
		await docker(['network', 'create', ...label, network], socket);
		const place = ['run', '-d', ...label, '--network', network, '--name'];
		await docker([...place, asker, 'lab/busybox', 'sleep', '1000'], socket);
		await docker([...place, target, 'lab/busybox', 'httpd', '-f', '-p', port], socket);
	});

	afterAll(clean);

	test('a rule of the host’s firewall', async () => {
		const said = await explainWith(command => ['iptables', command, 'DOCKER-USER', ...match, '-j', 'DROP']);
		expect(said).toMatchObject({verdict: 'blocked', cause: 'conn-host-firewall'});
		expect(said.fix?.commands).toEqual([`iptables -t filter -D DOCKER-USER -p tcp -m tcp --dport ${port} -j DROP`]);
		const evidence = said.steps.find(({id}) => id === 'firewall')?.evidence[0];
		expect(evidence?.value).toMatch(/^\[\d+ packets?\] -A DOCKER-USER .* -j DROP$/);
	});

	test('a rule inside the target', async () => {
		const process = await docker(['inspect', '-f', '{{.State.Pid}}', target], socket);
		const inside = ['nsenter', '-t', process, '-n', 'iptables'];
		const said = await explainWith(command => [...inside, command, 'INPUT', ...match, '-j', 'REJECT']);
		expect(said).toMatchObject({verdict: 'blocked', cause: 'conn-target-firewall'});
		expect(said.fix?.commands[0]).toMatch(/ -n iptables -t filter -D INPUT -p tcp -m tcp --dport 8087 -j REJECT /);
	});

	test('without rules of others nothing is blamed', async () => {
		expect(await explain()).toMatchObject({verdict: 'reachable', cause: null});
	});
});
