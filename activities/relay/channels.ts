import type { Gateway, RelayEnv } from '../../config/env-relay';
import type { MessageChannel } from '../../domain/message';
import { emailChannel } from './email';
import type { Channel } from './outcome';
import { postSigned } from './post';

export type Channels = { [channel in MessageChannel]?: Channel };

/** The channels that are configured. */
export function channelsOf({ smtp, sms, zalo, timeoutMs }: RelayEnv): Channels {
  return {
    ...(smtp && { email: emailChannel(smtp, timeoutMs) }),
    ...(sms && { sms: gatewayChannel('sms', sms) }),
    ...(zalo && { zalo: gatewayChannel('zalo', zalo) }),
  };
}

/** Hands a message over to whoever sends it on. The operator chose the address, so it may be in his own network. */
function gatewayChannel(channel: 'sms' | 'zalo', { url, secret }: Gateway): Channel {
  return ({ id, to, text }, signal) =>
    postSigned({ url, secret, id, body: { id, channel, to, text }, allowPrivate: true }, signal);
}
