import {parseAddress} from '../../../core/ip/address.js';
import {nameServerOf, resolve} from '../names.js';
import {hash} from '../random.js';
import {type Context, says, type Transcript} from './transcript.js';

const versionOf = (address: string) => parseAddress(address)?.version;

/** BusyBox: `nslookup NAME [SERVER]`. */
export function nslookup({world, machine}: Context, args: readonly string[]): Transcript {
	const [name = '', server = nameServerOf(world, machine)] = args.filter(argument => !argument.startsWith('-'));
	const {status, addresses} = resolve(world, machine, name);
	const head = `Server:\t\t${server}\nAddress:\t${server}:53\n\n`;
	if (status !== 'NOERROR') return says(head + `** server can't find ${name}: ${status}\n\n`.repeat(2), 1);
	const answers = ([4, 6] as const).map(version => {
		const lines = addresses.filter(address => versionOf(address) === version);
		return `Non-authoritative answer:\n${lines.map(address => `Name:\t${name}\nAddress: ${address}\n`).join('')}\n`;
	});
	return says(head + answers.join(''));
}

/** `dig [@SERVER] +… -q NAME -t TYPE …`, `dig NAME`: comments, answer and statistics of each question. */
export function dig(context: Context, args: readonly string[]): Transcript {
	const {world, machine} = context;
	const server = args.find(argument => argument.startsWith('@'))?.slice(1) ?? nameServerOf(world, machine);
	const questions = args.flatMap((argument, index) =>
		argument === '-q' ? [{name: args[index + 1] ?? '', type: args[index + 3] ?? 'A'}] : [],
	);
	const plain = args.find(argument => !/^[-+@]/.test(argument)) ?? '';
	const asked = questions.length > 0 ? questions : [{name: plain, type: 'A'}];
	return says(asked.map(question => answer(context, server, question)).join(''));
}

function answer(
	{world, machine, at}: Context,
	server: string,
	{name, type}: {readonly name: string; readonly type: string},
): string {
	const {status, addresses} = resolve(world, machine, name);
	const found = addresses.filter(address => versionOf(address) === (type === 'AAAA' ? 6 : 4));
	const lines = found.map(address => `${name}.\t\t\t600\tIN\t${type}\t${address}`);
	return [
		';; Got answer:',
		`;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: ${hash(`${name} ${type} ${at}`) % 65536}`,
		`;; flags: qr rd ra; QUERY: 1, ANSWER: ${found.length}, AUTHORITY: 0, ADDITIONAL: 0`,
		'',
		...(found.length > 0 ? [';; ANSWER SECTION:', ...lines, ''] : []),
		';; Query time: 0 msec',
		`;; SERVER: ${server}#53(${server}) (UDP)`,
		`;; WHEN: ${new Date(at).toUTCString()}`,
		`;; MSG SIZE  rcvd: ${32 + 16 * found.length}`,
		'',
		'',
	].join('\n');
}

/** glibc: `getent hosts|ahosts NAME`. */
export function getent({world, machine}: Context, args: readonly string[]): Transcript {
	const [database = '', name = ''] = args;
	const {addresses} = resolve(world, machine, name);
	if (addresses.length === 0) return says('', 2);
	if (database === 'hosts') return says(`${addresses[0]!.padEnd(15)} ${name}\n`);
	const lines = addresses.flatMap(address => [
		`${address.padEnd(15)} STREAM ${address === addresses[0] ? name : ''}`,
		`${address.padEnd(15)} DGRAM  `,
		`${address.padEnd(15)} RAW    `,
	]);
	return says(`${lines.join('\n')}\n`);
}
