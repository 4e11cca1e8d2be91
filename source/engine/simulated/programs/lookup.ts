import {parseAddress} from '../../../core/ip/address.js';
import type {RecordType} from '../../../core/probes/dns-answers.js';
import {nameOf} from '../names.js';
import {hash} from '../random.js';
import {lookUp} from './dial.js';
import {readOptions} from './options.js';
import {ask, type Reply} from './question.js';
import {type Context, says, type Transcript} from './transcript.js';

/** How long these programs wait for a name server. */
const patienceMs = 5000;

const types: readonly RecordType[] = ['A', 'AAAA', 'PTR', 'SRV'];
const typeOf = (text: string) => types.find(type => type === text.toUpperCase());

/** BusyBox: `nslookup [-type=TYPE] NAME [SERVER]`; without a type A and AAAA, of an address its name. */
export function nslookup(context: Context, args: readonly string[]): Transcript {
	const {flags, rest} = readOptions(args, '');
	const [name = '', server] = rest;
	const type = parseAddress(name) ? 'PTR' : typeOf(flags.get('type') ?? '');
	const replies = (type ? [type] : (['A', 'AAAA'] as const)).map(each => ask(context, name, each, server));
	const [first] = replies;
	if (first?.trouble) return nslookupSilence(first);
	const head = `Server:\t\t${first?.server}\nAddress:\t${first?.server}:53\n\n`;
	const failed = replies.some(({status}) => status !== 'NOERROR');
	return says(head + replies.map(reply => nslookupAnswer(reply, type)).join(''), failed ? 1 : 0);
}

function nslookupSilence({server, trouble}: Reply): Transcript {
	if (trouble === 'unreachable') {
		return says(`nslookup: can't connect to remote host (${server}): Network is unreachable\n`, 1, 'stderr');
	}

	const refused =
		trouble === 'refused' ? says(`nslookup: write to '${server}': Connection refused\n`, 1, 'stderr').pieces : [];
	const at = trouble === 'refused' ? 0 : patienceMs;
	const silence = {at, text: ';; connection timed out; no servers could be reached\n\n'};
	return {pieces: [...refused, silence], until: at, exitCode: 1};
}

function nslookupAnswer({name, status, answers}: Reply, type: RecordType | undefined): string {
	if (status !== 'NOERROR') return `** server can't find ${name}: ${status}\n\n`;
	const lines = answers.map(answer => {
		if (type === 'PTR') return `${name}\tname = ${answer}\n`;
		return type === 'SRV'
			? `${name}\tservice = ${answer.replace(/\.$/, '')}\n`
			: `Name:\t${name}\nAddress: ${answer}\n`;
	});
	return `Non-authoritative answer:\n${lines.join('')}\n`;
}

/** `dig [@SERVER] +… -q NAME -t TYPE …`, `dig -x ADDRESS`, `dig NAME`: comments, answer and statistics of each question. */
export function dig(context: Context, args: readonly string[]): Transcript {
	const server = args.find(argument => argument.startsWith('@'))?.slice(1);
	const questions = args.flatMap((argument, index) => {
		const next = args[index + 1] ?? '';
		if (argument === '-x') return [{name: next, type: 'PTR' as const}];
		return argument === '-q' ? [{name: next, type: typeOf(args[index + 3] ?? '') ?? 'A'}] : [];
	});
	const plain = args.find(argument => !/^[-+@]/.test(argument)) ?? '';
	const asked = questions.length > 0 ? questions : [{name: plain, type: 'A' as const}];
	const replies = asked.map(({name, type}) => ({type, ...ask(context, name, type, server)}));
	const silent = replies.filter(({trouble}) => trouble === 'timed out').length * patienceMs;
	const text = replies.map(reply => (reply.trouble ? unanswered(reply) : answer(context, reply))).join('');
	return {pieces: [{at: silent, text}], until: silent, exitCode: replies.some(({trouble}) => trouble) ? 9 : 0};
}

function unanswered({server, name, trouble}: Reply): string {
	const at = `${server}#53`;
	const why =
		trouble === 'unreachable'
			? `UDP setup with ${at}(${server}) for ${name} failed: network unreachable.`
			: `communications error to ${at}: ${trouble === 'refused' ? 'connection refused' : 'timed out'}`;
	return `;; ${why}\n;; no servers could be reached\n`;
}

function answer({at}: Context, {name, server, status, type, answers}: Reply & {readonly type: RecordType}): string {
	const dot = type === 'PTR' ? '.' : '';
	const lines = answers.map(data => `${name}.\t\t\t600\tIN\t${type}\t${data}${dot}`);
	return [
		';; Got answer:',
		`;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: ${hash(`${name} ${type} ${at}`) % 65536}`,
		`;; flags: qr rd ra; QUERY: 1, ANSWER: ${answers.length}, AUTHORITY: 0, ADDITIONAL: 0`,
		'',
		...(lines.length > 0 ? [';; ANSWER SECTION:', ...lines, ''] : []),
		`;; Query time: ${hash(`${name} ${at}`) % 3} msec`,
		`;; SERVER: ${server}#53(${server}) (UDP)`,
		`;; WHEN: ${new Date(at).toUTCString()}`,
		`;; MSG SIZE  rcvd: ${32 + 16 * answers.length}`,
		'',
		'',
	].join('\n');
}

/** glibc: `getent hosts|ahosts|ahostsv4|ahostsv6 NAME`. */
export function getent(context: Context, args: readonly string[]): Transcript {
	const [database = '', name = ''] = args;
	if (database === 'hosts' && parseAddress(name)) {
		const {name: known} = nameOf(context.world, context.machine, name);
		return known === undefined ? says('', 2) : says(`${name.padEnd(15)} ${known}\n`);
	}

	const version = {ahostsv4: 4 as const, ahostsv6: 6 as const}[database];
	const {addresses} = lookUp(context, name, version);
	if (addresses.length === 0) return says('', 2);
	if (database === 'hosts') return says(`${addresses[0]!.padEnd(15)} ${name}\n`);
	const lines = addresses.flatMap(address => [
		`${address.padEnd(15)} STREAM ${address === addresses[0] ? name : ''}`,
		`${address.padEnd(15)} DGRAM  `,
		`${address.padEnd(15)} RAW    `,
	]);
	return says(`${lines.join('\n')}\n`);
}
