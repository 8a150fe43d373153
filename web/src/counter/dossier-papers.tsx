import { Button, Group, List, Stack, Text as Line, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { answerOf, api } from '../api/client';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { Answer, Empty, Failed } from '../shell/faces';
import { readPrints, type Dossier } from './calls';
import { downloadPrint, printDocument, saveFile } from './print';
import { dossierWords } from './words';

/** What was handed in, what was scanned of it, and what there is to print. */
export function DossierPapers({ dossier, at }: { dossier: Dossier; at: string }) {
  const { say } = useLanguage();
  return (
    <Stack>
      {dossier.papers.length === 0 && <Empty says={dossierWords.noPapers} />}
      <List>
        {dossier.papers.map(({ seq, code, name, originals, copies }) => (
          <List.Item key={`${seq} ${code}`}>
            {say(name)}: {say(dossierWords.copyOf, { originals, copies })}
          </List.Item>
        ))}
      </List>
      <Attachments dossier={dossier} at={at} />
      <Prints at={at} />
    </Stack>
  );
}

function Attachments({ dossier, at }: { dossier: Dossier; at: string }) {
  const get = useMutation({
    mutationFn: async ({ id, name }: { id: string; name: string }) => {
      const path = { ref: at, id };
      const asked = api.GET('/api/v1/dossiers/{ref}/attachments/{id}', { params: { path }, parseAs: 'blob' });
      saveFile(await answerOf(asked), name);
    },
  });
  return (
    <Group gap="xs">
      {dossier.attachments.map(({ id, name }) => (
        <Button key={id} variant="default" size="xs" onClick={() => get.mutate({ id, name })}>
          {name}
        </Button>
      ))}
      {get.error && <Failed error={get.error} />}
    </Group>
  );
}

function Prints({ at }: { at: string }) {
  const { say } = useLanguage();
  const prints = useRead(['dossier', at, 'prints'], () => readPrints(at));
  const printing = useMutation({ mutationFn: (run: () => Promise<void>) => run() });
  return (
    <section>
      <Title order={3} size="h5" mb="xs">
        {say(dossierWords.prints)}
      </Title>
      {printing.error && <Failed error={printing.error} />}
      <Answer of={prints} rows={2}>
        {(items) =>
          items.length === 0 ? (
            <Line>{say(dossierWords.noPrints)}</Line>
          ) : (
            items.map(({ kind, seq, title }) => (
              <Group key={`${kind} ${seq}`} gap="xs" mb={4}>
                <Line>{say(title)}</Line>
                <Button
                  size="xs"
                  variant="default"
                  aria-label={`${say(dossierWords.print)}: ${say(title)}`}
                  onClick={() => printing.mutate(() => printDocument(at, kind, seq))}
                >
                  {say(dossierWords.print)}
                </Button>
                <Button
                  size="xs"
                  variant="subtle"
                  aria-label={`${say(dossierWords.pdf)}: ${say(title)}`}
                  onClick={() => printing.mutate(() => downloadPrint(at, kind, seq))}
                >
                  {say(dossierWords.pdf)}
                </Button>
              </Group>
            ))
          )
        }
      </Answer>
    </section>
  );
}
