import { signedIn, type Handler } from '../call';

/** Ids of what changes from now on, as far as the caller may see it. */
export const followChanges: Handler = signedIn(({ live }, { actor }) => ({
  status: 200,
  type: 'text/event-stream; charset=utf-8',
  // A proxy that collects an answer before it hands it on would keep it for ever.
  headers: { 'X-Accel-Buffering': 'no' },
  stream: live.listen(actor),
}));
