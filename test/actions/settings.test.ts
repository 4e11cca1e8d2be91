import {expect, test} from 'vitest';
import {settingsOf} from '../../source/actions/settings.js';
import {doctorRules} from '../../source/core/rules/all.js';

const {id} = doctorRules[0]!;
const read = (value: unknown) => settingsOf(JSON.stringify(value), 'config.json');

test('severities, and rules that are off with the reason', () => {
	expect(read({rules: {[id]: {severity: 'low'}}})).toEqual({rules: {[id]: {severity: 'low'}}});
	expect(read({rules: {[id]: {off: 'as we want it'}}})).toEqual({rules: {[id]: {off: 'as we want it'}}});
	expect(read({})).toEqual({rules: {}});
	expect(settingsOf('\ufeff{}', 'config.json')).toEqual({rules: {}});
});

test.each([
	[[], 'the file must be an object'],
	[{colour: 1}, 'the file has no key colour: known are rules'],
	[{rules: {nosuch: {}}}, 'rules.nosuch: there is no such rule'],
	[{rules: {'aud-net-host': {}}}, 'near it: aud-net-host-mode'],
	[{rules: {[id]: {level: 'low'}}}, `rules.${id} has no key level: known are severity, off`],
	[{rules: {[id]: {severity: 'bad'}}}, 'give one of critical'],
	[{rules: {[id]: {off: ''}}}, 'give the reason'],
])('%j', (value, message) => {
	expect(() => read(value)).toThrow(message);
});

test('what is no JSON says so', () => {
	expect(() => settingsOf('rules:', 'config.json')).toThrow('config.json: is no JSON');
});
