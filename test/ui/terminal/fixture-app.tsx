import fs from 'node:fs';
import {Box, render, Text, Transform, useApp, useInput} from 'ink';
import {useState} from 'react';
import {createTerminal} from '../../../source/ui/terminal/terminal.js';

/** A small program on the terminal layer, for tests in a pty. Each key does one thing; the last event is shown. */

const terminal = createTerminal();
let instance: ReturnType<typeof render> | undefined;
let flooded = 0;

function App({event}: {event: string}) {
	const {exit} = useApp();
	const [count, setCount] = useState(0);
	const [key, setKey] = useState('');
	useInput((input, pressed) => {
		const name = Object.entries(pressed).find(([, on]) => on)?.[0];
		setKey(`${name ?? ''}[${input}]`);
		if (input === 'q') exit();
		if (input === 'j') setCount(before => before + 1);
		if (input === 'm') terminal.setMouse(true);
		if (input === 'l') console.log('across the screen');
		if (input === 't') setTimeout(() => fail('thrown on purpose'));
		if (input === 'r') void Promise.reject(new Error('rejected on purpose'));
		if (input === 'h') void handOver();
		if (input === 'f') flood();
	});
	const {columns, rows} = terminal.size();
	const lines = [
		`count ${count} size ${columns}x${rows} pid ${process.pid}`,
		`key ${key}`,
		`event ${event}`,
		`log ${terminal.log.join('|')}`,
		...Array.from({length: rows - 5}, (_, row) => `${row} ${'.'.repeat(columns - 10)} ${row}`),
		`end of ${columns}x${rows}`,
	];
	return (
		<Box flexDirection="column">
			{lines.map((line, row) => (
				<Transform key={row} transform={() => line.slice(0, columns)}>
					<Text>.</Text>
				</Transform>
			))}
		</Box>
	);
}

function fail(message: string): never {
	throw new Error(message);
}

/** Echoes input in brackets; `x` ends it, `e` ends it by an error. */
async function handOver() {
	try {
		const result = await terminal.handOver(async foreign => {
			foreign.write(Buffer.from(`handed ${foreign.columns}x${foreign.rows}\r\n`));
			foreign.onResize((columns, rows) => foreign.write(Buffer.from(`resized ${columns}x${rows}\r\n`)));
			return new Promise<string>((resolve, reject) => {
				foreign.onInput(chunk => {
					foreign.write(Buffer.from(`[${Buffer.from(chunk).toString('hex')}]`));
					if (chunk[0] === 0x78) resolve('by x');
					if (chunk[0] === 0x65) reject(new Error('by e'));
				});
			});
		});
		draw(`back ${result}`);
	} catch (error) {
		draw(`back ${(error as Error).message}`);
	}
}

/** New frames, all different everywhere, as fast as it can; how late its timer was is kept in the file STATISTICS. */
function flood() {
	let worst = 0;
	let last = performance.now();
	setInterval(() => {
		const now = performance.now();
		worst = Math.max(worst, now - last - 10);
		last = now;
		flooded++;
		draw(`${flooded} ${String(flooded % 10).repeat(terminal.size().columns * terminal.size().rows)}`);
		if (flooded % 20 !== 0) return;
		const file = process.env.STATISTICS!;
		fs.writeFileSync(`${file}.new`, JSON.stringify({frames: flooded, worst: Math.round(worst)}));
		fs.renameSync(`${file}.new`, file);
	}, 10);
}

function draw(event: string) {
	instance?.rerender(<App event={event} />);
}

terminal.onResize(() => draw('resize'));
terminal.onPaste(text => draw(`paste <${text}>`));
terminal.onMouse(mouse => draw(`mouse ${mouse.type} ${mouse.column},${mouse.row} ${mouse.direction ?? mouse.button}`));
terminal.start();
instance = render(<App event="none" />, {
	stdin: terminal.stdin,
	stdout: terminal.stdout,
	debug: true,
	patchConsole: false,
});
await instance.waitUntilExit();
terminal.stop();
process.exit(0);
