import type {Snapshot} from '../model/snapshot.js';
import {evidenceOf} from '../probes/evidence.js';
import type {Probed} from '../probes/probed.js';
import {contradictions} from './contradictions.js';
import {type Drop, dropSteps} from './drop.js';
import type {Explanation, PathQuestion, PathStep, Prediction} from './explanation.js';
import {type Path, pathOf, step} from './path.js';

/** What was measured besides the path itself, to tell causes apart. */
export type Observed = {
	/** The path itself, as asked. */
	readonly probe: Probed;
	/** The same target from the engine's host; where a published port accepts, the container behind it, at its own address. */
	readonly fromHost?: Probed;
	/** A ping to the same target. */
	readonly ping?: Probed;
	/** Sockets of the engine's host, after the probe and after another like it: what waits there for a program to take it. */
	readonly waiting?: readonly [Probed<'listeners'>, Probed<'listeners'>];
	/** A service's tasks, each at its own address. */
	readonly tasks?: readonly Probed[];
	/** The same port, asked at its own loopback by the target itself. */
	readonly within?: Probed;
	/** The same target from another container that goes out by the asker's network. */
	readonly neighbour?: Probed;
	/** The target's name, looked up by the asker. */
	readonly lookup?: Probed<'dns'>;
	/** The same by the engine's host. */
	readonly hostLookup?: Probed<'dns'>;
	/** Rules of firewalls that ended packets when the path was tried again; undefined where they cannot be read. */
	readonly drops?: readonly Drop[];
};

/** Nothing was measured: the tool was missing, or nothing could run. */
function isMeasured({result}: Probed): boolean {
	return result !== undefined && result.result !== 'tool-missing' && result.result !== 'not-permitted';
}

const faultOf = (found: readonly PathStep[], status: PathStep['status']) =>
	found.filter(one => one.status === status && one.finding !== undefined);

const isMeasuring = ({id}: PathStep) => id === 'probe' || id === 'contradiction';

/** What a warning makes no wonder, by the steps that then fail: the warning is to blame. */
const explains: Readonly<Record<string, readonly string[]>> = {
	'dns-alias-collision': ['listener'],
	'dns-name-shadowed-by-other-network': ['listener'],
	'dns-hosts-file-override': [
		'target',
		'namespace',
		'network',
		'address',
		'driver',
		'published',
		'listener',
		'contradiction',
	],
	'ipam-duplicate-address-or-mac': ['listener', 'contradiction'],
	'conn-target-restarting': ['listener', 'contradiction'],
};

/**
 * Connecting proves nothing there: the kernel accepts for a paused container, the host's proxy for any published port, and Podman's
 * conmon for those that lead nowhere (`published`): it only keeps them from others.
 */
function staysBlocked({finding, id}: PathStep, {to, host}: Path, {probe: {kind}, fromHost}: Observed): boolean {
	if (finding === 'conn-target-paused') return true;
	if (to.kind !== 'published' || kind !== 'tcp') return false;
	const isHeld = id === 'published' && finding === 'port-published-not-programmed' && host?.engine === 'podman';
	return id === 'listener' || isHeld || (id === 'routes' && fromHost?.result?.result !== 'ok');
}

/** What may be so where a path works that was predicted to fail. */
function whatLetsIn(failed: readonly PathStep[], steps: readonly PathStep[]): string {
	if (failed.some(({id}) => id !== 'listener')) return 'something that Docker does not see lets it through';
	return steps.some(({finding}) => finding === 'dns-alias-collision')
		? 'this time another container of that name answered'
		: 'something has begun to listen since its sockets were read, or stands before it';
}

