import {readFileSync} from 'node:fs';

/** Folders of test/fixtures/engine: answers captured from real engines that held the same objects. */
export const captured = [
	{version: '20.10', engine: 'docker', apiVersion: '1.41'},
	{version: '26.1', engine: 'docker', apiVersion: '1.45'},
	{version: '28.5', engine: 'docker', apiVersion: '1.51'},
	{version: 'podman-4.3', engine: 'podman', apiVersion: '1.41'},
] as const;

export function readFixture(version: string, name: string): string {
	return readFileSync(new URL(`../../fixtures/engine/${version}/${name}`, import.meta.url), 'utf8');
}

/** Undefined for an empty answer. */
export function jsonFixture(version: string, name: string): unknown {
	const text = readFixture(version, name);
	return text.trim() === '' ? undefined : JSON.parse(text);
}

export function listFixture(version: string, name: string): readonly unknown[] {
	return jsonFixture(version, name) as readonly unknown[];
}
