/**
 * Programs that send one short packet and wait for any answer. Arguments: HOST PORT SECONDS. They print `@no-name WHY`,
 * `@sent ADDRESS`, `@failed ADDRESS WHY` or `@answer ADDRESS START END` (seconds; `-` where there is no clock).
 */

const payload = 'docknet';

export const python = `import socket, sys, time
host, port, limit = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
try:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, 0, socket.SOCK_DGRAM)[0]
except OSError as error:
    print('@no-name', error)
    sys.exit(1)
try:
    start = time.time()
    connection = socket.socket(family, kind, protocol)
    connection.settimeout(limit)
    connection.connect(address)
    connection.send(b'${payload}\\n')
    print('@sent', address[0], flush=True)
    connection.recv(65536)
    print('@answer', address[0], start, time.time())
except socket.timeout:
    print('@failed', address[0], 'timed out')
except OSError as error:
    print('@failed', address[0], error.strerror)`;

export const perl = `use strict; use Socket qw(:all); use IO::Socket::IP; use IO::Select; $| = 1;
my $now = eval { require Time::HiRes; \\&Time::HiRes::time } || sub { '-' };
my ($host, $port, $limit) = @ARGV;
my ($why, @found) = getaddrinfo($host, $port, {socktype => SOCK_DGRAM});
if ($why) { print '@no-name ', $why, "\\n"; exit 1 }
my (undef, $address) = getnameinfo($found[0]{addr}, NI_NUMERICHOST, NIx_NOSERV);
my $start = $now->();
my $socket = IO::Socket::IP->new(PeerAddrInfo => [$found[0]]);
if (!$socket || !defined $socket->send("${payload}\\n")) { print '@failed ', $address, ' ', $!, "\\n"; exit 1 }
print '@sent ', $address, "\\n";
if (!IO::Select->new($socket)->can_read($limit)) { print '@failed ', $address, " timed out\\n"; exit 1 }
if (!defined $socket->recv(my $answer, 65536)) { print '@failed ', $address, ' ', $!, "\\n"; exit 1 }
print join(' ', '@answer', $address, $start, $now->()), "\\n";`;

/** Connected sockets hear of refusals; older Node.js has none, and calls that silence. */
export const node = `const [host, port, limit] = process.argv.slice(1);
const now = () => { const [seconds, rest] = process.hrtime(); return seconds + rest / 1e9; };
require('dns').lookup(host, (why, address, family) => {
	const end = text => { console.log(text); process.exit(0); };
	if (why) end('@no-name ' + why.message);
	const start = now();
	const socket = require('dgram').createSocket('udp' + family);
	const failed = error => end('@failed ' + address + ' ' + error.code);
	const send = (...to) => socket.send('${payload}\\n', ...to, error => error ? failed(error) : console.log('@sent', address));
	setTimeout(() => end('@failed ' + address + ' timed out'), limit * 1000);
	socket.on('error', failed);
	socket.on('message', () => end(['@answer', address, start, now()].join(' ')));
	if (!socket.connect) return send(Number(port), address);
	socket.connect(Number(port), address, error => error ? failed(error) : send());
});`;

export const bash = `address=$1
if command -v getent >/dev/null; then
	found=$(getent ahosts "$1") || { echo "@no-name"; exit 1; }
	read -r address _ <<<"$found"
fi
start=$EPOCHREALTIME
exec 2>&1
exec 3<>"/dev/udp/$address/$2" || exit 1
echo "${payload}" >&3
echo "@sent $address"
IFS= read -rt "$3" -N 1 -u 3
case $? in
	0) echo "@answer $address \${start:--} \${EPOCHREALTIME:--}" ;;
	1) ;;
	*) echo "@failed $address timed out" ;;
esac`;

/** SECONDS nc ARGUMENTS. A shell prints the number of the process before it becomes nc. Any byte is an
 * answer; an end without one (`@ended`) is a refusal, of which not every nc speaks. */
export const nc = `limit=$1
shift
start=$EPOCHREALTIME
echo "${payload}" | sh -c 'echo "$$"; exec "$@"' sh "$@" | {
	read -r child
	(sleep "$limit" >/dev/null 2>&1 & trap "kill $!; exit" TERM; wait $!; echo "@failed timed out"; kill "$child") 2>/dev/null &
	killer=$!
	if IFS= read -r line || [ -n "$line" ]; then
		echo "@answer - \${start:--} \${EPOCHREALTIME:--}"
	else
		echo "@ended"
	fi
	kill "$killer" "$child" 2>/dev/null
	true
}`;
