/**
 * Programs that ask for one page. Arguments: SCHEME HOST PORT PATH SECONDS HOST:PORT. They print `@no-name WHY`,
 * `@connected ADDRESS`, `@failed [ADDRESS] WHY` (`@tls WHY`), or `@http STATUS START END BYTES ADDRESS LOCATION` (seconds),
 * where `-` stands for what is not known or not there.
 */

/** At most this much of a body is read. */
export const mostBytes = 1_048_576;

export const python = `import http.client, signal, socket, ssl, sys, time
scheme, host, port, path, limit = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], int(sys.argv[5])
try:
    socket.getaddrinfo(host, port)
except OSError as error:
    print('@no-name', error)
    sys.exit(1)
def give_up(*_):
    raise socket.timeout('timed out')
signal.signal(signal.SIGALRM, give_up)
signal.alarm(limit)
start = time.time()
try:
    if scheme == 'https':
        connection = http.client.HTTPSConnection(host, port, context=ssl.create_default_context())
    else:
        connection = http.client.HTTPConnection(host, port)
    connection.connect()
    address = connection.sock.getpeername()[0]
    print('@connected', address, flush=True)
    connection.request('GET', path, headers={'Connection': 'close'})
    answer = connection.getresponse()
    size = 0
    try:
        while size < ${mostBytes}:
            part = answer.read1(65536)
            if not part:
                break
            size += len(part)
    except (OSError, http.client.HTTPException):
        pass
    print('@http', answer.status, start, time.time(), size, address, answer.getheader('Location') or '-')
except ssl.SSLError as error:
    print('@tls', error)
except http.client.RemoteDisconnected as error:
    print('@failed empty reply:', error)
except http.client.HTTPException as error:
    print('@failed no HTTP:', repr(error))
except OSError as error:
    print('@failed', error)`;

export const node = `const [scheme, host, port, path, limit] = process.argv.slice(1);
const end = text => { console.log(text); process.exit(0); };
const now = () => { const [seconds, rest] = process.hrtime(); return seconds + rest / 1e9; };
require('dns').lookup(host, {all: true}, why => {
	if (why) end('@no-name ' + why.message);
	const start = now();
	let answer, address, size = 0;
	const finish = () => end(['@http', answer.statusCode, start, now(), size, address, answer.headers.location || '-'].join(' '));
	setTimeout(() => answer ? finish() : end('@failed timed out'), limit * 1000);
	const request = require(scheme).get({host, port, path, agent: false}, response => {
		answer = response;
		address = response.socket.remoteAddress;
		response.on('data', part => { size += part.length; if (size >= ${mostBytes}) finish(); });
		response.on('end', finish);
		response.on('error', finish);
	});
	request.on('socket', socket => socket.on('connect', () => console.log('@connected', socket.remoteAddress)));
	request.on('error', error => {
		if (answer) finish();
		const told = (error.errors || [error]).map(({address, code = '', message}) => {
			if (code.startsWith('HPE_')) return '@failed no HTTP: ' + message;
			return /^E[A-Z]+$/.test(code) && code !== 'EPROTO' ? '@failed ' + (address || '') + ' ' + code : '@tls ' + message;
		});
		end(told.join('\\n'));
	});
});`;

