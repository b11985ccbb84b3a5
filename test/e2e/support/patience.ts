/**
 * How long anything is waited for, in milliseconds. Only what never comes is waited for so long, so it is meant for the
 * slowest machine.
 */
export const PATIENCE_MS = 60_000;
