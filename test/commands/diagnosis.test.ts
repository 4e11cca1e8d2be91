import {describe, expect, test} from 'vitest';
import {audit} from '../../source/commands/audit.js';
import {doctor} from '../../source/commands/doctor.js';
import {explain} from '../../source/commands/explain.js';
import {watch} from '../../source/commands/watch.js';
import {UserError} from '../../source/errors.js';
import {inShop} from './probing.js';

describe('explain', () => {
	test('steps, then what the probe says', async () => {
		const {exitCode, printed} = await inShop(explain, ['shop-worker-1', 'db:5432']);
		expect(exitCode).toBe(0);
		expect(printed[0]).toMatch(/^✓ shop-worker-1 → db:5432 works \(observed: ok\)\n/);
		expect(printed[0]).toContain('✓ network');
		expect(printed[0]).toContain('✓ probe');
	});

	test('--json, and nothing runs with --no-probe', async () => {
		const {exitCode, printed} = await inShop(explain, ['shop-worker-1', 'db:5432'], {json: true, probe: false});
		expect(exitCode).toBe(1);
		expect(JSON.parse(printed[0]!)).toMatchObject({
			from: 'shop-worker-1',
			to: 'db:5432',
			verdict: 'unknown',
			cause: null,
			also: [],
			probe: null,
			fix: null,
			steps: expect.arrayContaining([expect.objectContaining({id: 'listener', status: 'unknown'})]),
		});
	});

	test.each([
		[['shop-worker-1'], 'explain takes two arguments'],
		[['shop-wroker-1', 'db'], "There is no container 'shop-wroker-1'. Near it: shop-worker-1"],
		[['shop-worker-1', 'db:0'], 'a port is 1 to 65535'],
	])('%j', async (given, message) => {
		await expect(inShop(explain, given)).rejects.toThrow(message);
	});
});

describe('doctor', () => {
	test('exit code by severity', async () => {
		const strict = await inShop(doctor, [], {json: true, failOn: 'info'});
		const {engine, findings, skipped} = JSON.parse(strict.printed[0]!);
		expect(engine.name).toBe('demo');
		expect(findings.length).toBeGreaterThan(0);
		expect(skipped.every(({reason}: {reason: string}) => reason.length > 0)).toBe(true);
		expect(strict.exitCode).toBe(1);
		expect((await inShop(doctor, [], {failOn: 'critical'})).exitCode).toBe(0);
	});

	test('--only asks these rules alone', async () => {
		const {printed} = await inShop(doctor, [], {json: true, only: 'conn-icc-disabled'});
		expect(JSON.parse(printed[0]!)).toMatchObject({checked: 1, skipped: []});
	});

	test.each([
		[{only: 'conn-icc-disable'}, 'near it: conn-icc-disabled'],
		[{only: 'aud-rootless'}, '--only aud-rootless: that is a rule of docknet audit'],
		[{only: ','}, '--only ,: give ids of rules, such as '],
		[{json: true, format: 'sarif'}, '--json and --format sarif are two formats'],
		[{failOn: 'bad'}, '--fail-on bad: give one of critical'],
		[{format: 'xml'}, '--format xml: give one of'],
		[{config: '/nonexistent.json'}, '/nonexistent.json: cannot be read (ENOENT): there is no such file'],
		[{config: '/'}, '/: cannot be read (EISDIR): it is a directory'],
	])('%j', async (flags, message) => {
		const error = await inShop(doctor, [], flags).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(UserError);
		expect((error as UserError).message).toContain(message);
	});
});

test('watch tells the first verdict and sums up', async () => {
	const {exitCode, printed} = await inShop(watch, ['shop-worker-1', 'db:5432'], {json: true, count: 1});
	expect(exitCode).toBe(0);
	expect(printed.map(line => JSON.parse(line))).toEqual([
		expect.objectContaining({at: '1970-01-01T00:00:00.000Z', verdict: 'reachable', cause: null, changed: []}),
		{looks: 1, measured: 1, availability: 100, longestOutageMs: 0, causes: {}},
	]);
});

describe('audit', () => {
	test('measures sockets only when asked to', async () => {
		const only = {json: true, only: 'aud-port-unneeded'};
		const read = JSON.parse((await inShop(audit, [], only)).printed[0]!);
		expect(read).toMatchObject({checked: 0, skipped: [{id: 'aud-port-unneeded'}]});
		const probed = JSON.parse((await inShop(audit, [], {...only, probe: true})).printed[0]!);
		expect(probed).toMatchObject({checked: 1, skipped: []});
	});

	test.each([
		['table', /^\w+ +aud-/],
		['markdown', /^# demo/],
		['json', /^\{\n {2}"engine"/],
		['sarif', /^\{\n {2}"\$schema"/],
	])('--format %s', async (format, beginning) => {
		const {exitCode, printed} = await inShop(audit, [], {format});
		expect(exitCode).toBe(1);
		expect(printed[0]).toMatch(beginning);
	});
});
