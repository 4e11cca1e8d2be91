import {listens, onLoopback, secured, serves} from '../blueprint.js';
import type {Image} from '../world.js';

export const shopImages: readonly Image[] = [
	{
		name: 'nginx:1.27-alpine',
		kit: 'busybox',
		command: "/docker-entrypoint.sh nginx -g 'daemon off;'",
		listens: [serves(80, 'nginx'), secured(serves(443, 'nginx'))],
	},
	{name: 'shop/api:4.2.0', kit: 'iputils', command: 'node server.js', listens: [serves(3000, 'node')]},
	{name: 'shop/worker:4.2.0', kit: 'iputils', command: 'node worker.js'},
	{
		name: 'postgres:16-alpine',
		kit: 'busybox',
		command: 'docker-entrypoint.sh postgres',
		listens: [listens(5432, 'postgres')],
	},
	{
		name: 'redis:7',
		kit: 'slim',
		command: 'docker-entrypoint.sh redis-server',
		listens: [listens(6379, 'redis-server')],
	},
	{
		name: 'rabbitmq:3.13-management',
		kit: 'slim',
		command: 'docker-entrypoint.sh rabbitmq-server',
		listens: [listens(4369, 'epmd'), listens(5672, 'beam.smp'), serves(15672, 'beam.smp'), listens(25672, 'beam.smp')],
	},
	{
		name: 'prom/prometheus:v2.53.0',
		kit: 'busybox',
		command: '/bin/prometheus --config.file=/etc/prometheus.yml',
		listens: [serves(9090, 'prometheus')],
	},
	{
		name: 'prom/node-exporter:v1.8.1',
		kit: 'busybox',
		command: '/bin/node_exporter',
		listens: [serves(9100, 'node_exporter')],
	},
	{name: 'grafana/grafana:11.1.0', kit: 'busybox', command: '/run.sh', listens: [serves(3000, 'grafana')]},
	{
		name: 'envoyproxy/envoy:distroless-v1.30',
		kit: 'distroless',
		command: 'envoy -c /etc/envoy.yaml',
		listens: [onLoopback(serves(9901, 'envoy')), listens(15001, 'envoy')],
	},
	{name: 'alpine:3.20', kit: 'busybox', command: '/bin/sh'},
	{name: 'busybox:1.36', kit: 'busybox', command: 'sh'},
	{name: 'nicolaka/netshoot:latest', kit: 'netshoot', command: 'zsh'},
];
