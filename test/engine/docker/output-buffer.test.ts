import {expect, test} from 'vitest';
import {createOutputBuffer} from '../../../source/engine/docker/output-buffer.js';

test('streams apart, characters whole', () => {
	const buffer = createOutputBuffer();
	for (const byte of Buffer.from('é€')) buffer.write('stdout', Buffer.from([byte]));
	buffer.write('stderr', Buffer.from('e'));
	expect(buffer.read()).toEqual({stdout: 'é€', stderr: 'e', truncated: false});
});

test('no more than 256 kB of each', () => {
	const buffer = createOutputBuffer();
	for (let index = 0; index < 300; index++) buffer.write('stdout', Buffer.alloc(1000, 'x'));
	expect(buffer.read().stdout).toHaveLength(256_000);
	expect(buffer.read()).toMatchObject({stderr: '', truncated: true});
});
