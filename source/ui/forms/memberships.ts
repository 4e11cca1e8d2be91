import type {Network} from '../../core/model/network.js';
import type {Key} from '../../core/model/reference.js';
import {isNone, membershipsPlan} from '../../core/plan/memberships.js';
import {networksOf} from '../../core/plan/of-host.js';
import {bad} from '../../core/plan/problem.js';
import {protectedContainer, protectedMembership} from '../../core/plan/protect.js';
import {isYes, yesNo} from './entries.js';
import type {Field, Form, FormContext, Values} from './form.js';

/** Ticks a container's networks; the difference is the plan. A field's id is the network's. */
export function membershipsForm(subject: Key): Form {
	const containerIn = ({snapshot}: FormContext) => snapshot.containers.get(subject);
	const isOn = (network: Network, context: FormContext) =>
		containerIn(context)?.endpoints.some(({networkId}) => networkId === network.id) ?? false;

	/** Why the tick cannot be changed. */
	function fixed(network: Network, context: FormContext): string | undefined {
		const container = containerIn(context);
		const reason = container && protectedMembership(network, container);
		if (reason || isOn(network, context)) return reason;
		return network.scope === 'swarm' && !network.attachable ? 'not attachable: for services only' : undefined;
	}

	const wanted = (values: Values, context: FormContext) =>
		networksOf(context.snapshot, context.host).filter(({id}) => isYes(values, id));
	return {
		id: 'memberships',
		title: context => `Networks of ${containerIn(context)?.name ?? 'a container'}`,
		about: () => ['New networks are joined before others are left. Aliases and addresses: connect instead.'],
		initial: context =>
			Object.fromEntries(
				networksOf(context.snapshot, context.host).map(network => [network.id, yesNo(isOn(network, context))]),
			),
		fields: (_values, context) =>
			[...networksOf(context.snapshot, context.host)]
				.sort((a, b) => (a.name < b.name ? -1 : 1))
				.map((network): Field => {
					const disabled = fixed(network, context);
					return {
						id: network.id,
						label: network.name,
						kind: 'toggle',
						hint: [
							network.driver,
							...network.subnets.map(({cidr}) => cidr),
							...(network.internal ? ['internal'] : []),
						].join('  '),
						...(disabled ? {disabled} : {}),
					};
				}),
		problems(values, context) {
			const container = containerIn(context);
			const networks = wanted(values, context);
			const none = networks.find(isNone);
			const reason = container ? protectedContainer(container) : 'the container is gone';
			if (reason) return [bad('', reason)];
			return none && networks.length > 1
				? [bad(none.id, 'none bears no other network beside it: untick it, or the others')]
				: [];
		},
		plan: (values, context) => membershipsPlan(containerIn(context)!, wanted(values, context), context.snapshot),
	};
}
