import {dial, inWords} from './dial.js';
import {exchange, reasonOf} from './http.js';
import {readOptions} from './options.js';
import type {Context, Transcript} from './transcript.js';

/** BusyBox: `wget -q -S -T SECONDS -O FILE URL`. */
export function wget(context: Context, args: readonly string[]): Transcript {
	const {flags, rest} = readOptions(args, 'T O o P U Y header timeout post-data');
	const [, scheme = 'http', host = '', port = ''] =
		/^(?:(https?):\/\/)?(\[[^\]]*\]|[^:/?#]*)(?::(\d+))?/.exec(rest[0] ?? '') ?? [];
	const number = Number(port === '' ? (scheme === 'https' ? 443 : 80) : port);
	const patience = 1000 * Number(flags.get('T') ?? 900);
	const call = dial(context, host, number, 'tcp', patience, {most: 1});
	const plain = host.replace(/[[\]]/g, '');
	const quiet = flags.has('q');
	const ended = (ms: number, exitCode: number, ...lines: readonly string[]): Transcript => ({
		pieces: lines.length > 0 ? [{at: ms, text: lines.map(line => `${line}\n`).join(''), stream: 'stderr'}] : [],
		until: ms,
		exitCode,
	});
	const [failure] = call.failures;
	if (failure && !failure.address) return ended(call.ms, 1, `wget: bad address '${plain}'`);
	const connecting = quiet ? [] : [`Connecting to ${plain}:${number} (${call.address}:${number})`];
	if (failure?.trouble === 'silent') return ended(call.ms, 1, ...connecting, 'wget: download timed out');
	if (failure) {
		const why = inWords(context.kit, failure.trouble);
		return ended(call.ms, 1, ...connecting, `wget: can't connect to remote host (${call.address}): ${why}`);
	}

	const {ms, status, trouble, body} = exchange(context, call, scheme === 'https', true);
	const at = Math.min(call.ms + ms, call.ms + patience);
	const troubles = {
		reset: 'wget: error getting response: Connection reset by peer',
		empty: 'wget: error getting response',
		silence: 'wget: download timed out',
		tls: 'wget: TLS error from peer (alert code 80): internal error',
		certificate: 'wget: TLS error',
	};
	if (trouble || status === undefined) return ended(at, 1, ...connecting, troubles[trouble ?? 'empty']);
	const answer = `HTTP/1.1 ${status} ${reasonOf(status)}`;
	const heard = flags.has('S')
		? [`  ${answer}`, '  Content-Type: text/html', `  Content-Length: ${body.length}`, '  ']
		: [];
	if (status >= 400) return ended(at, 1, ...connecting, ...heard, `wget: server returned error: ${answer}`);
	const page = flags.get('O') === '-' ? [{at, text: body}] : [];
	const saved = quiet ? [] : [`saving to '${flags.get('O') ?? 'index.html'}'`];
	const told = ended(at, 0, ...connecting, ...heard, ...saved);
	return {...told, pieces: [...told.pieces, ...page]};
}
