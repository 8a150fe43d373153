import { useEffect, useState, type ReactNode } from 'react';
import { Anchor, Button, Group, Paper, Stack, Title } from '@mantine/core';
import { Link, useSearchParams } from 'wouter';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { dropDraft, listDrafts } from '../shell/drafts';
import { Loading } from '../shell/faces';
import { useShortcut } from '../shell/shortcuts';
import { readProcedures, type StepDone } from './calls';
import { ProcedurePicker } from './procedure-picker';
import { Begun } from './begun';
import { Openings } from './openings';
import { DRAFT, RECEIVE, ReceiveForm } from './receive-form';
import { Receipt } from './receipt';
import { Receivers } from './receivers';
import { counter, receiving } from './words';

const ASKED = 'thu-tuc';
const HOW = 'viec';

/** A dossier from the first letters of its procedure to the slip in the applicant's hand. */
export function ReceivePage() {
  const { say } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const [done, setDone] = useState<StepDone>();
  const code = search.get(ASKED) ?? undefined;
  const action = search.get(HOW) ?? RECEIVE;
  const choose = (chosen?: string, how = RECEIVE) => {
    setDone(undefined);
    setSearch(chosen ? { [ASKED]: chosen, ...(how !== RECEIVE && { [HOW]: how }) } : {});
  };
  useShortcut('alt+N', receiving.newKey, () => choose());
  if (done && action !== RECEIVE) return <Begun of={done} onNext={() => choose()} />;
  if (done) return <Receipt of={done} onNext={() => choose()} />;
  return (
    <Stack maw={1100}>
      <Title order={1} size="h2">
        {say(counter.receive)}
      </Title>
      <ProcedurePicker key={code ?? ''} value={code} onChoose={choose} />
      {code ? (
        <Begin code={code}>
          <Openings code={code} value={action} onChange={(how) => choose(code, how)} />
          <ReceiveForm key={`${code} ${action}`} code={code} action={action} onDone={setDone} />
        </Begin>
      ) : (
        <Drafts />
      )}
    </Stack>
  );
}

/** How a dossier of a procedure begins, for those who may receive in its field. */
function Begin({ code, children }: { code: string; children: ReactNode }) {
  const procedures = useRead(['procedures'], readProcedures, { staleTime: 300_000 });
  if (procedures.isPending) return <Loading rows={8} />;
  const field = procedures.data?.find((procedure) => procedure.code === code)?.field;
  // Of a procedure that this unit has not, the form says so.
  return field === undefined ? children : <Receivers field={field}>{children}</Receivers>;
}

/** What was begun and not sent, by its procedure. */
function Drafts() {
  const { say } = useLanguage();
  const [codes, setCodes] = useState<string[]>([]);
  const procedures = useRead(['procedures'], readProcedures, { staleTime: 300_000 });
  const look = () => void listDrafts(DRAFT).then(setCodes, () => setCodes([]));
  useEffect(look, []);
  if (codes.length === 0) return null;
  const nameOf = (code: string) => procedures.data?.find((procedure) => procedure.code === code)?.name;
  return (
    <Paper withBorder p="md" component="section">
      <Title order={2} size="h5" mb="xs">
        {say(receiving.drafts)}
      </Title>
      {codes.map((code) => {
        const name = nameOf(code);
        return (
          <Group key={code} justify="space-between">
            <Anchor component={Link} href={`/tiep-nhan?${ASKED}=${encodeURIComponent(code)}`}>
              {say(receiving.continue)}: {name ? say(name) : code}
            </Anchor>
            <Button variant="subtle" color="red" size="xs" onClick={() => void dropDraft(DRAFT + code).then(look)}>
              {say(receiving.discard)}
            </Button>
          </Group>
        );
      })}
    </Paper>
  );
}
