import {StringDecoder} from 'node:string_decoder';

const longestLine = 1024 * 1024;

/** Cuts a stream of chunks into lines of JSON. Lines that are no JSON, or longer than 1 MiB, are left out. */
export function createLineReader(): (chunk: Buffer) => readonly unknown[] {
	const decoder = new StringDecoder();
	let rest = '';
	let skipping = false;

	return chunk => {
		const lines = (rest + decoder.write(chunk)).split('\n');
		rest = lines.pop() ?? '';
		// The first line ends one that was too long to keep.
		if (skipping && lines.length > 0) {
			lines.shift();
			skipping = false;
		}

		if (skipping || rest.length > longestLine) {
			rest = '';
			skipping = true;
		}

		return lines.flatMap(parse);
	};
}

function parse(line: string): unknown[] {
	try {
		return [JSON.parse(line)];
	} catch {
		return [];
	}
}
