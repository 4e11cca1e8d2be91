import {emptySnapshot, type Snapshot} from '../core/model/snapshot.js';
import {reduce} from '../store/reduce.js';
import {asMany} from './in-batches.js';
import {measurePaths, observePlaces} from './measure.js';
import {readFiles} from './read-files.js';
import type {ProbeRun} from './run-probe.js';

/** What was not looked at, and why: shown with the rules that could say nothing. */
export type LeftOut = {readonly id: string; readonly reason: string};

export type Examination = Omit<ProbeRun, 'asker' | 'onProgress' | 'via' | 'timeoutMs'> & {
	/** Runs programs in containers, and helper containers where they are allowed. */
	readonly probe: boolean;
	/** Leaves out what no rule of the audit asks for: files of containers, and paths between them. */
	readonly audit?: boolean;
	/** What is being done, for a person. */
	readonly onProgress?: (text: string) => void;
	readonly onLeftOut?: (leftOut: LeftOut) => void;
};

/** Programs and readings of files at a time. */
const atOnce = 8;

/**
 * All that a diagnosis looks at: the engine's own objects in detail, and the files of running containers; with `probe` also
 * sockets, routes and paths, within bounds of number and time. Rejects with EngineError when the engine fails or the signal
 * ends it; one container that cannot be looked at is left out.
 */
export async function examine(examination: Examination): Promise<Snapshot> {
	const {engine, signal, onProgress, probe, audit} = examination;
	onProgress?.('reading the engine');
	const surveyed = (await engine.survey(signal)).reduce(reduce, emptySnapshot);
	const looking = asMany(examination, atOnce);
	const read = audit ? surveyed : await readFiles(surveyed, looking);
	const observed = probe ? await observePlaces(read, looking) : read;
	return probe && !audit ? measurePaths(observed, looking) : observed;
}
