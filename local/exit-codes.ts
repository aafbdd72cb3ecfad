/** It failed, or the audit found a breach. */
export const FAILED = 1;
/** The command was used wrongly. */
export const WRONG_USE = 2;
/** It is done, but rows of the file were refused. */
export const REJECTED = 3;
/** The law, as far as it is written down here, gives no answer. */
export const REFUSED = 4;