/** Perl's own modules know no TLS. */
export const perl = `use strict; use Socket qw(:all); use IO::Socket::IP; $| = 1;
my $now = eval { require Time::HiRes; \\&Time::HiRes::time };
my (undef, $host, $port, $path, $limit, $authority) = @ARGV;
my ($why, @found) = getaddrinfo($host, $port, {socktype => SOCK_STREAM});
if ($why) { print '@no-name ', $why, "\\n"; exit 1 }
my $start = $now && $now->();
my ($status, $size, $location, $address) = ('-', 0, '-', '-');
my $end = sub {
	print join(' ', '@http', $status, ($now ? ($start, $now->()) : ('-', '-')), $size, $address, $location), "\\n";
	exit 0;
};
$SIG{ALRM} = sub { $end->() if $status ne '-'; print '@failed timed out', "\\n"; exit 1 };
$SIG{PIPE} = 'IGNORE';
alarm $limit;
my $socket = IO::Socket::IP->new(PeerAddrInfo => \\@found);
if (!$socket) { print '@failed ', $!, "\\n"; exit 1 }
$address = $socket->peerhost;
print '@connected ', $address, "\\n";
print $socket "GET $path HTTP/1.0\\r\\nHost: $authority\\r\\nConnection: close\\r\\n\\r\\n";
$! = 0;
my $first = <$socket>;
if (!defined $first) { print '@failed ', ($! || 'empty reply'), "\\n"; exit 1 }
if ($first !~ m{^HTTP/\\S+ (\\d{3})}) { print '@failed no HTTP', "\\n"; exit 1 }
$status = $1;
while (defined(my $line = <$socket>)) {
	last if $line =~ /^\\r?$/;
	$location = $1 if $line =~ /^location:\\s*(\\S+)/i;
}
while ($size < ${mostBytes} && read $socket, my $part, 65536) { $size += length $part }
$end->();`;

/** Only the status line is read: bash cannot count bytes. */
export const bash = `found=$2
# One write: a server may answer as soon as it has read anything.
request="GET $4 HTTP/1.0"$'\\r\\n'"Host: $6"$'\\r\\n'"Connection: close"$'\\r\\n\\r\\n'
if command -v getent >/dev/null; then
	found=$(getent ahosts "$2") || { echo "@no-name"; exit 1; }
fi
tried=' ' count=0
while read -r address _; do
	[[ $tried = *" $address "* ]] && continue
	tried+="$address "
	((count++ < 4)) || break
	start=$EPOCHREALTIME
	exec 3< <(exec 2>&1; exec 4<>"/dev/tcp/$address/$3" && {
		echo "@connected $address"
		echo -n "$request" >&4
		read -r line <&4 && echo "$line"
	})
	child=$!
	line=
	read -rt "$5" -u 3 line
	code=$?
	if [[ $line = @connected* ]]; then
		echo "$line"
		line=
		read -rt "$5" -u 3 line
		code=$?
		count=4
		[[ -n $line && $line != HTTP/* && $line != bash:* ]] && line='no HTTP'
	fi
	((code > 128)) && line='timed out'
	kill -KILL "$child" 2>/dev/null
	if [[ $line =~ ^HTTP/[0-9.]+\\ ([0-9]{3}) ]]; then
		echo "@http \${BASH_REMATCH[1]} $start $EPOCHREALTIME - $address -"
		exit 0
	fi
	echo "@failed $address \${line:-empty reply}"
done <<<"$found"
exit 1`;

/**
 * Runs a program that does not end by itself and takes from it what READING takes; ends it then, or when time is up. A
 * shell prints the number of the process before it becomes the program.
 */
const limited = (input: string, reading: string) => `limit=$1
shift
started=$EPOCHREALTIME
${input}sh -c 'echo "$$"; exec "$@"' sh "$@" | {
	read -r child
	(sleep "$limit" >/dev/null 2>&1 & trap "kill $!; exit" TERM; wait $!; echo "@failed timed out"; kill "$child") 2>/dev/null &
	killer=$!
	${reading}
	echo "@time $started $EPOCHREALTIME"
	kill "$killer" "$child" 2>/dev/null
	true
}`;

/** SECONDS wget ARGUMENTS: the head goes to standard error. */
export const wget = limited('', `echo "@bytes $(head -c ${mostBytes} | wc -c)"`);

/** HOST:PORT PATH SECONDS nc ARGUMENTS: only the status line is read. */
export const nc = `authority=$1 path=$2
shift 2
${limited(
	`printf 'GET %s HTTP/1.0\\r\\nHost: %s\\r\\nConnection: close\\r\\n\\r\\n' "$path" "$authority" | `,
	`IFS= read -r line
	case $line in HTTP/*) printf '%s\\n' "$line" ;; ?*) echo "@failed no HTTP" ;; esac`,
)}`;
