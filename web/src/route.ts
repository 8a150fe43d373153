import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { Icon } from '@tabler/icons-react';
import type { Text } from './language';

/** A page: where it is, whose it is, and whether the menu names it. The first one that somebody may see is his home. */
export type Route = {
  path: string;
  title: Text;
  page: PageBody;
  /** The row of the table of permissions that it takes. */
  may: string;
  icon?: Icon;
};

/** `fetch` has its code come before it is shown. */
type PageBody = LazyExoticComponent<ComponentType> & { fetch: () => void };

/** Pages come with their area's code, when somebody goes there. */
export function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name): PageBody {
  let here: { default: ComponentType } | undefined;
  const read = async () => (here ??= { default: (await load())[name] });
  // What has come is shown at once: with a promise, even a kept one, the waiting face would stand for a third of a second.
  const body = lazy(() => (here ? atOnce(here) : read()));
  // A failure is told where the page is shown, which asks again.
  return Object.assign(body, { fetch: () => void read().catch(() => undefined) });
}

function atOnce<Value>(value: Value): Promise<Value> {
  return { then: (done: (value: Value) => unknown) => done(value) } as unknown as Promise<Value>;
}
