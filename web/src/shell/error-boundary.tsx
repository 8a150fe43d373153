import { Component, type ReactNode } from 'react';
import { Alert, Button, Code, Stack, Text as Line } from '@mantine/core';
import { useLanguage } from '../language';
import { shell } from './words';

type Props = { children: ReactNode };

/** Keeps a fault of one page from taking the others with it. Another address begins anew: give it the place as `key`. */
export class ErrorBoundary extends Component<Props, { error?: unknown }> {
  override state: { error?: unknown } = {};

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    return this.state.error === undefined ? this.props.children : <Broken error={this.state.error} />;
  }
}

function Broken({ error }: { error: unknown }) {
  const { say } = useLanguage();
  return (
    <Alert role="alert" color="red" title={say(shell.broken)}>
      <Stack align="flex-start">
        <Line size="sm">{say(shell.brokenHelp)}</Line>
        <Code>{error instanceof Error ? error.message : String(error)}</Code>
        <Button onClick={() => location.reload()}>{say(shell.reload)}</Button>
      </Stack>
    </Alert>
  );
}
