/** It failed, or the audit found a breach. */
export const FAILED = 1;
/** The command was used wrongly. */
export const WRONG_USE = 2;
/** It is done, but rows of the file were refused. */
export const REJECTED = 3;
