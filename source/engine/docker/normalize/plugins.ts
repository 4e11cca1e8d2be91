import type {HostDetails} from '../../../core/model/host.js';
import {list, record, text} from './json.js';

/** The answer of /plugins. Types are `docker.networkdriver/1.0`, in newer engines in parts. */
export function pluginsOf(json: unknown): NonNullable<HostDetails['plugins']> {
	return list(json).map(plugin => {
		const {Name, Enabled, Config} = record(plugin);
		const types = list(record(record(Config).Interface).Types).map(type => {
			if (typeof type === 'string') return type;
			const {Prefix, Capability, Version} = record(type);
			return `${Prefix}.${Capability}/${Version}`;
		});
		return {name: text(Name) ?? '', enabled: Enabled === true, types};
	});
}
