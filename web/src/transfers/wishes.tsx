import { useState } from 'react';
import { Button, Group, Title } from '@mantine/core';
import { useLanguage } from '../language';
import type { Plan, Transfer } from './calls';
import { WishForm, type Action } from './wish-form';
import { transfers, wishWords } from './words';

/** Confirmations are given beside their criterion. */
const BESIDE: readonly string[] = ['confirm', 'unconfirm'];

/** What an officer may do with a transfer as it stands; the API decides, this only leaves out what makes no sense now. */
export function Wishes({ of, plan }: { of: Transfer; plan?: Plan }) {
  const { say } = useLanguage();
  const [action, setAction] = useState<Action>();
  const actions = of.actions.filter((name): name is Action => !BESIDE.includes(name) && fits(of, plan, name));
  if (actions.length === 0) return null;
  return (
    <section className="no-print">
      <Title order={2} size="h4" mb="xs">
        {say(transfers.actions)}
      </Title>
      <Group>
        {actions.map((name) => (
          <Button key={name} variant="default" onClick={() => setAction(name)}>
            {say(wishWords[name])}
          </Button>
        ))}
      </Group>
      {action && <WishForm transfer={of} action={action} onClose={() => setAction(undefined)} />}
    </section>
  );
}

function fits({ suspended, handBack, stage }: Transfer, plan: Plan | undefined, action: string): boolean {
  const here = plan?.stages.find(({ name }) => name === (suspended?.from ?? stage.name));
  const withPost = here?.groups.includes('post') ?? false;
  const arrived = here !== undefined && here === plan?.stages.at(-1);
  if (action === 'resume') return suspended?.cause === 'order';
  if (action === 'cancel-hand-back') return handBack !== null;
  if (action === 'plan-hand-back') return handBack === null && withPost;
  if (action === 'suspend') return suspended === null && withPost;
  // What is in force is handed back, and its date is past.
  return !arrived;
}
