import type { Reply } from './call';
import type { ApiContext } from './context';
import type { Sent } from './engine';
import { lookupKey } from './lookup-key';
import { API, dossierPath } from './views';

/** How a step is answered: with what it did, or with the place to ask when the engine was slow. */
export function stepReply(ctx: ApiContext, sent: Sent, status: 200 | 201, receives: boolean): Reply {
  const command = `${API}/commands/${sent.commandId}`;
  if (sent.state === 'pending') {
    const body = { state: 'pending', commandId: sent.commandId, links: { command } };
    return { status: 202, body, headers: { Location: command, 'Retry-After': '1' } };
  }
  const { answer } = sent;
  const self = dossierPath({ code: answer.code, id: answer.dossierId });
  const body = {
    state: 'done',
    commandId: sent.commandId,
    dossier: answer,
    ...(receives && answer.code !== null && { lookupKey: lookupKey(ctx.keys.lookup, answer.dossierId) }),
    links: { self, actions: `${self}/actions`, timeline: `${self}/timeline`, command },
  };
  return { status, body, headers: status === 201 ? { Location: self } : {} };
}
