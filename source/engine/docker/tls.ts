import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {EngineError} from '../errors.js';
import {unreachable} from './connect-failure.js';

/** PEM texts. Without `verify` anyone may answer in the engine's name. */
export type TlsMaterial = {
	readonly verify: boolean;
	readonly ca?: string;
	readonly certificate?: string;
	readonly key?: string;
};

/** As the flags say; the paths are files. */
export type TlsSettings = {
	readonly enabled?: boolean;
	/** Given at all (even as false), TLS is on. */
	readonly verify?: boolean;
	readonly ca?: string;
	readonly certificate?: string;
	readonly key?: string;
};

/** DOCKER_TLS and DOCKER_TLS_VERIFY count by being there: `0` switches them on, as it does for docker. */
export function tlsWanted(settings: TlsSettings, environment: NodeJS.ProcessEnv): boolean {
	const {DOCKER_TLS, DOCKER_TLS_VERIFY} = environment;
	return settings.verify !== undefined || Boolean(DOCKER_TLS_VERIFY) || (settings.enabled ?? Boolean(DOCKER_TLS));
}

/** Reads what flags and environment name; the client's certificate may be left out, the authority's may not. */
export function readTls(settings: TlsSettings, environment: NodeJS.ProcessEnv, configFolder: string): TlsMaterial {
	const folder = environment.DOCKER_CERT_PATH || configFolder;
	return {
		verify: settings.verify ?? Boolean(environment.DOCKER_TLS_VERIFY),
		...readPem('ca', settings.ca ?? join(folder, 'ca.pem'), true),
		...readPem('certificate', settings.certificate ?? join(folder, 'cert.pem'), settings.certificate !== undefined),
		...readPem('key', settings.key ?? join(folder, 'key.pem'), settings.key !== undefined),
	};
}

/** A context's own files, all optional. */
export function readContextTls(folder: string, verify: boolean): TlsMaterial {
	return {
		verify,
		...readPem('ca', join(folder, 'ca.pem'), false),
		...readPem('certificate', join(folder, 'cert.pem'), false),
		...readPem('key', join(folder, 'key.pem'), false),
	};
}

const nouns = {ca: "authority's certificate", certificate: "client's certificate", key: "client's key"} as const;

function readPem(
	field: keyof typeof nouns,
	path: string,
	required: boolean,
): {readonly [name in typeof field]?: string} {
	try {
		return {[field]: readFileSync(path, 'utf8')};
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		if (code === 'ENOENT' && !required) return {};
		const why = code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`;
		throw unreachable(
			'tls',
			`TLS is on, but the ${nouns[field]} ${path} ${why}.`,
			'Name the folder that holds ca.pem, cert.pem and key.pem: DOCKER_CERT_PATH=/path',
			'Or the files: --tlscacert, --tlscert, --tlskey',
			'Without TLS: unset DOCKER_TLS DOCKER_TLS_VERIFY',
		);
	}
}

type Row = readonly [pattern: RegExp, sentence: (address: string) => string, ...advice: readonly string[]];

const ownCertificate =
	'Give the client certificate that the engine knows: DOCKER_CERT_PATH=/path (cert.pem, key.pem), or --tlscert and --tlskey';
const rows: readonly Row[] = [
	[
		/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/,
		address => `The certificate of ${address} is not valid today.`,
		"Check this machine's clock: date",
		"Have the engine's certificate renewed",
	],
	[
		/ERR_TLS_CERT_ALTNAME_INVALID/,
		address => `The certificate of ${address} is for another name.`,
		'Use the name that it is for: openssl s_client -connect HOST:2376 </dev/null | openssl x509 -noout -ext subjectAltName',
	],
	[
		/SELF_SIGNED|UNABLE_TO_(VERIFY_LEAF|GET_ISSUER|DECODE)|CERT_(UNTRUSTED|SIGNATURE_FAILURE|REJECTED)|INVALID_CA|CERT_CHAIN/,
		address => `The certificate of ${address} is from an authority that is not known here.`,
		"Give the engine's own ca.pem: --tlscacert /path/ca.pem, or DOCKER_CERT_PATH=/path",
	],
	[
		/CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE/,
		address => `${address} wants a client certificate, and was given none.`,
		ownCertificate,
	],
	[
		/ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_(UNKNOWN|EXPIRED|REVOKED)|UNSUPPORTED_CERTIFICATE)|DECRYPT_ERROR|ACCESS_DENIED/,
		address => `${address} refuses the client certificate, or wants one and was given none.`,
		ownCertificate,
	],
	[
		/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/,
		address => `${address} does not speak TLS, and was asked with it.`,
		'Without TLS: leave out --tls and --tlsverify, unset DOCKER_TLS DOCKER_TLS_VERIFY (2375 is the usual plain port)',
	],
	[
		/KEY_VALUES_MISMATCH|PEM|BAD_DECRYPT|ERR_OSSL|ASN1|NO_START_LINE/,
		() => 'The certificate or key files for TLS cannot be used: broken, encrypted, or not a pair.',
		'They are ca.pem, cert.pem and key.pem in $DOCKER_CERT_PATH or ~/.docker, or those of --tlscacert, --tlscert, --tlskey',
	],
	[
		/ERR_SSL|EPROTO|ERR_TLS|UNSUPPORTED_PROTOCOL/,
		address => `TLS with ${address} failed.`,
		'See what it says: openssl s_client -connect HOST:2376',
	],
];

/** By OpenSSL's or Node's code; some of OpenSSL's are only in the message of an EPROTO. Undefined where it is about something else. */
export function tlsError(code: string, message: string, address: string): EngineError | undefined {
	const words = code === 'EPROTO' ? `${code} ${message.toUpperCase().replaceAll(' ', '_')}` : code;
	const row = rows.find(([pattern]) => pattern.test(words));
	if (!row) return;
	const [, sentence, ...advice] = row;
	return unreachable('tls', sentence(address), ...advice);
}
