import { useEffect } from 'react';
import { Button, Center, Container, Paper, Title } from '@mantine/core';
import { Link, Redirect, Route as Place, Switch } from 'wouter';
import { useLanguage } from './language';
import { ROUTES, type Route } from './routes';
import { useSession, type Session } from './session';
import { Empty } from './shell/faces';
import { LanguageSwitch } from './shell/language-switch';
import { Layout } from './shell/layout';
import { SignIn } from './shell/sign-in';
import { shell } from './shell/words';

export function App() {
  const session = useSession();
  if (!session) return <Door />;
  const home = ROUTES.find(({ roles }) => !roles || roles.includes(session.role));
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

function Page({ route: { title, roles, page: Body }, session }: { route: Route; session: Session }) {
  const { say } = useLanguage();
  const name = say(title);
  useEffect(() => {
    document.title = `${name} – ${say(shell.product)}`;
  }, [name, say]);
  return !roles || roles.includes(session.role) ? <Body /> : <Nowhere says={shell.notYours} />;
}

function Nowhere({ says }: { says: (typeof shell)['notFound'] }) {
  const { say } = useLanguage();
  return (
    <Empty says={says}>
      <Button component={Link} href="/" variant="default">
        {say(shell.home)}
      </Button>
    </Empty>
  );
}

function Door() {
  const { say } = useLanguage();
  return (
    <Center component="main" mih="100vh">
      <Container size={420} w="100%">
        <Paper withBorder p="xl" radius="md">
          <Title order={1} size="h2" mb="md">
            {say(shell.product)}
          </Title>
          <SignIn />
          <Center mt="md">
            <LanguageSwitch />
          </Center>
        </Paper>
      </Container>
    </Center>
  );
}
