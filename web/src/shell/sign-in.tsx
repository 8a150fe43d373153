import { useState } from 'react';
import { Button, Stack } from '@mantine/core';
import { useLanguage } from '../language';
import { Failed } from './faces';
import { shell } from './words';

/** The way to the issuer's page. */
export function SignIn({ go }: { go: () => Promise<void> }) {
  const { say } = useLanguage();
  const [failed, setFailed] = useState<unknown>();
  const [going, setGoing] = useState(false);
  const begin = () => {
    setGoing(true);
    setFailed(undefined);
    go()
      .catch(setFailed)
      .finally(() => setGoing(false));
  };
  return (
    <Stack align="flex-start">
      <Button onClick={begin} loading={going} autoFocus>
        {say(shell.signIn)}
      </Button>
      {failed !== undefined && <Failed error={failed} retry={begin} />}
    </Stack>
  );
}
