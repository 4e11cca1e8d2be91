import {formatAddress, parseAddress, type Version} from '../ip/address.js';
import type {NameCheck} from '../model/observation.js';
import type {DnsResult} from '../probes/dns.js';
import {unicode} from '../text/glyphs.js';
import type {EffectiveName} from './resolve.js';

/** What a name is predicted to lead to, IPv4 and IPv6 of each holder. */
export function addressesOf({holders}: Pick<EffectiveName, 'holders'>): readonly string[] {
	return holders.flatMap(({ipv4, ipv6}) => [ipv4, ipv6].filter(address => address !== undefined));
}

/** Nothing was measured by these. */
const silent: ReadonlySet<DnsResult['result']> = new Set(['tool-missing', 'not-permitted']);

/** The prediction beside what the name server really answered. `why`: there is no answer because of that. */
export function checkOf(name: EffectiveName, answer: DnsResult | undefined, why = 'not asked in time'): NameCheck {
	const predicted = addressesOf(name);
	const answered = answer?.addresses ?? [];
	const common = {name: name.name, predicted, answered, message: answer?.message ?? why};
	if (!answer || silent.has(answer.result)) return {...common, verdict: 'unknown'};
	return {...common, verdict: agree(predicted, answered) ? 'agrees' : 'differs'};
}

/** The same addresses in each family that was answered: tools leave out the one that the container has no address of. */
function agree(predicted: readonly string[], answered: readonly string[]): boolean {
	const same = (version: Version) => {
		const found = ofVersion(answered, version);
		return found === '' || found === ofVersion(predicted, version);
	};
	return answered.length > 0 && same(4) && same(6);
}

function ofVersion(texts: readonly string[], version: Version): string {
	const addresses = texts.flatMap(text => parseAddress(text) ?? []).filter(address => address.version === version);
	return [...new Set(addresses.map(formatAddress))].sort().join(' ');
}

/** The newest check of a name, where it was of what is predicted now. */
export function currentCheck(name: EffectiveName, checks: readonly NameCheck[] = []): NameCheck | undefined {
	const predicted = addressesOf(name).join(' ');
	return checks.find(check => check.name === name.name && check.predicted.join(' ') === predicted);
}

/** For a table: agreement, or what was answered instead. */
export function checkText({verdict, answered, message}: NameCheck): string {
	if (verdict === 'agrees') return `${unicode.check} agrees`;
	if (verdict === 'unknown') return `? ${message}`;
	return `${unicode.cross} ${answered.length > 0 ? `answered ${answered.join(' ')}` : message}`;
}

/** `12 agree, 1 differs, 2 unknown`. */
export function countText(checks: readonly NameCheck[]): string {
	const of = (verdict: NameCheck['verdict']) => checks.filter(check => check.verdict === verdict).length;
	const [agreeing, differing, unknown] = [of('agrees'), of('differs'), of('unknown')];
	return [
		`${agreeing} ${agreeing === 1 ? 'agrees' : 'agree'}`,
		...(differing > 0 ? [`${differing} ${differing === 1 ? 'differs' : 'differ'}`] : []),
		...(unknown > 0 ? [`${unknown} unknown`] : []),
	].join(', ');
}
