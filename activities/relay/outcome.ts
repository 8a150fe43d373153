/** How an attempt ended. An error is for the operator: it names no person and repeats nothing that was sent. */
export type Outcome =
  | { is: 'sent' }
  | {
      is: 'failed';
      error: string;
      /** Trying again is of no use. */
      permanent?: boolean;
      /** It may have arrived: no answer came. */
      uncertain?: boolean;
    };

/** What goes out on a channel. `id` stays the same however often it is tried, so that a receiver can tell. */
export type Outgoing = { id: string; to: string; subject?: string; text: string };

/** Sends one message. Must have ended when the signal fires, or the next attempt would meet it. */
export type Channel = (message: Outgoing, signal: AbortSignal) => Promise<Outcome>;
