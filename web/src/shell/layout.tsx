import { Suspense, type ReactNode } from 'react';
import { AppShell, Burger, Button, Group, NavLink, Text as Line } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, useLocation } from 'wouter';
import { ActingBar, BAR_HEIGHT } from '../delegation/acting-bar';
import { ActingChoice } from '../delegation/acting-choice';
import { useLanguage } from '../language';
import { useLive } from '../live';
import { behalf, roleWords } from '../roles';
import { ROUTES } from '../routes';
import { signOut, type Session } from '../session';
import { ErrorBoundary } from './error-boundary';
import { Loading } from './faces';
import { LanguageSwitch } from './language-switch';
import { Notices } from './notices';
import { SearchBox } from './search-box';
import { useShortcut } from './shortcuts';
import { shell } from './words';

const HEAD_HEIGHT = 56;

/** What stands around every page of somebody who is signed in. */
export function Layout({ session, children }: { session: Session; children: ReactNode }) {
  const { say } = useLanguage();
  const [place, go] = useLocation();
  const [open, { toggle, close }] = useDisclosure();
  useLive();
  const receives = session.may.has('dossier.open');
  const works = session.may.has('dossier.act');
  // A page that is there already begins anew with the same key.
  useShortcut('alt+V', shell.workKey, () => go('/cong-viec'), works && place !== '/cong-viec');
  useShortcut('alt+N', shell.newKey, () => go('/tiep-nhan'), receives && place !== '/tiep-nhan');
  return (
    <AppShell
      header={{ height: HEAD_HEIGHT + (session.acting ? BAR_HEIGHT : 0) }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !open } }}
      padding="md"
      transitionDuration={0}
    >
      <a className="skip" href="#main">
        {say(shell.skip)}
      </a>
      <AppShell.Header>
        <Group h={HEAD_HEIGHT} px="md" wrap="nowrap" justify="space-between">
          <Group wrap="nowrap" gap="sm">
            <Burger opened={open} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={say(shell.menu)} />
            <Line component={Link} href="/" fw={700} size="lg" c="blue.9" className="plain">
              {say(shell.product)}
            </Line>
          </Group>
          <SearchBox />
          <Group wrap="nowrap" gap="xs">
            {!session.acting && <ActingChoice session={session} />}
            <LanguageSwitch />
          </Group>
        </Group>
        {session.acting && <ActingBar of={session.acting} />}
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={say(shell.menu)}>
        <AppShell.Section grow className="menu">
          <Navigation session={session} place={place} onGo={close} />
        </AppShell.Section>
        <AppShell.Section p="xs">
          <Line size="sm" fw={600}>
            {say(roleWords[session.role])}
          </Line>
          <Line size="xs" mb="xs" className="wrap">
            {session.account}
            {session.acting && ` ${say(behalf, { id: session.acting.id })}`} · {say(session.unitName)}
          </Line>
          <Button
            {...{ component: Link, href: '/toi', variant: 'default', size: 'xs' }}
            fullWidth
            mb={6}
            onClick={close}
          >
            {say(shell.mine)}
          </Button>
          <Button variant="default" size="xs" fullWidth onClick={() => void signOut()}>
            {say(shell.signOut)}
          </Button>
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <Notices />
        <ErrorBoundary key={place}>
          <Suspense fallback={<Loading />}>{children}</Suspense>
        </ErrorBoundary>
      </AppShell.Main>
    </AppShell>
  );
}

function Navigation({ session, place, onGo }: { session: Session; place: string; onGo: () => void }) {
  const { say } = useLanguage();
  const mine = ROUTES.filter(({ icon, may }) => icon && session.may.has(may));
  return mine.map(({ path, title, icon: Picture, page }) => (
    <NavLink
      key={path}
      component={Link}
      href={path}
      label={say(title)}
      leftSection={Picture && <Picture size={18} aria-hidden />}
      active={place === path}
      aria-current={place === path ? 'page' : undefined}
      onClick={onGo}
      onPointerEnter={page.fetch}
      onFocus={page.fetch}
    />
  ));
}
