import { useState } from 'react';
import { Button, Group, SimpleGrid, Stack, Text as Line, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useParams } from 'wouter';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { useMay, useSession } from '../session';
import { Fact } from '../shared/fact';
import { PageHead } from '../shared/page-head';
import { ReasonForm } from '../shared/reason-form';
import { shared } from '../shared/words';
import { Answer } from '../shell/faces';
import { actOnAccount, readAccount, readSignInPlace, type Account, type AccountDone, type Act } from './account-calls';
import { StateBadge, useUnitName } from './accounts-page';
import { ChangeForm } from './change-form';
import { FirstPassword } from './first-password';
import { accountRoles, accountWords } from './words';

/** One account: whose it is, and what an administrator does with it. */
export function AccountPage() {
  const { id = '' } = useParams();
  const account = useRead(['accounts', id], () => readAccount(id));
  return <Answer of={account}>{(of) => <Whole key={of.id} of={of} />}</Answer>;
}

function Whole({ of }: { of: Account }) {
  const { say } = useLanguage();
  const [done, finish] = useState<AccountDone>();
  const manages = useMay('account.manage');
  const own = useSession()?.account === of.id;
  const unitName = useUnitName();
  const facts = [
    [accountWords.id, of.id],
    [accountWords.role, say(accountRoles[of.role])],
    [shared.unit, unitName(of.unit)],
    [accountWords.kind, say(accountWords[of.kind])],
    ...(of.subject === of.id ? [] : [[accountWords.subject, of.subject] as const]),
  ] as const;
  return (
    <>
      <PageHead title={of.name} print={false}>
        <StateBadge state={of.state} />
      </PageHead>
      <Stack gap="xl" align="stretch">
        <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>
          {facts.map(([name, value]) => (
            <Fact key={name.en} name={say(name)} value={value} />
          ))}
        </SimpleGrid>
        {done?.password !== undefined && <FirstPassword done={done} />}
        {manages && own && <Line>{say(accountWords.own)}</Line>}
        {manages && !own && of.state !== 'closed' && <Acts of={of} onDone={finish} />}
      </Stack>
    </>
  );
}

function Acts({ of, onDone }: { of: Account; onDone: (done: AccountDone | undefined) => void }) {
  const { say } = useLanguage();
  const cache = useQueryClient();
  const [act, choose] = useState<Act | 'change'>();
  const place = useRead(['sign-in'], readSignInPlace, { staleTime: 600_000 });
  const resets = place.data !== undefined && place.data.endpoints.password !== null;
  const always = ['change', of.state === 'active' ? 'lock' : 'unlock'] as const;
  const acts = [...always, ...(resets ? (['reset'] as const) : []), 'close'] as const;
  const readAnew = () => cache.invalidateQueries({ queryKey: ['accounts'] });
  const close = () => choose(undefined);
  const finish = (done: AccountDone) => {
    notifications.show({ message: say(shared.done), color: 'green.9' });
    close();
    onDone(done);
  };
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {say(accountWords.acts)}
      </Title>
      <Group>
        {acts.map((name) => (
          <Button key={name} variant="default" c={name === 'close' ? 'red.9' : undefined} onClick={() => choose(name)}>
            {say(accountWords[name])}
          </Button>
        ))}
      </Group>
      {act === 'change' && (
        <ChangeForm of={of} onDone={(done) => void readAnew().finally(() => finish(done))} onClose={close} />
      )}
      {act && act !== 'change' && (
        <ReasonForm
          title={`${say(accountWords[act])}: ${of.name}`}
          does={say(accountWords[act])}
          most={1000}
          final={act === 'close'}
          send={(reason) => actOnAccount(of.id, act, reason).finally(readAnew)}
          onDone={finish}
          onClose={close}
        >
          <Line size="sm">{say(HELP[act])}</Line>
        </ReasonForm>
      )}
    </section>
  );
}

const HELP = {
  lock: accountWords.lockHelp,
  unlock: accountWords.unlockHelp,
  reset: accountWords.resetHelp,
  close: accountWords.closeHelp,
} as const;