/** Prediction and observation together. An observation wins; where it contradicts, that is said, not hidden. */
export function conclude(
	question: PathQuestion,
	snapshot: Snapshot,
	prediction: Prediction,
	observed?: Observed,
): Explanation {
	const {steps} = prediction;
	const failed = steps.filter(({status}) => status === 'fail');
	const blamed = (all: readonly PathStep[]) => {
		// What fails first is to blame, though there be no name for that fault; the measuring itself is none.
		const [failure] = all.filter(one => one.status === 'fail' && (one.finding !== undefined || !isMeasuring(one)));
		const warnings = faultOf(all, 'warn');
		return (
			warnings.find(({finding = ''}) => failure && explains[finding]?.includes(failure.id)) ?? failure ?? warnings[0]
		);
	};
	const build = (all: readonly PathStep[], verdict: Explanation['verdict'], suspects: readonly string[] = []) => {
		const cause = blamed(all);
		// What was made of the measuring is no second fault where a warning explains it.
		const isExplained = cause?.status === 'warn';
		const faults = faultOf(all, 'fail').filter(({id}) => !(isExplained && id === 'contradiction'));
		const found = [...faults, ...faultOf(all, 'warn')].flatMap(one => one.finding ?? []);
		const also = [...new Set(found)].filter(id => id !== cause?.finding);
		return {
			question,
			verdict,
			...(cause?.finding && {cause: cause.finding}),
			also,
			steps: all,
			...(observed && {probe: observed.probe}),
			...(cause?.fix && {fix: cause.fix}),
			suspects,
		} satisfies Explanation;
	};

	if (!observed || !isMeasured(observed.probe)) return build(steps, prediction.verdict);
	const {probe} = observed;
	const evidence = [evidenceOf(probe)];
	const said = probe.result?.message ?? '';
	const path = pathOf(question, snapshot);
	const found = {path, observed, steps};
	const contradiction = contradictions.find(({applies}) => applies(found));
	const isAccepted = probe.result?.result === 'ok';
	if (isAccepted && !(contradiction && failed.length === 0)) {
		const passed = step('probe', 'pass', said, {evidence, observed: true});
		if (failed.some(one => staysBlocked(one, path, observed))) return build([...steps, passed], 'blocked');
		if (failed.length === 0) return build([...steps, passed], 'reachable');
		// What was predicted to fail did not: rules of the user's, another route. It is no fault.
		const explained = steps.map(one =>
			one.status === 'fail' ? {...one, status: 'warn' as const, finding: undefined, fix: undefined} : one,
		) as readonly PathStep[];
		const contradiction = step(
			'contradiction',
			'warn',
			`predicted to fail (${failed.map(({title}) => title).join('; ')}), yet the probe gets there: ${whatLetsIn(failed, steps)}`,
			{evidence, observed: true},
		);
		return build([...explained, passed, contradiction], 'reachable');
	}

	const probed = step('probe', isAccepted ? 'pass' : 'fail', said, {evidence, observed: true});
	if (failed.length > 0) return build([...steps, probed], 'blocked');
	if (observed.drops?.length) return build([...steps, probed, ...dropSteps(observed.drops, path)], 'blocked');
	if (!contradiction && probe.kind === 'udp' && probe.result?.result === 'timeout') {
		const unanswered = step('probe', 'unknown', `${said} Not every program answers by UDP.`, {
			evidence,
			observed: true,
		});
		return build([...steps, unanswered], 'unknown', suspectsOf(probe));
	}

	if (!contradiction) return build([...steps, probed], 'blocked', blamed(steps) ? [] : suspectsOf(probe));
	const {fromHost, ping, tasks = [], within, neighbour, lookup, hostLookup} = observed;
	const others = [fromHost, ping, within, neighbour, lookup, hostLookup, ...tasks].flatMap(other =>
		other && isMeasured(other) ? [evidenceOf(other)] : [],
	);
	const {finding, title, evidence: known, fix} = contradiction;
	// Nobody outside could be asked, and a rule inside the container may be about the host alone.
	const isStandIn = path.from.mode === 'outside' && probe === fromHost && finding === 'conn-target-firewall';
	const blame = step('contradiction', isStandIn ? 'warn' : 'fail', title(found), {
		evidence: [...(known?.(found) ?? []), ...evidence, ...others],
		...(finding && {finding}),
		...(fix && {fix: fix(found)}),
		observed: true,
	});
	const measured = isStandIn ? {...probed, status: 'warn' as const} : probed;
	return build([...steps, measured, blame], isStandIn ? 'unknown' : 'blocked', contradiction.suspects ?? []);
}

function suspectsOf({result}: Probed): readonly string[] {
	if (result?.result === 'no-name') return ['a mistyped name', 'the name servers of the machine that asks'];
	if (result?.result === 'refused') return ['the program behind the port: it refuses, or is not there'];
	return [
		'chain DOCKER-USER or other rules of the host’s firewall',
		'rules of a firewall inside the target container',
		'a firewall, security group or route between the machines',
	];
}
