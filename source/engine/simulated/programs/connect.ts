import {dial, inWords, isName} from './dial.js';
import {readOptions} from './options.js';
import type {Context, Transcript} from './transcript.js';

function stopped(text: string, ms: number, exitCode: number): Transcript {
	return {pieces: text === '' ? [] : [{at: ms, text, stream: 'stderr'}], until: ms, exitCode};
}

/** `nc -z -v [-u] -w SECONDS HOST PORT` of OpenBSD. */
export function ncOpenbsd(context: Context, args: readonly string[]): Transcript {
	const {flags, rest} = readOptions(args, 'w i p s');
	const [host = '', port = ''] = rest;
	const protocol = flags.has('u') ? 'udp' : 'tcp';
	const call = dial(context, host, Number(port), protocol, 1000 * Number(flags.get('w') ?? 120));
	const [first] = call.failures;
	if (isName(first?.trouble)) {
		const why = inWords(context.kit, first!.trouble);
		return stopped(`nc: getaddrinfo for host "${host}" port ${port}: ${why}\n`, call.ms, 1);
	}

	const shown = (address: string | undefined) => (address === host ? host : `${host} (${address})`);
	const failed = call.failures.map(({address, trouble}) =>
		trouble === 'silent'
			? `nc: connect to ${shown(address)} port ${port} (${protocol}) timed out: Operation now in progress\n`
			: `nc: connect to ${shown(address)} port ${port} (${protocol}) failed: ${inWords(context.kit, trouble)}\n`,
	);
	const connected = `Connection to ${shown(call.address)} ${port} port [${protocol}/*] succeeded!\n`;
	const lines = flags.has('v') ? [...failed, ...(call.open ? [connected] : [])] : [];
	return stopped(lines.join(''), call.ms, call.open ? 0 : 1);
}

/** `nc -z -v -v -w SECONDS HOST PORT` of BusyBox, full. It tries the first address only; one -v hides refusals. */
export function ncBusybox(context: Context, args: readonly string[]): Transcript {
	const {flags, rest} = readOptions(args, 'w i p s f e');
	const [host = '', port = ''] = rest;
	const call = dial(context, host, Number(port), flags.has('u') ? 'udp' : 'tcp', 1000 * Number(flags.get('w') ?? 120), {
		most: 1,
	});
	const [failure] = call.failures;
	if (isName(failure?.trouble)) return stopped(`nc: bad address '${host}'\n`, call.ms, 1);
	const to = `${host} (${call.address?.includes(':') ? `[${call.address}]` : call.address}:${port})`;
	if (call.open) return stopped(flags.has('v') ? `${to} open\n` : '', call.ms, 0);
	const twice =
		args
			.filter(arg => arg.startsWith('-'))
			.join('')
			.match(/v/g)?.length === 2;
	return stopped(twice ? `nc: ${to}: ${inWords(context.kit, failure!.trouble)}\n` : '', call.ms, 1);
}
