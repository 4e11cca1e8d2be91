const proxies = ['http_proxy', 'https_proxy', 'ftp_proxy', 'all_proxy', 'no_proxy'];

/** For every program of a probe: messages in English, and no proxy between it and its target. */
export const programEnvironment: Readonly<Record<string, string>> = {
	LC_ALL: 'C',
	LANGUAGE: 'C',
	...Object.fromEntries(proxies.flatMap(name => [name, name.toUpperCase()]).map(name => [name, ''])),
};
