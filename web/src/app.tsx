import { useEffect } from 'react';
import { Anchor, Button, Center, Container, Paper, Stack, Text as Line, Title } from '@mantine/core';
import { Link, Redirect, Route as Place, Switch } from 'wouter';
import { useLanguage } from './language';
import type { Route } from './route';
import { ROUTES } from './routes';
import { signIn, useRefused, useSession, useSessionState, type Session } from './session';
import { Failed, Loading } from './shell/faces';
import { LanguageSwitch } from './shell/language-switch';
import { Layout } from './shell/layout';
import { SignIn } from './shell/sign-in';
import { shell } from './shell/words';

export function App() {
  const session = useSession();
  const state = useSessionState();
  if (state === 'unknown') return <Frame />;
  if (!session) return <Door />;
  const home = ROUTES.find(({ icon, may }) => icon && session.may.has(may));
  return (
    <Layout session={session}>
      <Switch>
        {ROUTES.map((route) => (
          <Place key={route.path} path={route.path}>
            <Page route={route} session={session} />
          </Place>
        ))}
        <Place path="/">{home && <Redirect to={home.path} replace />}</Place>
        <Place>
          <Nowhere says={shell.notFound} />
        </Place>
      </Switch>
    </Layout>
  );
}

function Page({ route: { title, may, page: Body }, session }: { route: Route; session: Session }) {
  const { say } = useLanguage();
  const name = say(title);
  useEffect(() => {
    document.title = `${name} – ${say(shell.product)}`;
  }, [name, say]);
  return session.may.has(may) ? <Body /> : <Nowhere says={shell.notYours} />;
}

function Nowhere({ says }: { says: (typeof shell)['notFound'] }) {
  const { say } = useLanguage();
  return (
    <Stack align="flex-start">
      <Title order={1} size="h3">
        {say(says)}
      </Title>
      <Button component={Link} href="/" variant="default">
        {say(shell.home)}
      </Button>
    </Stack>
  );
}

/** What stands while it is found out who is here. */
function Frame() {
  return (
    <Container component="main" py="xl">
      <Loading />
    </Container>
  );
}

function Door() {
  const { say } = useLanguage();
  const refused = useRefused();
  return (
    <Center component="main" mih="100vh">
      <Container size={460} w="100%">
        <Paper withBorder p="xl" radius="md">
          <Stack>
            <Title order={1} size="h2">
              {say(shell.product)}
            </Title>
            <Line>{say(shell.welcome)}</Line>
            {refused !== undefined && <Failed error={refused} />}
            <SignIn go={signIn} />
            <Anchor href="/tra-cuu">{say(shell.lookup)}</Anchor>
            <LanguageSwitch />
          </Stack>
        </Paper>
      </Container>
    </Center>
  );
}
