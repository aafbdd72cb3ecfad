import { told } from './bus.ts';
import type { EventShape } from './event-shape.ts';

/** What the journal tells by the bus; whoever else calls a listener, like a schedule, says it plainly. */
export const busEvents: EventShape = async (event, call) => {
  const { source, detail } = event as { source?: unknown; detail?: unknown };
  return await call(source === told.source ? detail : event);
};
