import {expect, test} from 'vitest';
import {helperImages} from '../../../source/core/probes/helper-images.js';

test('images with tools, the best first, each once, whatever registry they come from', () => {
	const images = [
		'alpine:3.20',
		'docker.io/library/busybox:latest',
		'localhost/lab/distroless:latest',
		'nicolaka/netshoot:latest',
		'nginx:1.27-alpine',
		'postgres:16',
		'python:3.13-alpine',
		'registry.example:5000/team/iputils',
		'someone/busybox-like:1',
	];
	expect(helperImages(images)).toEqual([
		'nicolaka/netshoot:latest',
		'registry.example:5000/team/iputils',
		'docker.io/library/busybox:latest',
		'alpine:3.20',
		'nginx:1.27-alpine',
		'python:3.13-alpine',
	]);
});

test('none', () => {
	expect(helperImages(['postgres:16', 'scratch'])).toEqual([]);
});
