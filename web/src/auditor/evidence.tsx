import { useState } from 'react';
import { Button } from '@mantine/core';
import { useLanguage } from '../language';
import { useMay } from '../session';
import { saveFile } from '../shared/file';
import { Failed } from '../shell/faces';
import { auditor } from './words';

/** The bundle that proves itself, for somebody outside. @param props.of the address of a dossier or a transfer in the API */
export function EvidenceButton({ of }: { of: string }) {
  const { say } = useLanguage();
  const [error, setError] = useState<unknown>();
  if (!useMay('evidence.export')) return null;
  return (
    <>
      <Button
        variant="default"
        size="xs"
        onClick={() => {
          setError(undefined);
          saveFile(`${of}/evidence`).catch(setError);
        }}
      >
        {say(auditor.evidence)}
      </Button>
      {error !== undefined && <Failed error={error} />}
    </>
  );
}
