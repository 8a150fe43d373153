import { Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import type { Channel, Outcome, Outgoing } from './outcome';

type MailError = Error & { code?: string; responseCode?: number; command?: string };

/** E-mail by SMTP. One connection a message, so that it can be cut when its time is over. */
export function emailChannel({ url, from }: { url: string; from: string }, timeoutMs: number): Channel {
  const patience = { dnsTimeout: timeoutMs, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs };
  return async (message, signal) => {
    const socket = new Socket();
    const cut = () => socket.destroy(new Error('no answer in time'));
    signal.addEventListener('abort', cut, { once: true });
    try {
      const transport = createTransport({ ...patience, url, socket, disableFileAccess: true, disableUrlAccess: true });
      await transport.sendMail(mailOf(message, from));
      return { is: 'sent' };
    } catch (error) {
      return failureOf(error as MailError, socket.bytesRead > 0, signal.aborted);
    } finally {
      signal.removeEventListener('abort', cut);
      socket.destroy();
    }
  };
}

function mailOf({ id, to, subject, text }: Outgoing, from: string): SMTPTransport.MailOptions {
  return {
    from: { name: 'Một Cửa', address: from },
    to: { name: '', address: to },
    subject,
    text,
    // The same on every attempt: mail programs show one of two with the same number.
    messageId: `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

/** A server that refuses this one recipient or message for good is not asked again; one that refuses us is. */
function failureOf({ code, responseCode, command }: MailError, greeted: boolean, late: boolean): Outcome {
  const permanent = responseCode !== undefined && responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA');
  const said = late ? 'no answer in time' : [code, responseCode, command].filter(Boolean).join(' ');
  return {
    is: 'failed',
    error: said || 'connection failed',
    permanent,
    uncertain: greeted && responseCode === undefined,
  };
}
