import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { queryClient } from './api/queries';
import { App } from './app';
import { LanguageProvider } from './language';
import { ShortcutProvider } from './shell/shortcuts';
import { fetchPage } from './routes';
import { beginSession } from './session';
import { styleNonce, theme } from './theme';

fetchPage(location.pathname);
void beginSession();

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} getStyleNonce={styleNonce} forceColorScheme="light">
        <QueryClientProvider client={queryClient()}>
          <LanguageProvider>
            <ShortcutProvider>
              <Notifications position="bottom-right" />
              <App />
            </ShortcutProvider>
          </LanguageProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
