import type {Key} from '../../core/model/reference.js';
import {disconnectPlan} from '../../core/plan/memberships.js';
import {bad} from '../../core/plan/problem.js';
import {protectedMembership} from '../../core/plan/protect.js';
import {isYes} from './entries.js';
import type {Form, FormContext} from './form.js';

/** Takes a container off a network. */
export function disconnectForm(subject: {readonly network: Key; readonly container: Key}): Form {
	const ends = ({snapshot}: FormContext) => ({
		network: snapshot.networks.get(subject.network),
		container: snapshot.containers.get(subject.container),
	});
	return {
		id: 'disconnect',
		title(context) {
			const {network, container} = ends(context);
			return `Disconnect ${container?.name ?? 'a container'} from ${network?.name ?? 'a network'}`;
		},
		about: () => ['Its interface there goes at once, and with it open connections and its names on that network.'],
		initial: () => ({force: 'no'}),
		fields: () => [
			{
				id: 'force',
				label: 'Force',
				kind: 'toggle',
				hint: 'Removes the endpoint even where the container is gone or does not let go.',
			},
		],
		problems(_values, context) {
			const {network, container} = ends(context);
			if (!network) return [bad('force', 'the network is gone')];
			if (!container) return [bad('force', 'the container is gone')];
			const reason = protectedMembership(network, container);
			return reason ? [bad('force', reason)] : [];
		},
		plan(values, context) {
			const {network, container} = ends(context);
			return disconnectPlan(network!, container!, isYes(values, 'force'), context.snapshot);
		},
	};
}
