import {expect, test} from 'vitest';
import {wantedHosts} from '../../../../source/engine/docker/normalize/wanted-hosts.js';

const text = ({at, scheme, host, port}: ReturnType<typeof wantedHosts>[number]) =>
	`${at}: ${scheme ? `${scheme}://` : ''}${host}${port === undefined ? '' : `:${port}`}`;
const found = (...environment: string[]) => wantedHosts(environment).map(text);

test('hosts of URLs, without user, password and path', () => {
	expect(found('DATABASE_URL=postgres://shop:s3,cr@t@DB:5432/shop?sslmode=off')).toEqual([
		'Env DATABASE_URL: postgres://db:5432',
	]);
	expect(found('SPRING=jdbc:mysql://db/shop')).toEqual(['Env SPRING: mysql://db']);
	expect(found('M=mongodb://u:p@one:27017,two:27018/x')).toEqual([
		'Env M: mongodb://one:27017',
		'Env M: mongodb://two:27018',
	]);
	expect(found('E=http://es-1:9200,http://es_2:9200')).toEqual(['Env E: http://es-1:9200', 'Env E: http://es_2:9200']);
	expect(found('DOCS=https://docs.example.com/a:b')).toEqual(['Env DOCS: https://docs.example.com']);
});

test('host and port alone, also in lists', () => {
	expect(found('KAFKA=kafka-1:9092, kafka-2:9092')).toEqual(['Env KAFKA: kafka-1:9092', 'Env KAFKA: kafka-2:9092']);
});

test('of variables that are named so', () => {
	expect(found('DB_HOST=Db', 'redis_server=cache:6379', 'SMTP_HOSTNAME=mail.example.com')).toEqual([
		'Env DB_HOST: db',
		'Env redis_server: cache:6379',
		'Env SMTP_HOSTNAME: mail.example.com',
	]);
});

test('of the command too', () => {
	const command = ['sh', '-c', 'wait-for db:5432 -- run --api="http://api:8080/v1"; wget http://web/'];
	expect(wantedHosts([], ['/entry'], command).map(text)).toEqual([
		'Cmd: http://api:8080',
		'Cmd: http://web',
		'Cmd: db:5432',
	]);
	expect(wantedHosts([], undefined, null, 5)).toEqual([]);
});

test('addresses, users, paths, single words and proxies are none', () => {
	expect(
		found(
			'A=10.0.0.1:80',
			'B=http://10.0.0.1:80/',
			'C=1000:1000',
			'PATH=/usr/bin:/bin',
			'DB_NAME=db',
			'VIRTUAL_HOST=web',
			'HOST=web',
			'HOSTNAME=web',
			'DB_HOST=10.0.0.1',
			'DB_HOST=/run/db.sock',
			'HTTP_PROXY=http://proxy:3128',
			'no_proxy=db:80',
			'F=postgres://u:p@/x',
			'=x:1',
			'G',
		),
	).toEqual([]);
});

test('a long value is looked through in part, at once', () => {
	expect(found(`LONG=${'a://'.repeat(100_000)}`)).toEqual([]);
	expect(wantedHosts([`MANY=${Array.from({length: 200}, (_, n) => `h${n}:1`).join(',')}`])).toHaveLength(50);
});
