import type {IncomingMessage} from 'node:http';
import {posix} from 'node:path';
import {extract} from 'tar-stream';
import type {ContainerId} from '../../core/model/container.js';
import {EngineError} from '../errors.js';
import type {Client} from './client.js';

const longestFile = 1024 * 1024;
/** As many links as one path may lead through. */
const mostLinks = 8;

/** A file's content, through links; works for containers that do not run and for those without a shell. */
export async function readFile(
	client: Client,
	container: ContainerId,
	path: string,
	signal: AbortSignal,
): Promise<Uint8Array> {
	let place = path;
	for (let links = 0; links < mostLinks; links++) {
		const entry = await readEntry(client, container, place, signal);
		if (entry.content) return entry.content;
		place = posix.resolve(posix.dirname(place), entry.link);
	}

	throw new EngineError('missing', `${path} leads through more than ${mostLinks} links.`);
}

type Entry = {readonly content: Uint8Array} | {readonly content?: undefined; readonly link: string};

async function readEntry(client: Client, container: ContainerId, path: string, signal: AbortSignal): Promise<Entry> {
	const answer = await client.stream({path: `/containers/${container}/archive`, query: {path}}, signal);
	try {
		return (await firstEntry(answer, path)) ?? missing(path);
	} catch (error) {
		throw client.errorOf(error, signal);
	} finally {
		answer.destroy();
	}
}

async function firstEntry(answer: IncomingMessage, path: string): Promise<Entry | undefined> {
	const archive = extract();
	answer.on('error', error => archive.destroy(error));
	answer.on('close', () => {
		if (!answer.complete) archive.destroy(new EngineError('engine', `The engine broke off while it sent ${path}.`));
	});
	answer.pipe(archive);
	for await (const entry of archive) {
		const {type, linkname, size = 0} = entry.header;
		if (linkname && (type === 'symlink' || type === 'link')) return {link: linkname};
		if (type !== 'file') throw new EngineError('invalid', `${path} is a ${type}, not a file.`);
		if (size > longestFile) throw new EngineError('unsupported', `${path} is larger than 1 MiB (${size} bytes).`);
		const chunks: Buffer[] = [];
		for await (const chunk of entry) chunks.push(chunk);
		return {content: Buffer.concat(chunks)};
	}

	return undefined;
}

function missing(path: string): never {
	throw new EngineError('missing', `There is no file ${path} in the container.`);
}
