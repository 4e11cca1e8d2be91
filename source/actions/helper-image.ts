import {mkdir, readFile, rename, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import envPaths from 'env-paths';
import type {Engine} from '../engine/engine.js';

/**
 * Which image helper containers are made of. `candidates`: images of the engine, best first. `why`: what made a
 * helper necessary (`shop-db-1 has no ping`). Undefined: none shall be made.
 */
export type HelperImage = (candidates: readonly string[], why: string) => Promise<string | undefined>;

type Remembered = Readonly<Record<string, string>>;

/** `{"unix:///var/run/docker.sock": "nicolaka/netshoot:latest"}` */
const file = () => join(envPaths('docknet', {suffix: ''}).config, 'helper-images.json');

/**
 * Asks once for all probes that share it, however many run side by side, and not at all where an image was chosen before
 * on this engine, nor where there is nothing to choose from. `isPerson`: somebody chooses, and a yes is remembered; a no is not.
 */
export function askOnce({address}: Engine, ask: HelperImage, isPerson = true): HelperImage {
	let answer: Promise<string | undefined> | undefined;
	return (candidates, why) => {
		answer ??= recall(address).then(async remembered => {
			if (remembered !== undefined) return remembered;
			const chosen = candidates.length > 0 ? await ask(candidates, why) : undefined;
			if (isPerson && chosen !== undefined) await remember(address, chosen);
			return chosen;
		});
		return answer;
	};
}

async function recall(address: string): Promise<string | undefined> {
	return (await read())[address];
}

/** The choice is a convenience: a file that cannot be read or written never breaks a probe. */
async function read(): Promise<Remembered> {
	try {
		const value: unknown = JSON.parse(await readFile(file(), 'utf8'));
		const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
		return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
	} catch {
		return {};
	}
}

/** Keeps the image for the next probes of this engine. */
async function remember(address: string, image: string): Promise<void> {
	const path = file();
	const draft = `${path}.${process.pid}`;
	try {
		await mkdir(dirname(path), {recursive: true});
		await writeFile(draft, `${JSON.stringify({...(await read()), [address]: image}, null, '\t')}\n`);
		// Another docknet never reads half a file.
		await rename(draft, path);
	} catch {}
}
