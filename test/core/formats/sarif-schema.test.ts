import {createRequire} from 'node:module';
import Ajv from 'ajv';
import {expect, test} from 'vitest';
import {auditRules} from '../../../source/core/audit/all.js';
import {sarif} from '../../../source/core/formats/sarif.js';
import {doctorRules} from '../../../source/core/rules/all.js';
import {nothing, report} from './report.js';

const load = createRequire(import.meta.url);
// The schema of the standard, which calls its last draft rtm.5, in the package of Microsoft that carries it.
const schema = load('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const ajv = new Ajv({schemaId: 'auto', allErrors: true, meta: load('ajv/lib/refs/json-schema-draft-04.json')});
const isSarif = ajv.compile(schema);

const everyRule = [...doctorRules, ...auditRules];

function problems(text: string) {
	isSarif(JSON.parse(text));
	return isSarif.errors ?? [];
}

test.each([
	['of findings', report],
	['of nothing', nothing],
	['with every rule', {...report, rules: everyRule}],
])('a report %s is SARIF 2.1.0', (_, each) => {
	expect(problems(sarif.write(each))).toEqual([]);
});

test('the schema refuses what is none', () => {
	const log = JSON.parse(sarif.write(report));
	log.runs[0].results[0].level = 'critical';
	delete log.runs[0].tool.driver.name;
	expect(problems(JSON.stringify(log)).map(({dataPath}) => dataPath)).toEqual([
		'.runs[0].tool.driver',
		'.runs[0].results[0].level',
	]);
});
