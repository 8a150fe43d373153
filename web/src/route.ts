import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { Icon } from '@tabler/icons-react';
import type { Text } from './language';

/** A page: where it is, whose it is, and whether the menu names it. The first one that somebody may see is his home. */
export type Route = {
  path: string;
  title: Text;
  page: LazyExoticComponent<ComponentType>;
  /** The row of the table of permissions that it takes. */
  may: string;
  icon?: Icon;
};

/** Pages come with their area's code, when somebody goes there. */
export function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) {
  return lazy(async () => ({ default: (await load())[name] }));
}
