/** What a diagnosis does not tell yet as the lab does, with the reason, by `[ENGINE ]SCENARIO doctor|explain`. */
export const unproved: Readonly<Record<string, string>> = {};
