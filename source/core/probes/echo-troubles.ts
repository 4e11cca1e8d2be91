import {forbidsSending, rejects, throwsAway} from './forbids-sending.js';
import type {ProbeOutcome} from './probe.js';

/** What a line that ping or traceroute printed means for the whole; first match wins. `why` ends a sentence. */
export const echoTroubles: readonly {readonly pattern: RegExp; readonly result: ProbeOutcome; readonly why: string}[] =
	[
		{
			pattern: /are you root\?|socket: (Operation not permitted|Permission denied)|Lacking privilege/,
			result: 'not-permitted',
			why: 'it may not open a raw socket there (capability NET_RAW)',
		},
		{
			pattern: /Temporary failure in name resolution|Try again/,
			result: 'no-name',
			why: 'the name server failed or did not answer',
		},
		{
			pattern: /No address associated with hostname|Address family for hostname not supported/,
			result: 'no-name',
			why: 'the name has no address of that kind',
		},
		{pattern: /Name or service not known|Name does not resolve/, result: 'no-name', why: 'no such name'},
		{
			pattern: /bad address '|unknown host/,
			result: 'no-name',
			why: 'no such name, or the name server failed (this program does not tell which)',
		},
		{
			pattern: /send(to|msg): Operation not permitted|sending packet: Operation not permitted/,
			result: 'unreachable',
			why: forbidsSending,
		},
		{
			pattern: /(connect|send(to|msg)): Invalid argument/,
			result: 'unreachable',
			why: throwsAway,
		},
		{
			pattern: /Network (is )?unreachable|Destination Net Unreachable|No route$/i,
			result: 'unreachable',
			why: 'there is no route (network unreachable)',
		},
		{
			pattern: /Cannot assign requested address/,
			result: 'unreachable',
			why: 'it has no address of that family',
		},
		{
			pattern: /Packet filtered|administratively prohibited|Communication .*prohibited/i,
			result: 'unreachable',
			why: `${rejects} (prohibited)`,
		},
		{
			pattern: /Destination Host Unreachable|No route to host|Host is unreachable|Address unreachable/i,
			result: 'unreachable',
			why: 'nobody has that address (host unreachable)',
		},
		{
			pattern: /Port Unreachable|Protocol Unreachable/i,
			result: 'unreachable',
			why: `${rejects} (port unreachable)`,
		},
		{
			pattern: /Time to live exceeded|Hop limit/i,
			result: 'unreachable',
			why: 'packets go round in a circle (time to live exceeded)',
		},
	];
