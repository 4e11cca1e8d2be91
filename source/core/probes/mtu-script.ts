/**
 * Finds the path MTU with iputils ping in one go, for `sh -c`; arguments: target, and a payload size to try only that.
 * Each packet must not be fragmented (`-M do`). Prints `@SIZE` and what ping says, for each size that it tries.
 *
 * A size is tried five times within a second before it counts as lost, so that a lossy path is not taken for a narrow
 * one. First a small packet, then the largest of all: the kernel answers that itself, with the MTU that it allows. An MTU
 * that anybody tells is tried next; where nobody tells, 1500, then halves. After 22 sizes it gives up: 25 seconds.
 */
export const mtuScript = `
target=$1 left=22
try() {
	echo "@$1"
	left=$((left - 1))
	said=$(ping -n -M do -c 1 -i 0.2 -w "$2" -s "$1" "$target" 2>&1)
	code=$?
	echo "$said"
	return $code
}
try 56 4 || exit
address=\${said#*'('}
address=\${address%%')'*}
case $address in
*:*) target=$address header=48 ;;
*.*) target=$address header=28 ;;
esac
if [ -n "$2" ]; then
	try "$2" 2
	exit
fi
low=56 high=65508 told=0
size=65507
while [ $left -gt 0 ]; do
	if try $size 1; then
		low=$size
		[ $size -eq $told ] && exit
	else
		high=$size
		case $said in
		*'mtu='* | *'mtu = '* | *'mtu: '*)
			told=\${said##*mtu}
			told=\${told#"\${told%%[0-9]*}"}
			told=\${told%%[!0-9]*}
			told=$((\${told:-0} - header))
			;;
		esac
	fi
	[ $((high - low)) -le 1 ] && exit
	size=$(((low + high) / 2))
	usual=$((1500 - header))
	[ $low -lt $usual ] && [ $usual -lt $high ] && size=$usual
	[ $low -lt $told ] && [ $told -lt $high ] && size=$told
done
exit 1
`;
