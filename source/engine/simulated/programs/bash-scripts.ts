import {type Call, clock, dial, inWords, isName} from './dial.js';
import {exchange} from './http.js';
import {type Context, says, type Transcript} from './transcript.js';

const seconds = (text: string) => 1000 * Number(text);

/** What the probes' scripts for bash say of addresses that they could not connect to, or of a name that nobody has. */
function failedLines({kit}: Context, {failures}: Call): readonly string[] {
	return failures.map(({address, trouble}) => {
		if (isName(trouble)) return '@no-name\n';
		return `@failed ${address} ${trouble === 'silent' ? 'timed out' : `bash: connect: ${inWords(kit, trouble)}`}\n`;
	});
}

function ended(lines: readonly string[], ms: number, exitCode: number): Transcript {
	return {pieces: [{at: ms, text: lines.join('')}], until: ms, exitCode};
}

/** HOST PORT SECONDS FAMILY: a TCP connection through /dev/tcp. */
export function connect(context: Context, [host = '', port = '', limit = '', family]: readonly string[]): Transcript {
	const version = {4: 4 as const, 6: 6 as const}[family ?? ''];
	const call = dial(context, host, Number(port), 'tcp', seconds(limit), {version});
	const failed = failedLines(context, call);
	if (!call.open) return ended(failed, call.ms, 1);
	const open = `@open ${call.address} ${clock(context, call.startedMs)} ${clock(context, call.ms)}\n`;
	return ended([...failed, open], call.ms, 0);
}

/** SCHEME HOST PORT PATH SECONDS: a page by plain HTTP through /dev/tcp. */
export function request(context: Context, [, host = '', port = '', , limit = '']: readonly string[]): Transcript {
	const call = dial(context, host, Number(port), 'tcp', seconds(limit));
	const failed = failedLines(context, call);
	if (!call.open) return ended(failed, call.ms, 1);
	const {ms, status, trouble} = exchange(context, call, false, false);
	const end = call.ms + Math.min(ms, seconds(limit));
	const connected = `@connected ${call.address}\n`;
	if (status !== undefined) {
		const times = `${clock(context, call.startedMs)} ${clock(context, end)}`;
		return ended([...failed, connected, `@http ${status} ${times} - ${call.address} -\n`], end, 0);
	}

	const why =
		trouble === 'silence'
			? 'timed out'
			: trouble === 'reset'
				? 'bash: line 15: read: read error: 0: Connection reset by peer'
				: 'empty reply';
	return ended([...failed, connected, `@failed ${call.address} ${why}\n`], end, 1);
}

/** HOST PORT SECONDS: a packet through /dev/udp. Nobody here answers what it does not understand. */
export function send(context: Context, [host = '', port = '', limit = '']: readonly string[]): Transcript {
	const call = dial(context, host, Number(port), 'udp', seconds(limit), {most: 1});
	const [failure] = call.failures;
	if (isName(failure?.trouble)) return ended(['@no-name\n'], call.ms, 1);
	if (failure?.trouble === 'no-route') return says(`bash: connect: ${inWords(context.kit, failure.trouble)}\n`, 1);
	const sent = {at: 1, text: `@sent ${call.address}\n`};
	if (failure?.trouble === 'refused') {
		const why = `bash: line 11: read: read error: 3: ${inWords(context.kit, failure.trouble)}\n`;
		return {pieces: [sent, {at: call.ms, text: why}], until: call.ms, exitCode: 0};
	}

	const until = 1 + seconds(limit);
	return {pieces: [sent, {at: until, text: `@failed ${call.address} timed out\n`}], until, exitCode: 0};
}
