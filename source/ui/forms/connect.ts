import type {Container} from '../../core/model/container.js';
import type {Network} from '../../core/model/network.js';
import type {Key} from '../../core/model/reference.js';
import {gates, lacks} from '../../core/plan/gates.js';
import {connectPlan} from '../../core/plan/memberships.js';
import {containersOf, findNetwork, networksOf} from '../../core/plan/of-host.js';
import {bad} from '../../core/plan/problem.js';
import {cannotConnect, connectProblems} from '../../core/plan/validate-endpoint.js';
import {endpointFields, endpointOfValues} from './endpoint-fields.js';
import {entriesOf, textOf, textOfEntries} from './entries.js';
import type {Field, Form, FormContext, Problem, Values} from './form.js';

/** What is fixed already: the network, or the container. */
export type ConnectSubject = {readonly network: Key} | {readonly container: Key};

function networkIn(subject: ConnectSubject, values: Values, {snapshot, host}: FormContext): Network | undefined {
	if ('network' in subject) return snapshot.networks.get(subject.network);
	const name = textOf(values, 'network');
	return name === undefined ? undefined : findNetwork(snapshot, host, name);
}

function containersIn(subject: ConnectSubject, values: Values, {snapshot, host}: FormContext) {
	if ('container' in subject)
		return [snapshot.containers.get(subject.container)].filter(container => container !== undefined);
	const all = containersOf(snapshot, host);
	return entriesOf(values.containers).flatMap(name => all.find(container => container.name === name) ?? []);
}

function connectable(network: Network, {snapshot, host}: FormContext): readonly string[] {
	const able = containersOf(snapshot, host).filter(container => !cannotConnect(network, container, snapshot));
	return able.map(({name}) => name).sort();
}

function joinable(containers: readonly Container[], {snapshot, host}: FormContext): readonly string[] {
	const able = networksOf(snapshot, host).filter(network =>
		containers.every(container => !cannotConnect(network, container, snapshot)),
	);
	// The engine's own networks are seldom meant.
	const ordered = able.toSorted((a, b) => Number(a.builtIn) - Number(b.builtIn) || (a.name < b.name ? -1 : 1));
	return ordered.map(({name}) => name);
}

function otherEnd(subject: ConnectSubject, values: Values, context: FormContext): Field {
	if ('container' in subject)
		return {
			id: 'network',
			label: 'Network',
			kind: 'choice',
			choices: joinable(containersIn(subject, values, context), context),
			hint: 'Those that it is not on yet.',
		};
	const network = networkIn(subject, values, context);
	return {
		id: 'containers',
		label: 'Containers',
		kind: 'list',
		choices: network ? connectable(network, context) : [],
		hint: 'One or several names of containers that are not on it yet.',
	};
}

/** What only one container can have. */
function singleProblems(values: Values, containers: readonly Container[]): readonly Problem[] {
	if (containers.length < 2) return [];
	return ['ipv4', 'ipv6', 'mac']
		.filter(field => textOf(values, field) !== undefined)
		.map(field =>
			bad(field, `${textOf(values, field)} cannot be that of ${containers.length} containers: leave it empty`),
		);
}

function subjectProblems(subject: ConnectSubject, values: Values, context: FormContext): readonly Problem[] {
	if ('container' in subject) {
		if (networkIn(subject, values, context)) return [];
		const name = textOf(values, 'network');
		return [bad('network', name ? `there is no network ${name}` : 'choose a network')];
	}

	const names = entriesOf(values.containers);
	if (names.length === 0) return [bad('containers', 'name a container')];
	const known = new Set(containersOf(context.snapshot, context.host).map(({name}) => name));
	return names.filter(name => !known.has(name)).map(name => bad('containers', `there is no container ${name}`));
}

/** Attaches containers to a network. */
export function connectForm(subject: ConnectSubject): Form {
	const chosen = 'network' in subject ? 'containers' : 'network';
	return {
		id: 'connect',
		title(context) {
			const network = networkIn(subject, {}, context);
			const who = containersIn(subject, {}, context).map(({name}) => name);
			return network ? `Connect containers to ${network.name}` : `Connect ${who.join(', ')} to a network`;
		},
		about: () => ['A running container gets another interface at once, a stopped one at its next start.'],
		initial(context) {
			const choices = otherEnd(subject, {}, context).choices ?? [];
			return {[chosen]: chosen === 'network' || choices.length === 1 ? textOfEntries(choices.slice(0, 1)) : ''};
		},
		fields: (values, context) => [
			otherEnd(subject, values, context),
			...endpointFields(
				networkIn(subject, values, context),
				context,
				lacks(context.snapshot.hosts.get(context.host), gates.macOnConnect),
			),
		],
		problems(values, context) {
			const {endpoint, problems} = endpointOfValues(values);
			const network = networkIn(subject, values, context);
			const containers = containersIn(subject, values, context);
			const found = network
				? containers.flatMap(container => connectProblems(endpoint, network, container, context.snapshot))
				: [];
			return [
				...subjectProblems(subject, values, context),
				...singleProblems(values, containers),
				...problems,
				...found.map(problem => (problem.field === 'network' ? {...problem, field: chosen} : problem)),
			];
		},
		plan: (values, context) =>
			connectPlan(
				networkIn(subject, values, context)!,
				containersIn(subject, values, context),
				endpointOfValues(values).endpoint,
				context.snapshot,
			),
	};
}
