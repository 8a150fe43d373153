import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { useMay } from '../session';
import { Answer, Failed } from '../shell/faces';
import { readVerification, verifyOne, type OneChain } from './verification-calls';
import { LOOK_MS, VerificationOutcome } from './verification-outcome';
import { verification } from './verification-words';

/** Has the chain of one dossier or transfer verified, and shows what came of it. */
export function VerifyOne({ of }: { of: OneChain }) {
  const { say } = useLanguage();
  const ordering = useMutation({ mutationFn: () => verifyOne(of) });
  if (!useMay('record.verify')) return null;
  return (
    <section className="no-print">
      <Button variant="default" mb="sm" loading={ordering.isPending} onClick={() => ordering.mutate()}>
        {say(of.kind === 'dossier' ? verification.verifyDossier : verification.verifyTransfer)}
      </Button>
      {ordering.error && <Failed error={ordering.error} />}
      {ordering.data && <Followed id={ordering.data.id} />}
    </section>
  );
}

/** A verification that is looked at again until it has ended. */
export function Followed({ id }: { id: string }) {
  const found = useVerification(id);
  return (
    <Answer of={found} rows={2}>
      {(of) => <VerificationOutcome of={of} />}
    </Answer>
  );
}

export function useVerification(id: string) {
  return useRead(['verifications', id], () => readVerification(id), {
    refresh: ({ state: { data } }) => (data && data.stage !== 'running' ? false : LOOK_MS),
  });
}
