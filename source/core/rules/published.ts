import type {Container, Port} from '../model/container.js';

export type PublishedPort = Port & {readonly hostPort: number};

/** What is open on the host now. */
export function publishedPorts({ports}: Container): readonly PublishedPort[] {
	return ports.filter((port): port is PublishedPort => port.hostPort !== undefined);
}

/** Every interface of the host; engines write it in three ways. */
export function isWildcard({hostIp = ''}: Port): boolean {
	return ['', '0.0.0.0', '::'].includes(hostIp);
}

export function isLoopback({hostIp = ''}: Port): boolean {
	return hostIp.startsWith('127.') || hostIp === '::1';
}

export function portText({hostIp, hostPort, containerPort, protocol}: Port): string {
	const address = hostIp?.includes(':') ? `[${hostIp}]` : hostIp || '*';
	return `${address}:${hostPort}->${containerPort}/${protocol}`;
}

/** Ports of services that trust whoever reaches them, or that hold the data; by the container's port. */
export const sensitivePorts: ReadonlyMap<number, string> = new Map([
	[22, 'SSH'],
	[111, 'RPC'],
	[873, 'rsync'],
	[1433, 'SQL Server'],
	[1521, 'Oracle'],
	[2049, 'NFS'],
	[2181, 'ZooKeeper'],
	[2375, 'the Docker API without TLS'],
	[2376, 'the Docker API'],
	[2379, 'etcd'],
	[3306, 'MySQL'],
	[3389, 'RDP'],
	[5432, 'PostgreSQL'],
	[5672, 'AMQP'],
	[5900, 'VNC'],
	[5984, 'CouchDB'],
	[6379, 'Redis'],
	[8086, 'InfluxDB'],
	[8500, 'Consul'],
	[9092, 'Kafka'],
	[9200, 'Elasticsearch'],
	[9300, 'Elasticsearch'],
	[11211, 'memcached'],
	[15672, 'RabbitMQ'],
	[27017, 'MongoDB'],
]);

/** Whole names: `postgres-exporter` and `mongo-express` hold no data. */
const dataImages =
	/(^|\/)(cassandra|clickhouse(-server)?|cockroach|couchdb|elasticsearch|etcd|influxdb|keydb|mariadb|memcached|mongo(db)?|mysql|neo4j|opensearch|percona|postgis|postgres(ql)?|redis(-stack)?|valkey)(:|@|$)/i;

/** Ports that only data stores listen on. */
const dataPorts = new Set([1433, 1521, 3306, 5432, 5984, 6379, 8086, 9200, 9300, 11211, 27017]);

/** Why a container is taken for a data store, or undefined. Exposed ports are of its image. */
export function dataStoreReason({image, details}: Container): string | undefined {
	if (dataImages.test(image)) return `image ${image}`;
	const port = details?.exposedPorts.find(exposed => dataPorts.has(exposed.port));
	return port && `exposed port ${port.port}/${port.protocol} (${sensitivePorts.get(port.port)})`;
}
