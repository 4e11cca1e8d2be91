import type {FailureReason} from '../../core/model/failure.js';
import type {EngineError} from '../errors.js';
import {oneLine, unreachable} from './connect-failure.js';

/** How an ssh process ended: its exit code (null: killed) and the end of what it said. */
export type SshEnding = {readonly code: number | null; readonly said: string};

type Row = readonly [
	pattern: RegExp,
	reason: FailureReason,
	message: (address: string) => string,
	advice: (command: string) => readonly string[],
];

/** The first that fits; texts of OpenSSH, of shells, of docker over there. */
const rows: readonly Row[] = [
	[
		/IDENTIFICATION HAS CHANGED|host key .* (has changed|differs)/i,
		'ssh-host-key',
		address =>
			`The host key of ${address} is not the one that was known: another machine answers, or it was set up anew.`,
		command => [
			'Find out which before you trust it',
			`See both keys, and the file and line: ${command}`,
			'If it was set up anew: ssh-keygen -R HOST',
		],
	],
	[
		/host key verification failed|no matching host key|revoked host key/i,
		'ssh-host-key',
		address => `The host key of ${address} is not known here, so ssh will not log in.`,
		command => [`Log in once and confirm its key: ${command}`],
	],
	[
		/permission denied \(|too many authentication failures|no more authentication methods|sign_and_send_pubkey/i,
		'ssh-login',
		address => `${address} refused the login: docknet can use keys that need no question, no passwords.`,
		command => [
			'Load your key into the agent: ssh-add',
			`See that this asks nothing: ${command} true`,
			'Is it the right user? ssh://USER@host',
		],
	],
	[
		/could not resolve hostname|name or service not known|temporary failure in name resolution/i,
		'name-unknown',
		address => `The host name of ${address} is not known to the name service.`,
		command => ['Check the spelling, and the Host entries of ~/.ssh/config', `See what ssh says: ${command}`],
	],
	[
		/connection refused/i,
		'refused',
		address => `${address} refused the connection: no ssh server listens there.`,
		command => ['Check the port: ssh://host:PORT', `See what ssh says: ${command}`],
	],
	[
		/timed out|timeout/i,
		'timeout',
		address => `The ssh server of ${address} did not answer in time.`,
		command => ['Is the machine up, the VPN too, and a firewall between?', `See what ssh says: ${command}`],
	],
	[
		/no route to host|network is unreachable|host is down/i,
		'unreachable',
		address => `There is no way to ${address} from here.`,
		() => ['Is the VPN up, the machine on?'],
	],
	[
		/command not found: docker|docker(\.exe)?['"]?: (command )?not found|docker: no such file|unknown command/i,
		'ssh-failed',
		address => `The login on ${address} works, but the program docker is not found there.`,
		command => [
			`See what is there: ${command} 'command -v docker; echo $PATH'`,
			"Install the docker command there, or put it in the login shell's PATH",
		],
	],
	[
		/dial-stdio.*(is not|unknown)|is not a docker command/i,
		'ssh-failed',
		address => `The docker program on ${address} is too old: it lacks 'docker system dial-stdio'.`,
		() => ['Update it to 18.09 or newer'],
	],
	[
		/permission denied/i,
		'permission',
		address => `The login on ${address} works, but its user may not open the engine's socket there.`,
		command => [
			`Over there: sudo usermod -aG docker USER; check with ${command} docker ps`,
			'Or log in as another user: ssh://USER@host',
		],
	],
	[
		/docker\.sock|dial unix|docker daemon|dial-stdio/i,
		'no-socket',
		address => `The login on ${address} works, but no engine answers there.`,
		command => [
			`Is it running? ${command} systemctl status docker`,
			'At another socket: ssh://user@host/path/docker.sock',
		],
	],
];

export function sshError({code, said}: SshEnding, address: string): EngineError {
	const command = loginCommand(address);
	const row = rows.find(([pattern]) => pattern.test(said));
	if (row) return unreachable(row[1], row[2](address), ...row[3](command));
	const lines = said.split('\n').map(oneLine).filter(Boolean);
	const why = lines.at(-1) ?? (code === null ? 'it was ended' : `exit code ${code}`);
	return unreachable('ssh-failed', `ssh to ${address} failed: ${why}`, `See what ssh says: ${command} docker version`);
}

export function sshNotHere(address: string): EngineError {
	return unreachable(
		'ssh-failed',
		`${address} needs the program ssh, which is not installed here.`,
		'Install it: sudo apt install openssh-client',
	);
}

/** ssh takes the address as it is, but for the engine's socket. */
function loginCommand(address: string): string {
	const [login = address] = /^ssh:\/\/[^/]+/.exec(address) ?? [];
	return `ssh ${login}`;
}
