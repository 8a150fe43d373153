import { answerOf, api } from '../api/client';
import type { components } from '../api/contract';
import { once } from '../api/intention';
import { finished } from '../transfers/calls';

type Schemas = components['schemas'];
export type Account = Schemas['FeeAccount'];
export type FeeLine = Schemas['FeeLine'];
export type Payment = Schemas['Payment'];
export type Method = Schemas['PaymentMethod'];

export const readFees = (ref: string) =>
  answerOf(api.GET('/api/v1/dossiers/{ref}/payments', { params: { path: { ref } } }));

const keyed = (key: string) => ({ 'Idempotency-Key': key });

export function takePayment(ref: string, body: Schemas['PaymentOrder']): Promise<Schemas['FeesDone']> {
  return once(`pay:${ref}:${body.receipt.book}:${body.receipt.number}`, body, async (key) =>
    finished<Schemas['FeesDone']>(
      await answerOf(
        api.POST('/api/v1/dossiers/{ref}/payments', { params: { path: { ref }, header: keyed(key) }, body }),
      ),
    ),
  );
}

/** States the quantity of a line and what is taken off it; both replace what was said of it before. */
export function assessFees(ref: string, body: Schemas['FeeTermsOrder']): Promise<Schemas['FeesDone']> {
  return once(`fees:${ref}:${body.lines.map(({ line }) => line).join(',')}`, body, async (key) =>
    finished<Schemas['FeesDone']>(
      await answerOf(api.POST('/api/v1/dossiers/{ref}/fees', { params: { path: { ref }, header: keyed(key) }, body })),
    ),
  );
}

export function refundPayment(ref: string, id: string, body: Schemas['RefundOrder']): Promise<Schemas['FeesDone']> {
  return once(`refund:${id}`, body, async (key) =>
    finished<Schemas['FeesDone']>(
      await answerOf(
        api.POST('/api/v1/dossiers/{ref}/payments/{id}/refund', {
          params: { path: { ref, id }, header: keyed(key) },
          body,
        }),
      ),
    ),
  );
}

export function voidPayment(ref: string, id: string, body: Schemas['VoidOrder']): Promise<Schemas['FeesDone']> {
  return once(`void:${id}`, body, async (key) =>
    finished<Schemas['FeesDone']>(
      await answerOf(
        api.POST('/api/v1/dossiers/{ref}/payments/{id}/void', {
          params: { path: { ref, id }, header: keyed(key) },
          body,
        }),
      ),
    ),
  );
}
