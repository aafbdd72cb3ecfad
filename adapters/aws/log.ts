import type { Logger } from '@aws-lambda-powertools/logger';

let logger: Logger | undefined;

/**
 * Writes what went wrong as one line of JSON. The logger is loaded when there is something to say: what goes well is not
 * logged, and most cold starts are of functions that do well.
 */
export async function log({ code, ...keys }: { code: string; function: string }): Promise<void> {
  if (!logger) {
    const loaded = await import('@aws-lambda-powertools/logger');
    logger = new loaded.Logger();
  }
  logger.error(code, { code, ...keys });
}
