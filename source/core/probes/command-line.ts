import {quote} from '../plan/quote.js';
import type {Vantage} from './probe.js';

/** What runs a program there, as a line to paste into a shell. `from`: the container's name. */
export function commandLine(vantage: Vantage, from: string, [program = '', ...rest]: readonly string[]): string {
	const line = (...words: readonly string[]) => words.map(quote).join(' ');
	switch (vantage.kind) {
		case 'tool':
			return line('docker', 'exec', from, program, ...rest);
		case 'helper': {
			const network = vantage.container === undefined ? 'host' : `container:${from}`;
			const pid = vantage.processes && vantage.container !== undefined ? ['--pid', network] : [];
			return line(
				...['docker', 'run', '--rm', '--network', network, ...pid],
				...['--entrypoint', program, vantage.image, ...rest],
			);
		}

		case 'namespace': {
			const pid = `"$(docker inspect --format '{{.State.Pid}}' ${quote(from)})"`;
			return `nsenter --net --target ${pid} ${line(program, ...rest)}`;
		}

		case 'local':
			return line(program, ...rest);
	}
}
