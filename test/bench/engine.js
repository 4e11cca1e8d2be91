import {execFileSync, spawn} from 'node:child_process';
import fs from 'node:fs';
import {cpuOf, docknet, seconds} from './program.js';

const watchSeconds = 20;

/** CPU of docknet on its Containers tab against `docker stats`, and of the engine under each. */
export async function measureEngine(host) {
	const containers = execFileSync('docker', ['-H', host, 'ps', '-q'], {encoding: 'utf8'}).split('\n').filter(Boolean);
	const engine = enginePid(host);

	const stats = spawn('docker', ['-H', host, 'stats'], {stdio: 'ignore'});
	await seconds(3);
	const underStats = await watch(stats.pid, engine);
	stats.kill();

	const program = docknet('-H', host);
	await program.wait(/bridge/);
	program.press('2');
	await seconds(3);
	const underDocknet = await watch(program.pid, engine);
	await program.close();

	return {
		containers: containers.length,
		statsPercent: (underStats.client / watchSeconds) * 100,
		clientRatio: underDocknet.client / underStats.client,
		engineRatio: engine === undefined ? undefined : underDocknet.engine / underStats.engine,
	};
}

async function watch(client, engine) {
	const before = [cpuOf(client), cpuOf(engine)];
	await seconds(watchSeconds);
	return {client: cpuOf(client) - before[0], engine: cpuOf(engine) - before[1]};
}

/** The dockerd that was told to listen there, as its command line says; or the only one. */
function enginePid(host) {
	const engines = fs
		.readdirSync('/proc')
		.filter(name => /^\d+$/.test(name))
		.map(pid => ({pid, argv: argvOf(pid)}))
		.filter(({argv}) => argv[0]?.endsWith('dockerd'));
	return (engines.find(({argv}) => argv.includes(host)) ?? (engines.length === 1 ? engines[0] : undefined))?.pid;
}

function argvOf(pid) {
	try {
		return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
	} catch {
		return [];
	}
}
