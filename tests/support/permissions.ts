import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PermissionTable } from '../../domain/permission';

/** The shipped table of permissions, for catalogues that a test makes up. */
export function shippedPermissions(): PermissionTable[] {
  const file = resolve(__dirname, '../../config/dong-thap/permissions.json');
  return [JSON.parse(readFileSync(file, 'utf8')) as PermissionTable];
}
