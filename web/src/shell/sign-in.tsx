import { useState } from 'react';
import { Button, Stack, TextInput } from '@mantine/core';
import { useLanguage } from '../language';
import { signInWith } from '../session';
import { shell } from './words';

/** The door. */
export function SignIn() {
  const { say } = useLanguage();
  const [token, setToken] = useState('');
  const [wrong, setWrong] = useState(false);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setWrong(!signInWith(token));
      }}
    >
      <Stack>
        <TextInput
          label={say(shell.token)}
          description={say(shell.tokenHelp)}
          error={wrong && say(shell.tokenWrong)}
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
          autoComplete="off"
          required
        />
        <Button type="submit">{say(shell.signIn)}</Button>
      </Stack>
    </form>
  );
}
