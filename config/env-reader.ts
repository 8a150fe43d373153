import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Text } from '../domain/text';
import type { Instant } from '../domain/time';

export type Variables = Readonly<Record<string, string | undefined>>;

/** Reads single variables and collects what is wrong with them, so that the operator hears of every fault at once. */
export class EnvReader {
  readonly faults: Text[] = [];

  constructor(private readonly variables: Variables) {}

  fault(name: string, vi: string, en: string): undefined {
    this.faults.push({ vi: `${name}: ${vi}`, en: `${name}: ${en}` });
  }

  /** An empty variable counts as absent: compose files hand unset variables on as empty ones. */
  text(name: string): string | undefined {
    return this.variables[name]?.trim() || undefined;
  }

  integer(name: string, standard: number, least: number, most: number): number {
    const text = this.text(name);
    if (text === undefined) return standard;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    this.fault(
      name,
      `cần số nguyên từ ${least} đến ${most}, đang là “${text}”`,
      `needs a whole number from ${least} to ${most}, is “${text}”`,
    );
    return standard;
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T | undefined {
    const text = this.text(name);
    const found = values.find((value) => value === text);
    if (text === undefined || found) return found;
    return this.fault(
      name,
      `cần một trong ${values.join(', ')}, đang là “${text}”`,
      `needs one of ${values.join(', ')}, is “${text}”`,
    );
  }

  name(name: string): string | undefined {
    const text = this.text(name);
    if (!text || /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(text)) return text;
    return this.fault(
      name,
      `chỉ gồm chữ, số và . _ -, đang là “${text}”`,
      `may hold letters, digits and . _ - only, is “${text}”`,
    );
  }

  address(name: string): string | undefined {
    const text = this.text(name);
    if (!text || /^([^\s:/]+|\[[\da-f:.]+\]):\d{1,5}$/i.test(text)) return text;
    return this.fault(name, `cần dạng máy:cổng, đang là “${text}”`, `needs the form host:port, is “${text}”`);
  }

  /** An address of the web without query, its last slash taken off. */
  webUrl(name: string): string | undefined {
    const text = this.text(name);
    if (!text) return undefined;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const plain = url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username && !url.password;
    if (plain) return text.replace(/\/+$/, '');
    return this.fault(
      name,
      `cần dạng https://máy/đường-dẫn, đang là “${text}”`,
      `needs the form https://host/path, is “${text}”`,
    );
  }

  folder(name: string): string | undefined {
    const text = this.text(name);
    if (!text) return undefined;
    if (statSync(text, { throwIfNoEntry: false })?.isDirectory()) return resolve(text);
    return this.fault(name, `không có thư mục “${text}”`, `there is no folder “${text}”`);
  }

  // The value is not repeated in the message: it holds a password.
  postgresUrl(name: string): string | undefined {
    const text = this.text(name);
    if (!text) return undefined;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1) return text;
    return this.fault(
      name,
      'cần dạng postgres://người_dùng:mật_khẩu@máy:cổng/cơ_sở_dữ_liệu',
      'needs the form postgres://user:password@host:port/database',
    );
  }

  instant(name: string): Instant | undefined {
    const text = this.text(name);
    if (!text) return undefined;
    const hasZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
    if (hasZone && !Number.isNaN(Date.parse(text))) return new Date(text).toISOString();
    return this.fault(
      name,
      `cần thời điểm có múi giờ như 2020-10-05T07:30:00+07:00, đang là “${text}”`,
      `needs an instant with its zone such as 2020-10-05T07:30:00+07:00, is “${text}”`,
    );
  }
}
