/** Bytes sent at most. */
export const mostBytes = 67_108_864;

/**
 * For `sh -c`, both: a clock that prints `@NAME SECONDS`, as exact as the programs that are there allow. Without GNU date
 * and bash it ticks a hundred times a second.
 */
const clock = `
clock() {
	at=$(date +%s.%N 2>/dev/null)
	case $at in
	*.*[!0-9]* | '' | *%*) at=$(bash -c 'echo $EPOCHREALTIME' 2>/dev/null) ;;
	esac
	[ -n "$at" ] || read -r at rest </proc/uptime
	echo "@$1 $at" >&2
}
`;

/**
 * `limited SECONDS COMMAND…`, and `wait` at the end. Not `timeout`: BusyBox's leaves a process behind, which becomes a
 * zombie in every container whose first process does not look after others' children.
 */
const limited = `
limited() {
	tenths=$(($1 * 10))
	shift
	exec 3<&0
	"$@" <&3 3<&- &
	job=$!
	exec 3<&-
	while [ $tenths -gt 0 ]; do
		kill -0 $job 2>/dev/null || exit
		tenths=$((tenths - 1))
		sleep 0.1 || sleep 1
	done >/dev/null 2>&1 && kill $job >/dev/null 2>&1 &
	wait $job
}
`;

/**
 * Listens for one connection; arguments: port, the same in hexadecimal as in
 * /proc/net/tcp, and -4 or -6 (BusyBox listens on both). Prints `@listening` when
 * it does; when the sender has said its first line, `@first` with the time; at the end `@last` with the time and
 * `@arrived` with the bytes after that line. They are those that cat wrote, by the kernel's own count: exact, and needs no
 * program to count. Waits 15 seconds for a sender and reads for 12.
 */
const measure = `${clock}${limited}
wchar() {
	while read -r key count; do
		[ "$key" = wchar: ] && break
	done </proc/self/io
}
read -r line || exit
clock first
wchar
before=$count
limited 12 cat >/dev/null
wchar
arrived=$((count - before))
clock last
echo "@arrived $arrived" >&2
wait
`;

const listen = (start: string) => `${limited}
port=$1 hex=$2 family=$3
listening() {
	cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | while read -r number local remote state rest; do
		case $local,$state in
		*:$hex,0A) echo yes ;;
		esac
	done
}
if [ -n "$(listening)" ]; then
	echo @taken
	exit 1
fi
${start} &
listener=$!
left=50
until [ -n "$(listening)" ] || [ $left -eq 0 ]; do
	kill -0 $listener 2>/dev/null || break
	left=$((left - 1))
	sleep 0.1 || sleep 1
done
[ -n "$(listening)" ] && echo @listening
wait $listener
`;

/** Its nc runs a program with the connection as input; while its own input is at an end, it would hang up. */
export const listenBusybox = listen(
	`{ limited 15 nc -l -p "$port" -e sh -c '${measure.replaceAll("'", `'\\''`)}'; wait; }`,
);

export const listenOpenbsd = listen(`{ limited 15 nc -d -l "$family" "$port"; wait; } | {${measure}}`);

/**
 * Sends a line and then zeros for at most 5 seconds; arguments: address, port. Prints `@start` with the time, `@sent` with
 * 0 where all of it was handed over, and when the other end has hung up, which it does at the end, `@end` with the time
 * and `@code` with nc's exit code.
 */
const send = (zeros: string, nc: string) => `${clock}${limited}
clock start
{
	echo
	limited 5 ${zeros}
	echo "@sent $?" >&2
	exec >/dev/null
	wait
} | {
	limited 15 ${nc} "$1" "$2"
	code=$?
	clock end
	echo "@code $code" >&2
	wait
	exit $code
}
`;

/** BusyBox head is slow: byte by byte. */
export const sendBusybox = send(`dd if=/dev/zero bs=65536 count=${mostBytes / 65_536} 2>/dev/null`, 'nc -w 4');

export const sendOpenbsd = send(`head -c ${mostBytes} /dev/zero`, 'nc -N -v -w 4');
