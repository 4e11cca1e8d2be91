import {expect, test} from 'vitest';
import type {Finding} from '../../../source/core/model/finding.js';
import {emptySnapshot} from '../../../source/core/model/snapshot.js';
import {findingsView} from '../../../source/core/views/findings.js';

const finding = (name: string, message: string): Finding => ({
	id: 'dns-alias-collision',
	title: 'A name leads to different containers',
	severity: 'high',
	confidence: 'predicted',
	subject: {kind: 'name', name, id: name, host: 'lab'},
	message,
	evidence: [],
});

test('rows of one subject and one title tell what exactly is wrong; others have the title', () => {
	const findings = [finding('api', 'On front …'), finding('api', 'On back …'), finding('db', 'On back …')];
	const diagnosis = {at: 0, probed: false, checked: 1, skipped: [], findings, reasons: {}};
	const rows = findingsView.rows({...emptySnapshot, diagnoses: new Map([['lab', diagnosis]])});
	expect(rows.map(({what}) => what)).toEqual(['On front …', 'On back …', 'A name leads to different containers']);
});
