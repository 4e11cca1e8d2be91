import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {conclude, type Observed} from '../../../source/core/explain/conclude.js';
import {explanationJson} from '../../../source/core/explain/explanation-json.js';
import {explanationText} from '../../../source/core/explain/explanation-text.js';
import {predict} from '../../../source/core/explain/predict.js';
import type {ProbeOutcome} from '../../../source/core/probes/probe.js';
import type {Probed} from '../../../source/core/probes/probed.js';
import {doctorRules} from '../../../source/core/rules/all.js';
import {containerNamed, lab, networkNamed, placeOn, snapshotOf} from '../../objects.js';
import {ask, listening} from './questions.js';

const probed = (result: ProbeOutcome) =>
	({
		...{id: '1', kind: 'tcp', host: lab, place: {kind: 'host', host: lab}, from: 'web', target: 'api:80', startedAt: 0},
		...{command: 'nc api 80', result: {result, message: `it says ${result}`}},
	}) as unknown as Probed;

const api = (name: string, ipv4: string) => containerNamed(name, [placeOn('app', {ipv4, aliases: ['api']})]);

const snapshot = snapshotOf({
	networks: [networkNamed('app', {subnets: [{cidr: '10.1.0.0/24', gateway: '10.1.0.1', auxiliary: {}}]})],
	containers: [
		containerNamed('web', [placeOn('app', {ipv4: '10.1.0.2', gateway: '10.1.0.1'})]),
		api('deaf', '10.1.0.3'),
		api('good', '10.1.0.4'),
		api('deaf-too', '10.1.0.5'),
		containerNamed('idle', [placeOn('app', {ipv4: '10.1.0.6'})], {health: 'unhealthy'}),
	],
	observations: {deaf: listening(), good: listening({address: '::', port: 80}), idle: listening()},
});

function concluded(question: ReturnType<typeof ask>, observed?: Observed) {
	return conclude(question, snapshot, predict(question, snapshot), observed);
}

describe('several have the name, and one of them listens', () => {
	test.each([
		['nothing was measured', undefined, 'unknown'],
		['one that does not listen was asked', {probe: probed('refused')}, 'blocked'],
		['this time the one that does', {probe: probed('ok')}, 'reachable'],
	] as const)('%s', (_, observed, verdict) => {
		expect(concluded(ask('web', 'api', 80), observed)).toMatchObject({verdict, cause: 'dns-alias-collision'});
	});

	test('that it works this time is no firewall’s doing', () => {
		const {steps} = concluded(ask('web', 'api', 80), {probe: probed('ok')});
		expect(steps.at(-1)).toMatchObject({id: 'contradiction', status: 'warn'});
		expect(steps.at(-1)?.title).toContain('another container of that name answered');
	});
});

test('what listens meanwhile is said to, and the prediction is not hidden', () => {
	const {verdict, steps, cause} = concluded(ask('web', 'idle', 80), {probe: probed('ok')});
	expect([verdict, cause]).toEqual(['reachable', 'conn-target-unhealthy']);
	expect(steps.at(-1)?.title).toMatch(/^predicted to fail \(nothing in idle listens on 80\/tcp\).*begun to listen/);
});

test('what fails first is to blame, though that fault has no name; others are found too', () => {
	const explanation = concluded(ask('outside', 'idle', 80));
	expect(explanation).toMatchObject({verdict: 'blocked', also: ['port-not-listening', 'conn-target-unhealthy']});
	expect(explanation.cause).toBeUndefined();
	expect(explanationText(explanation)[1]).toBe('  cause: idle publishes no port 80/tcp: nothing outside gets to it');
});

test('a fix is told also where the fault has no name', () => {
	const explanation = concluded(ask('web', 'host.docker.internal', 80), {probe: probed('no-name')});
	expect(explanation.fix?.commands).toEqual(['# 10.1.0.1:80 instead of host.docker.internal:80']);
});

test('a path that works has something to know, and no cause', () => {
	expect(explanationText(concluded(ask('web', 'good', 80), {probe: probed('ok')})).join('\n')).not.toContain('cause:');
	expect(explanationText(concluded(ask('web', 'idle'), {probe: probed('ok')}))[1]).toMatch(
		/^ {2}warning: idle is running/,
	);
});

test.each([
	['a port of the host’s own', ask('host', '127.0.0.1', 80), 'refused', /no program of the engine’s host listens/],
	['a name that nobody has, from the host', ask('host', 'nosuch', 80), 'no-name', /it says no-name/],
] as const)('%s is not told as a container’s', (_, question, outcome, said) => {
	const {steps, suspects, verdict} = concluded(question, {probe: probed(outcome)});
	expect(verdict).toBe('blocked');
	expect(steps.at(-1)?.title).toMatch(said);
	expect(suspects.join()).not.toMatch(/container|DOCKER-USER/);
});

test('whatever is blamed is a rule of doctor’s', () => {
	const known = new Set(doctorRules.map(({id}) => id));
	const room = join(import.meta.dirname, '../../../source/core/explain');
	const files = readdirSync(room, {recursive: true, encoding: 'utf8'}).filter(file => file.endsWith('.ts'));
	const ids = files.flatMap(file =>
		[
			...readFileSync(join(room, file), 'utf8').matchAll(
				/'((?:conn|dns|port|netns|ipv6|mtu|overlay|macvlan|swarm|daemon|net|ipam)-[\w-]+)'/g,
			),
		].map(([, id = '']) => id),
	);
	expect(ids.length).toBeGreaterThan(30);
	expect(ids.filter(id => !known.has(id))).toEqual([]);
});

test('as JSON it has the fields of its shape, and no other', () => {
	const shape = (value: object) => Object.keys(value).join(' ');
	const json = explanationJson(concluded(ask('web', 'idle', 80), {probe: probed('refused')})) as Record<string, never>;
	expect(shape(json)).toBe('from to verdict cause also steps probe fix');
	expect(shape(json.steps![0]!)).toBe('id status title confidence evidence');
	expect(shape(json.fix!)).toBe('title commands sideEffects');
	expect(json).toMatchObject({from: 'web', to: 'idle:80', verdict: 'blocked', cause: 'port-not-listening'});
	expect(explanationJson(concluded(ask('web', 'good', 80)))).toMatchObject({
		cause: null,
		also: [],
		probe: null,
		fix: null,
	});
});
