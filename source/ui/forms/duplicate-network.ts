import type {Key} from '../../core/model/reference.js';
import {duplicateOf} from '../../core/plan/duplicate.js';
import {createNetworkForm} from './create-network.js';
import type {Form} from './form.js';
import {valuesOfDraft} from './network-values.js';

/** The create form, filled with what another network has. */
export function duplicateNetworkForm(subject: Key): Form {
	return {
		...createNetworkForm,
		id: 'duplicate-network',
		title: ({snapshot}) => `Duplicate the network ${snapshot.networks.get(subject)?.name ?? ''}`.trim(),
		initial(context) {
			const network = context.snapshot.networks.get(subject);
			return network ? valuesOfDraft(duplicateOf(network, context.snapshot)) : createNetworkForm.initial(context);
		},
	};
}
