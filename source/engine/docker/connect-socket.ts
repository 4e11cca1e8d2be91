import {readFileSync, statSync} from 'node:fs';
import {userInfo} from 'node:os';
import type {EngineError} from '../errors.js';
import {unreachable} from './connect-failure.js';

/** A local socket that cannot be opened; undefined for codes that say nothing about sockets. */
export function socketError(code: string, path: string, environment: NodeJS.ProcessEnv): EngineError | undefined {
	if (code === 'ENOENT' || code === 'ENOTDIR') return missing(path, environment);
	if (code === 'EACCES' || code === 'EPERM') return forbidden(path);
	if (code === 'ENOTSOCK') return notASocket(path);
	if (code !== 'ECONNREFUSED') return;
	if (statOf(path)?.isSocket() === false) return notASocket(path);
	return unreachable(
		'refused',
		`The socket ${path} is there, but no engine listens on it.`,
		'Is the engine running? systemctl status docker',
		'Start it: sudo systemctl start docker',
		'What it said last: journalctl -u docker -n 50',
	);
}

function missing(path: string, environment: NodeJS.ProcessEnv): EngineError {
	const others = otherSockets(environment).filter(other => other !== path && statOf(other)?.isSocket());
	return unreachable(
		'no-socket',
		`There is no socket ${path}.`,
		...(path.startsWith('/') ? [] : [`A socket's path begins with a slash: docknet -H unix:///${path}`]),
		...others.map(other => `Another engine's socket is there: docknet -H unix://${other}`),
		'Is the engine running? systemctl status docker',
		'Start it: sudo systemctl start docker',
		'An engine elsewhere: docknet -H ssh://user@host, or docknet -c CONTEXT (docker context ls)',
	);
}

/** Rootless Docker, Docker Desktop, Podman: nobody's default, so they are only mentioned. */
function otherSockets(environment: NodeJS.ProcessEnv): readonly string[] {
	const runtime = environment.XDG_RUNTIME_DIR;
	const home = environment.HOME;
	return [
		'/var/run/docker.sock',
		...(runtime ? [`${runtime}/docker.sock`, `${runtime}/podman/podman.sock`] : []),
		...(home ? [`${home}/.docker/run/docker.sock`, `${home}/.docker/desktop/docker.sock`] : []),
		'/run/podman/podman.sock',
	];
}

function forbidden(path: string): EngineError {
	const {name, groups} = whoAmI();
	const socket = statOf(path);
	if (!socket) {
		return unreachable(
			'permission',
			`${name} may not reach ${path}: a folder above it is closed.`,
			'As root: sudo docknet',
		);
	}

	const group = groupLine(socket.gid);
	if (!group || group.name === 'root' || (socket.mode & 0o060) !== 0o060) {
		return unreachable(
			'permission',
			`${name} may not open ${path}: only its owner may.`,
			'As root: sudo docknet',
			`See who may: ls -l ${path}`,
		);
	}

	if (group.members.includes(name) && !groups.includes(socket.gid)) {
		return unreachable(
			'permission',
			`${name} may not open ${path}: ${name} was added to group ${group.name} after this login.`,
			`Log in again, or in this shell: newgrp ${group.name}`,
		);
	}

	return unreachable(
		'permission',
		`${name} may not open ${path}: it belongs to group ${group.name}, and ${name} is not in it.`,
		`Join the group: sudo usermod -aG ${group.name} ${name}, then log in again (whoever is in it is as good as root)`,
		'Only now: sudo docknet',
	);
}

function notASocket(path: string): EngineError {
	return unreachable('no-socket', `${path} is not a socket.`, `See what it is: ls -ld ${path}`);
}

function statOf(path: string) {
	try {
		return statSync(path);
	} catch {
		return;
	}
}

function whoAmI(): {name: string; groups: readonly number[]} {
	const groups = process.getgroups?.() ?? [];
	try {
		return {name: userInfo().username, groups};
	} catch {
		return {name: `uid ${process.getuid?.()}`, groups}; // a user that the system has no name for
	}
}

function groupLine(gid: number): {name: string; members: readonly string[]} | undefined {
	try {
		for (const line of readFileSync('/etc/group', 'utf8').split('\n')) {
			const [name, , id, members = ''] = line.split(':');
			if (name && Number(id) === gid) return {name, members: members.split(',')};
		}
	} catch {}

	return;
}
