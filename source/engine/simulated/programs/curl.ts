import {type Call, dial, inWords} from './dial.js';
import {type Exchange, exchange as exchanged, reasonOf} from './http.js';
import {readOptions} from './options.js';
import type {Context, Piece, Transcript} from './transcript.js';

/** How curl leaves, by what went wrong: exit code and words. */
type End = {readonly code: number; readonly words: string};

/** curl 7.88 for telnet:// (as a way to try a port), http:// and https://. Knows -v, -4, -6, -m, --connect-timeout, -w. */
export function curl(context: Context, args: readonly string[]): Transcript {
	const {flags, rest} = readOptions(args, 'm max-time connect-timeout o w noproxy telnet-option max-filesize A H X');
	const [, scheme = 'http', host = '', port = '', path = '/'] =
		/^(?:(\w+):\/\/)?(\[[^\]]*\]|[^:/?#]*)(?::(\d+))?(.*)$/.exec(rest[0] ?? '') ?? [];
	const number = Number(port === '' ? (scheme === 'https' ? 443 : 80) : port);
	const whole = 1000 * Number(flags.get('max-time') ?? flags.get('m') ?? 300);
	const patience = Math.min(whole, 1000 * Number(flags.get('connect-timeout') ?? 300));
	const version = flags.has('6') ? 6 : flags.has('4') ? 4 : undefined;
	const call = dial(context, host, number, 'tcp', patience, {version});
	const secure = scheme === 'https';
	const exchange = call.open && scheme !== 'telnet' ? exchanged(context, call, secure, flags.has('k')) : undefined;
	const until = exchange ? Math.min(whole, call.ms + exchange.ms) : call.ms;
	const end = call.open
		? endOf(exchange, flags.get('telnet-option'), whole)
		: failure(call, host.replace(/[[\]]/g, ''), number, patience);
	const told = [
		...(flags.has('v') ? tries(context, call, host, number) : []),
		...(flags.has('v') && exchange ? conversation(exchange, path || '/') : []),
		...(end ? [`curl: (${end.code}) ${end.words}`] : []),
	];
	const written = writeOut(flags.get('w') ?? '', call, exchange, until);
	const pieces: Piece[] = [
		{at: until, text: told.map(line => `${line}\n`).join(''), stream: 'stderr'},
		...(exchange?.status && !flags.has('o') && !flags.has('I') ? [{at: until, text: exchange.body}] : []),
		...(written === '' ? [] : [{at: until, text: written}]),
	];
	return {pieces: pieces.filter(({text}) => text !== ''), until, exitCode: end?.code ?? 0};
}

function tries({kit}: Context, {failures, open, address = ''}: Call, host: string, port: number): readonly string[] {
	const plain = host.replace(/[[\]]/g, '');
	const at = (text: string) => (text.includes(':') ? `[${text}]` : text);
	return [
		...failures.flatMap(({address: tried, trouble}) =>
			tried === undefined
				? [`* Could not resolve host: ${plain}`]
				: [
						`*   Trying ${at(tried)}:${port}...`,
						...(trouble === 'no-route' ? [`* Immediate connect fail for ${tried}: ${inWords(kit, trouble)}`] : []),
						...(trouble === 'refused' || trouble === 'nobody'
							? [`* connect to ${tried} port ${port} failed: ${inWords(kit, trouble)}`]
							: []),
					],
		),
		...(open ? [`*   Trying ${at(address)}:${port}...`, `* Connected to ${plain} (${address}) port ${port} (#0)`] : []),
	];
}

function failure({failures, ms}: Call, host: string, port: number, patience: number): End {
	const last = failures.at(-1)?.trouble;
	if (last === 'no-name' || last === 'no-answer') return {code: 6, words: `Could not resolve host: ${host}`};
	if (last === 'silent') return {code: 28, words: `Connection timed out after ${patience + 1} milliseconds`};
	const after = `after ${Math.floor(ms)} ms: Couldn't connect to server`;
	return {code: 7, words: `Failed to connect to ${host} port ${port} ${after}`};
}

function endOf(exchange: Exchange | undefined, telnetOption: string | undefined, whole: number): End | undefined {
	if (!exchange) return telnetOption ? {code: 48, words: `Unknown telnet option ${telnetOption}`} : undefined;
	switch (exchange.trouble) {
		case undefined:
			return undefined;
		case 'silence':
			return {code: 28, words: `Operation timed out after ${whole + 1} milliseconds with 0 bytes received`};
		case 'reset':
			return {code: 56, words: 'Recv failure: Connection reset by peer'};
		case 'empty':
			return {code: 52, words: 'Empty reply from server'};
		case 'tls':
			return {code: 35, words: 'error:0A00010B:SSL routines::wrong version number'};
		case 'certificate':
			return {code: 60, words: 'SSL certificate problem: self-signed certificate'};
	}
}

function conversation({status}: Exchange, path: string): readonly string[] {
	if (status === undefined) return [`> GET ${path} HTTP/1.1`];
	return [`> GET ${path} HTTP/1.1`, `< HTTP/1.1 ${status} ${reasonOf(status)}`, '< Content-Type: text/html'];
}

const seconds = (ms: number) => (ms / 1000).toFixed(6);

/** `-w`: the figures that are asked for. */
function writeOut(format: string, call: Call, exchange: Exchange | undefined, until: number): string {
	const figures: Readonly<Record<string, string>> = {
		http_code: String(exchange?.status ?? 0).padStart(3, '0'),
		size_download: String(exchange?.status === undefined ? 0 : exchange.body.length),
		time_namelookup: seconds(call.address ? 1 : 0),
		time_connect: seconds(call.open ? call.ms : 0),
		time_total: seconds(until),
		remote_ip: call.open ? (call.address ?? '') : '',
	};
	return format.replace(/%\{(\w+)\}/g, (_, name: string) => figures[name] ?? '').replaceAll('\\n', '\n');
}
