import { Alert } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { IconWifiOff } from '@tabler/icons-react';
import { useLanguage } from '../language';
import { signInAgain, useSessionState } from '../session';
import { SignIn } from './sign-in';
import { shell } from './words';

/** What concerns every page: no network, and a session that has ended. The page below stays as it is. */
export function Notices() {
  const { say } = useLanguage();
  const { online } = useNetwork();
  const ended = useSessionState() === 'ended';
  return (
    <>
      {!online && (
        <Alert role="status" color="orange" mb="md" icon={<IconWifiOff aria-hidden />} title={say(shell.offline)} />
      )}
      {ended && (
        <Alert role="alert" color="orange" mb="md" title={say(shell.ended)}>
          <SignIn go={signInAgain} />
        </Alert>
      )}
    </>
  );
}
