import type { RoleId } from '../../../domain/ids.ts';
import type { Naming } from '../explained.ts';

export { explain, type Explained, type Naming } from '../explained.ts';

export const anyOf = (roles: readonly RoleId[], { role }: Naming): string => roles.map(role).join(' or ');
