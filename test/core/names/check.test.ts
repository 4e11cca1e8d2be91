import {describe, expect, test} from 'vitest';
import {checkOf, checkText, countText, currentCheck} from '../../../source/core/names/check.js';
import type {EffectiveName} from '../../../source/core/names/resolve.js';
import type {DnsResult} from '../../../source/core/probes/dns.js';

const predicted = (...addresses: readonly string[]): EffectiveName => ({
	name: 'db',
	network: {} as EffectiveName['network'],
	holders: addresses.map(address => ({name: 'db-1', ...(address.includes(':') ? {ipv6: address} : {ipv4: address})})),
	shadowed: [],
});
const answer = (...addresses: readonly string[]) =>
	({result: 'ok', addresses, names: [], records: [], message: 'web resolves db.'}) as unknown as DnsResult;
const failure = (result: DnsResult['result'], message: string) =>
	({result, addresses: [], names: [], records: [], message}) as unknown as DnsResult;

describe('a name that was looked up, beside what was predicted', () => {
	test.each([
		['the same address', ['10.0.0.2'], ['10.0.0.2'], 'agrees'],
		['several, in another order', ['10.0.0.2', '10.0.0.3'], ['10.0.0.3', '10.0.0.2'], 'agrees'],
		['IPv6 written in another way', ['fd00::2'], ['fd00:0::2'], 'agrees'],
		['a tool that leaves one family out', ['10.0.0.2', 'fd00::2'], ['10.0.0.2'], 'agrees'],
		['another address', ['10.0.0.2'], ['10.9.0.2'], 'differs'],
		['only one of two', ['10.0.0.2', '10.0.0.3'], ['10.0.0.3'], 'differs'],
		['an IPv6 address that nobody has', ['10.0.0.2'], ['10.0.0.2', 'fd00::2'], 'differs'],
		['nothing', ['10.0.0.2'], [], 'differs'],
	])('%s', (_, wanted, answered, verdict) => {
		expect(checkOf(predicted(...wanted), answer(...answered))).toMatchObject({verdict, predicted: wanted, answered});
	});

	test('no such name, or no answer, is a difference; that nothing could be asked is none', () => {
		const verdictOf = (result: DnsResult['result']) => checkOf(predicted('10.0.0.2'), failure(result, '')).verdict;
		expect(
			['no-name', 'timeout', 'refused', 'tool-missing', 'not-permitted'].map(each => verdictOf(each as 'ok')),
		).toEqual(['differs', 'differs', 'differs', 'unknown', 'unknown']);
		expect(checkOf(predicted('10.0.0.2'), undefined)).toMatchObject({verdict: 'unknown', message: 'not asked in time'});
	});

	test('is told in a cell, and all of them in a line', () => {
		const checks = [
			checkOf(predicted('10.0.0.2'), answer('10.0.0.2')),
			checkOf(predicted('10.0.0.2'), answer('10.0.0.9')),
			checkOf(predicted('10.0.0.2'), failure('no-name', 'web cannot resolve db.')),
			checkOf(predicted('10.0.0.2'), failure('tool-missing', 'web has no dig.')),
		];
		expect(checks.map(checkText)).toEqual([
			'✓ agrees',
			'✗ answered 10.0.0.9',
			'✗ web cannot resolve db.',
			'? web has no dig.',
		]);
		expect(countText(checks)).toBe('1 agrees, 2 differ, 1 unknown');
	});

	test('says nothing of a prediction that has changed since', () => {
		const check = checkOf(predicted('10.0.0.2'), answer('10.0.0.2'));
		expect(currentCheck(predicted('10.0.0.2'), [check])).toBe(check);
		expect(currentCheck(predicted('10.0.0.3'), [check])).toBeUndefined();
	});
});
