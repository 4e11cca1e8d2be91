export type Sink = (stream: 'stdout' | 'stderr', bytes: Buffer) => void;

const headerLength = 8;

/**
 * Takes apart what a program writes: frames of [stream, 0, 0, 0, length as 32 bits] and payload, cut anywhere.
 * What does not begin with such a frame is raw (a terminal, or an engine that does not multiplex) and all stdout.
 */
export function createDemultiplexer(sink: Sink): {readonly write: (chunk: Buffer) => void; readonly end: () => void} {
	let header = Buffer.alloc(0);
	let raw: boolean | undefined;
	let stream: 'stdout' | 'stderr' = 'stdout';
	let left = 0;

	return {
		write(chunk) {
			let rest = chunk;
			while (rest.length > 0) {
				if (raw) return sink('stdout', rest);
				if (left > 0) {
					const payload = rest.subarray(0, left);
					sink(stream, payload);
					left -= payload.length;
					rest = rest.subarray(payload.length);
					continue;
				}

				const missing = headerLength - header.length;
				header = Buffer.concat([header, rest.subarray(0, missing)]);
				rest = rest.subarray(missing);
				raw ??= isRaw(header);
				if (raw) sink('stdout', header);
				if (raw || header.length < headerLength) continue;
				stream = header[0] === 2 ? 'stderr' : 'stdout';
				left = header.readUInt32BE(4);
				header = Buffer.alloc(0);
			}
		},
		/** A beginning too short to be a frame is what the program wrote. */
		end() {
			if (raw === undefined && header.length > 0) sink('stdout', header);
		},
	};
}

/** Undefined: too short to tell. */
function isRaw(header: Buffer): boolean | undefined {
	if ((header[0] ?? 0) > 2 || header.subarray(1, 4).some(byte => byte !== 0)) return true;
	return header.length < headerLength ? undefined : false;
}
