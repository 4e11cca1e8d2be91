import type {Key} from '../../core/model/reference.js';
import {findNetwork, networksOf} from '../../core/plan/of-host.js';
import {runContainerPlan} from '../../core/plan/run-container.js';
import type {ContainerDraft} from '../../core/plan/step.js';
import {containerProblems} from '../../core/plan/validate-container.js';
import {endpointFields, endpointOfValues} from './endpoint-fields.js';
import {isYes, textOf, wordsOf} from './entries.js';
import type {Form, FormContext, Values} from './form.js';

function draftOf(values: Values): ContainerDraft {
	const name = textOf(values, 'name');
	return {
		...(name ? {name} : {}),
		image: textOf(values, 'image') ?? '',
		command: wordsOf(values.command),
		network: textOf(values, 'network') ?? '',
		endpoint: endpointOfValues(values).endpoint,
		removeWhenStopped: isYes(values, 'removeWhenStopped'),
	};
}

function joinable({snapshot, host}: FormContext): readonly string[] {
	const networks = networksOf(snapshot, host).filter(
		({configOnly, ingress, scope, attachable}) => !configOnly && !ingress && (scope !== 'swarm' || attachable),
	);
	return networks.map(({name}) => name).sort();
}

/** Runs a container in a network, from an image that the engine has. */
export function runContainerForm(subject: {readonly network: Key}): Form {
	return {
		id: 'run-container',
		title: ({snapshot}) => `Run a container in ${snapshot.networks.get(subject.network)?.name ?? 'a network'}`,
		about: () => ['Started in the background, from an image that the engine has already; nothing is pulled.'],
		initial: ({snapshot}) => ({
			network: snapshot.networks.get(subject.network)?.name ?? '',
			removeWhenStopped: 'yes',
		}),
		fields: (values, context) => [
			{
				id: 'image',
				label: 'Image',
				kind: 'text',
				choices: context.images ?? [],
				hint: context.images
					? 'name:tag of an image that the engine has.'
					: 'name:tag; the list of images is not here yet.',
			},
			{id: 'network', label: 'Network', kind: 'choice', choices: joinable(context), hint: 'Where it starts.'},
			{
				id: 'name',
				label: 'Name',
				kind: 'text',
				hint: 'What others on the network find it by. Empty: the engine makes one up.',
			},
			{
				id: 'command',
				label: 'Command',
				kind: 'text',
				hint: "Program and arguments, quotes around what holds a space: sh -c 'ping web'. Empty: the image's own.",
			},
			{
				id: 'removeWhenStopped',
				label: 'Remove when stopped',
				kind: 'toggle',
				hint: 'The engine deletes it as soon as its program ends.',
			},
			...endpointFields(
				findNetwork(context.snapshot, context.host, textOf(values, 'network') ?? ''),
				context,
				undefined,
			),
		],
		problems: (values, {snapshot, host, images}) => [
			...endpointOfValues(values).problems,
			...containerProblems(draftOf(values), snapshot, host, images),
		],
		plan: (values, {snapshot, host}) => runContainerPlan(draftOf(values), snapshot, host),
	};
}
