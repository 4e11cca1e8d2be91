import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import envPaths from 'env-paths';
import {auditRules} from '../core/audit/all.js';
import {type Severity, severities} from '../core/model/finding.js';
import {doctorRules} from '../core/rules/all.js';
import type {RuleSettings} from '../core/rules/run-rules.js';
import {nearText} from '../core/text/nearest.js';
import {safe} from '../core/text/safe.js';
import {UserError} from '../errors.js';

/** The user's file: `{"rules": {"mtu-…": {"severity": "low"}, "aud-…": {"off": "why"}}}`. */
export type Settings = {readonly rules: RuleSettings};

const defaultFile = () => join(envPaths('docknet', {suffix: ''}).config, 'config.json');

const reasons: Readonly<Record<string, string>> = {
	ENOENT: 'there is no such file',
	ENOTDIR: 'there is no such file',
	EISDIR: 'it is a directory, and should be a JSON file',
	EACCES: 'you have no right to read it',
};

/** Of that file, which must then be there; otherwise of the user's own, if there is one. UserError names what is wrong in it. */
export async function readSettings(given?: string): Promise<Settings> {
	const file = given ?? defaultFile();
	let text: string;
	try {
		text = await readFile(file, 'utf8');
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		if (given === undefined && (code === 'ENOENT' || code === 'ENOTDIR')) return {rules: {}};
		throw new UserError(`${file}: cannot be read (${code})${code && code in reasons ? `: ${reasons[code]}` : ''}`);
	}

	return settingsOf(text, file);
}

/** `file`: for messages. */
export function settingsOf(text: string, file: string): Settings {
	const wrong = (what: string) => new UserError(`${file}: ${safe(what)}`);
	const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
		typeof value === 'object' && value !== null && !Array.isArray(value);
	const keysOf = (value: unknown, at: string, known: readonly string[]) => {
		if (!isObject(value)) throw wrong(`${at} must be an object`);
		const strange = Object.keys(value).find(key => !known.includes(key));
		if (strange !== undefined) throw wrong(`${at} has no key ${strange}: known are ${known.join(', ')}`);
		return value;
	};
	let parsed: unknown;
	try {
		// Editors of Windows begin files with a mark.
		parsed = JSON.parse(text.replace(/^\ufeff/, ''));
	} catch (error) {
		throw wrong(`is no JSON: ${(error as Error).message}`);
	}

	const {rules = {}} = keysOf(parsed, 'the file', ['rules']);
	if (!isObject(rules)) throw wrong('rules must be an object');
	const ids = [...doctorRules, ...auditRules].map(({id}) => id);
	const entries = Object.entries(rules).map(([id, value]) => {
		if (!ids.includes(id)) throw wrong(`rules.${id}: there is no such rule${nearText(ids, id)}`);
		const {severity, off} = keysOf(value, `rules.${id}`, ['severity', 'off']);
		if (severity !== undefined && !severities.includes(severity as Severity))
			throw wrong(`rules.${id}.severity: give one of ${severities.join(', ')}`);
		if (off !== undefined && (typeof off !== 'string' || off.trim() === ''))
			throw wrong(`rules.${id}.off: give the reason, a text`);
		return [id, {...(severity !== undefined && {severity}), ...(off !== undefined && {off: safe(off as string)})}];
	});
	return {rules: Object.fromEntries(entries) as RuleSettings};
}
