import {expect, test} from 'vitest';
import {netnsHostOnDesktopOrRootless} from '../../../source/core/rules/netns-host-on-desktop-or-rootless.js';
import {containerNamed, placeOn, snapshotOf} from '../../objects.js';

const containers = [containerNamed('web', [placeOn('host')])];
const check = (host: object) => [...netnsHostOnDesktopOrRootless.check(snapshotOf({host, containers}))];

test('host mode where the host is a machine within, and where it is the machine', () => {
	expect(check({rootless: true})).toMatchObject([{subject: {kind: 'container', name: 'web'}}]);
	expect(check({operatingSystem: 'Docker Desktop'})[0]?.evidence[1]).toMatchObject({value: 'Docker Desktop'});
	expect(check({})).toEqual([]);
});
