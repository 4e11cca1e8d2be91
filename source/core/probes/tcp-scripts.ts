/**
 * Programs that connect to one address of a name after the other, the first four at most. Arguments: HOST PORT SECONDS
 * FAMILY (0, 4 or 6). They print `@no-name WHY`, or for each address `@failed ADDRESS WHY` or, at last,
 * `@open ADDRESS START END` (seconds; missing where there is no clock).
 */

/** getent tells the addresses, where there is one; then a connection cannot be confused with a slow name server. */
export const bash = `found=$1
if command -v getent >/dev/null; then
	case $4 in 0) kind=ahosts ;; *) kind=ahostsv$4 ;; esac
	found=$(getent "$kind" "$1") || { echo "@no-name"; exit 1; }
fi
tried=' ' count=0
while read -r address _; do
	[[ $address = ::ffff:* || $tried = *" $address "* ]] && continue
	tried+="$address "
	((count++ < 4)) || break
	start=$EPOCHREALTIME
	exec 3< <(exec 2>&1; exec 4<>"/dev/tcp/$address/$2" && echo "@open $address $start $EPOCHREALTIME")
	child=$!
	if read -rt "$3" -u 3 line; then
		case $line in @open*) echo "$line"; exit 0 ;; *) echo "@failed $address $line" ;; esac
	else
		kill -KILL "$child" 2>/dev/null
		echo "@failed $address timed out"
	fi
done <<<"$found"
exit 1`;

export const python = `import socket, sys, time
host, port, limit, family = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), sys.argv[4]
kind = {'0': socket.AF_UNSPEC, '4': socket.AF_INET, '6': socket.AF_INET6}[family]
try:
    found = socket.getaddrinfo(host, port, kind, socket.SOCK_STREAM)
except OSError as error:
    print('@no-name', error)
    sys.exit(1)
for family, kind, protocol, _, address in found[:4]:
    try:
        start = time.time()
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(limit)
        connection.connect(address)
        print('@open', address[0], start, time.time())
        sys.exit(0)
    except socket.timeout:
        print('@failed', address[0], 'timed out')
    except OSError as error:
        print('@failed', address[0], error.strerror)
    sys.stdout.flush()
sys.exit(1)`;

/** Time::HiRes is not part of the smallest Perl. */
export const perl = `use strict; use Socket qw(:all); use IO::Socket::IP; $| = 1;
my $now = eval { require Time::HiRes; \\&Time::HiRes::time } || sub { '' };
my ($host, $port, $limit, $family) = @ARGV;
my %kinds = (0 => AF_UNSPEC, 4 => AF_INET, 6 => AF_INET6);
my ($why, @found) = getaddrinfo($host, $port, {socktype => SOCK_STREAM, family => $kinds{$family}});
if ($why) { print '@no-name ', $why, "\\n"; exit 1 }
for (splice @found, 0, 4) {
	my (undef, $address) = getnameinfo($_->{addr}, NI_NUMERICHOST, NIx_NOSERV);
	my $start = $now->();
	if (IO::Socket::IP->new(PeerAddrInfo => [$_], Timeout => $limit)) {
		print '@open ', join(' ', $address, $start, $now->()), "\\n";
		exit 0;
	}
	print '@failed ', $address, ' ', $!, "\\n";
}
exit 1`;

export const node = `const [host, port, limit, family] = process.argv.slice(1);
const now = () => { const [seconds, rest] = process.hrtime(); return seconds + rest / 1e9; };
require('dns').lookup(host, {all: true, family: Number(family)}, (why, found) => {
	if (why) { console.log('@no-name', why.message); process.exit(1); }
	const next = ([first, ...rest]) => {
		if (!first) process.exit(1);
		const start = now();
		const socket = require('net').connect({host: first.address, port: Number(port)});
		const failed = why => { socket.destroy(); console.log('@failed', first.address, why); next(rest); };
		const timer = setTimeout(() => failed('timed out'), limit * 1000);
		socket.on('error', error => { clearTimeout(timer); failed(error.code); });
		socket.on('connect', () => { console.log('@open', first.address, start, now()); process.exit(0); });
	};
	next(found.slice(0, 4));
});`;

/**
 * The small nc of BusyBox says nothing of a connection, but runs a program with it: that one finds its own socket among
 * the kernel's, and so the address. It prints that as the kernel does: \`0100007F:1F90\`.
 */
export const smallNc = `started=$EPOCHREALTIME nc -w "$3" "$1" "$2" -e sh -c 'exec >&2
ended=$EPOCHREALTIME
socket=$(readlink /proc/self/fd/0)
for table in /proc/net/tcp /proc/net/tcp6; do
	[ -r $table ] || continue
	while read -r _ _ remote _ _ _ _ _ _ inode _; do
		[ "socket:[$inode]" = "$socket" ] && peer=$remote
	done <$table
done
echo "@open \${peer:--} $started $ended"'`;

/** How long a program took that does not say so itself. */
export const timed = `started=$EPOCHREALTIME
"$@"
code=$?
echo "@time $started $EPOCHREALTIME"
exit $code`;
