import {run} from './all.js';
import {type Context, chain, says, type Transcript, textOf} from './transcript.js';

const largest = 65_507;

/** The search of the probe's script for the path MTU, with ping as the world answers it. */
export function searchMtu(context: Context, [target = '', only]: readonly string[]): Transcript {
	const done: Transcript[] = [];
	const attempt = (size: number, seconds: number) => {
		const options = ['-n', '-M', 'do', '-c', '1', '-i', '0.2', '-w', String(seconds)];
		const pinged = run(context, ['ping', ...options, '-s', String(size), target]);
		done.push(says(`@${size}\n`), pinged);
		return pinged;
	};

	const first = attempt(56, 4);
	if (first.exitCode !== 0) return chain(done);
	const header = /^PING [^(]*\([\da-f]*:/m.test(textOf(first)) ? 48 : 28;
	if (only) {
		attempt(Number(only), 2);
		return chain(done);
	}

	let [low, high, told] = [56, largest + 1, 0];
	let size = largest;
	while (high - low > 1) {
		const pinged = attempt(size, 1);
		if (pinged.exitCode === 0) {
			low = size;
			if (size === told) return chain(done);
		} else {
			high = size;
			told = Number(/mtu\D*(\d+)/.exec(textOf(pinged))?.[1] ?? told + header) - header;
		}

		size = [told, 1500 - header].find(candidate => low < candidate && candidate < high) ?? Math.floor((low + high) / 2);
	}

	return chain([...done, says('')]);
}
