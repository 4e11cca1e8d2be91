import {constants, homedir} from 'node:os';
import {createInterface} from 'node:readline/promises';
import packageJson from '../package.json' with {type: 'json'};
import {type Arguments, parseArguments} from './arguments.js';
import type {Command, CommandContext, FlagValues} from './commands/command.js';
import {visibleJson} from './core/text/json.js';
import {safe} from './core/text/safe.js';
import type {Engine} from './engine/engine.js';
import {EngineError} from './engine/errors.js';
import {type ExitCode, UserError} from './errors.js';

const {env, stdin, stdout, stderr} = process;

/** Names only: the scenarios themselves are loaded when one is asked for. */
const scenarioNames = ['shop', 'swarm', 'broken', 'large'] as const;
type ScenarioName = (typeof scenarioNames)[number];

async function openDemo(scenario: ScenarioName): Promise<Engine> {
	const {createSimulatedEngine} = await import('./engine/simulated/engine.js');
	return createSimulatedEngine({scenario});
}

async function openEngine(flags: FlagValues): Promise<Engine> {
	if (flags.demo !== undefined) return openDemo(flags.demo as ScenarioName);
	const text = (name: string) => flags[name] as string | undefined;
	const switched = (name: string) => flags[name] as boolean | undefined;
	const settings = {
		host: text('host'),
		context: text('context'),
		tls: {
			enabled: switched('tls'),
			verify: switched('tlsverify'),
			ca: text('tlscacert'),
			certificate: text('tlscert'),
			key: text('tlskey'),
		},
		environment: env,
		homeFolder: homedir(),
	};
	const [{createDockerEngine}, {checkSettings}] = await Promise.all([
		import('./engine/docker/engine.js'),
		import('./engine/docker/connect.js'),
	]);
	checkSettings(settings);
	return createDockerEngine(settings);
}

function usesColor(flags: FlagValues): boolean {
	return flags.color !== false && !env.NO_COLOR && env.TERM !== 'dumb';
}

/** Asked for, or the terminal cannot show more: the kernel's console, or a locale that is not UTF-8. */
function wantsAscii(flags: FlagValues): boolean {
	const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
	return flags.ascii === true || env.TERM === 'linux' || (locale !== undefined && !/utf-?8/i.test(locale));
}

async function explore(flags: FlagValues): Promise<ExitCode> {
	if (!stdin.isTTY || !stdout.isTTY)
		throw new UserError(
			'the explorer needs a terminal, and this is none: use a command, such as docknet ls (docknet --help lists them)',
		);
	const engine = await openEngine(flags);
	const {runExplorer} = await import('./ui/run.js');
	await runExplorer({
		engine,
		openDemo: () => openDemo('shop'),
		intervalMs: Number(flags.interval ?? 1) * 1000,
		readOnly: flags.readOnly === true,
		color: usesColor(flags),
		ascii: wantsAscii(flags),
		environment: env,
		...(flags.config !== undefined && {settings: String(flags.config)}),
	});
	return 0;
}

async function confirm(question: string): Promise<boolean> {
	if (!stdin.isTTY)
		throw new UserError('there is no terminal to ask at: give --yes, or --dry-run to see what would be done');
	const terminal = createInterface({input: stdin, output: stderr});
	// Ctrl-C and Ctrl-D close it.
	const closed = new Promise<string>(resolve => terminal.once('close', () => resolve('')));
	const answer = await Promise.race([terminal.question(`${safe(question)} [y/N] `).catch(() => ''), closed]);
	terminal.close();
	return /^y(es)?$/i.test(answer.trim());
}

/** Lines of text that may hold names from the engine. */
function tell(text: string): void {
	stderr.write(`${text.split('\n').map(safe).join('\n')}\n`);
}

async function runCommand(command: Command, {rest, flags}: Arguments): Promise<ExitCode> {
	const readOnly = flags.readOnly === true;
	if (readOnly && command.changesEngine && !flags.dryRun)
		throw new UserError(`--read-only forbids docknet ${command.name}`, 4, [
			'Leave --read-only out, or see what it would do with --dry-run',
		]);
	const abort = new AbortController();
	// A probe takes its helper container along. The second signal does not wait for anything.
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(name, () => {
			abort.abort();
			process.once(name, () => process.exit(128 + constants.signals[name]));
		});
	}

	const engine = await openEngine(flags);
	const isJson = flags.json === true || flags.raw === true;
	const context: CommandContext = {
		engine,
		arguments: rest,
		flags,
		print: text => void stdout.write(`${isJson ? visibleJson(text) : text}\n`),
		note: tell,
		...(stderr.isTTY && {progress: text => void stderr.write(`\r\u001B[K${safe(text).slice(0, stderr.columns - 1)}`)}),
		confirm,
		atTerminal: stdin.isTTY === true,
		readOnly,
		now: Date.now,
		signal: abort.signal,
		columns: stdout.isTTY ? stdout.columns : undefined,
		ascii: wantsAscii(flags),
	};
	try {
		return await command.run(context);
	} finally {
		await engine.close();
	}
}

async function main(argv: readonly string[]): Promise<ExitCode> {
	// The explorer does without the commands: they are loaded when something looks like one.
	const mayBeCommand = argv.some(argument => !argument.startsWith('-') || argument === '--help');
	const commands = mayBeCommand ? (await import('./commands/all.js')).allCommands : [];
	const parsed = parseArguments(argv, commands, scenarioNames);
	if (parsed.flags.version) {
		stdout.write(`${packageJson.version}\n`);
		return 0;
	}

	if (parsed.flags.help) {
		const {commandHelp, helpText} = await import('./help.js');
		stdout.write(`${parsed.command ? commandHelp(parsed.command) : helpText(commands)}\n`);
		return 0;
	}

	return parsed.command ? runCommand(parsed.command, parsed) : explore(parsed.flags);
}

async function report(error: unknown): Promise<ExitCode> {
	if (error instanceof UserError) {
		tell(`docknet: ${[error.message, ...error.nextSteps].join('\n  ')}`);
		return error.exitCode;
	}

	if (error instanceof EngineError) {
		tell(`docknet: ${[error.message, ...(error.failure?.advice ?? [])].join('\n  ')}`);
		const {exitCodeOf} = await import('./commands/exit-code.js');
		return exitCodeOf(error);
	}

	tell(
		`docknet: this is a bug in docknet, please report it with these lines\n${error instanceof Error ? error.stack : String(error)}`,
	);
	return 1;
}

/** A reader that has seen enough (`docknet ls | head`) is no trouble. */
for (const stream of [stdout, stderr]) {
	stream.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code === 'EPIPE') process.exit(0);
		throw error;
	});
}

const exitCode = await main(process.argv.slice(2)).catch(report);
// What is written to a pipe goes out in the background: the process ends by itself once it is through.
if (stdout.writableLength > 0) await new Promise(resolve => stdout.write('', resolve));
process.exit(exitCode);
