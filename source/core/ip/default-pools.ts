/** Where Docker takes subnets from unless it is configured otherwise; it does not report these itself. */
export const defaultPools: readonly {readonly base: string; readonly size: number}[] = [
	{base: '172.17.0.0/16', size: 16},
	{base: '172.18.0.0/16', size: 16},
	{base: '172.19.0.0/16', size: 16},
	{base: '172.20.0.0/14', size: 16},
	{base: '172.24.0.0/14', size: 16},
	{base: '172.28.0.0/14', size: 16},
	{base: '192.168.0.0/16', size: 20},
];
