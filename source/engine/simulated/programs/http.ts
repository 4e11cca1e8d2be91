import {hash} from '../random.js';
import type {Call} from './dial.js';
import type {Context} from './transcript.js';

export type Exchange = {
	/** Milliseconds after the connection was there. */
	readonly ms: number;
	readonly status?: number;
	readonly body: string;
	/** Why there is no status. */
	readonly trouble?: 'reset' | 'empty' | 'silence' | 'tls' | 'certificate';
};

const reasons: Readonly<Record<number, string>> = {
	200: 'OK',
	301: 'Moved Permanently',
	302: 'Found',
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	503: 'Service Unavailable',
};

export function reasonOf(status: number): string {
	return reasons[status] ?? '';
}

/** What comes of a request to whom a call has reached. A container that fails its health check answers 503. */
export function exchange({at}: Context, {open, address}: Call, secure: boolean, anyCertificate: boolean): Exchange {
	const failed = (trouble: Exchange['trouble'], ms: number): Exchange => ({ms, body: '', trouble});
	if (open?.type !== 'open') return failed('reset', 0.4);
	if (open.sleeping) return failed('silence', Number.POSITIVE_INFINITY);
	const {socket} = open;
	if (socket && secure !== (socket.tls === true)) return secure ? failed('tls', 0.5) : answer(400, 0.6);
	if (socket?.tls && !anyCertificate) return failed('certificate', 3);
	if (socket && socket.status === undefined) return failed('empty', 0.5);
	const status = socket?.holder?.container.health === 'unhealthy' ? 503 : (socket?.status ?? 200);
	return answer(status, (socket ? 1.5 : 24) * (1 + (hash(`${address} ${at}`) % 100) / 100));
}

function answer(status: number, ms: number): Exchange {
	return {ms, status, body: `<html><head><title>${status} ${reasonOf(status)}</title></head></html>\n`};
}
