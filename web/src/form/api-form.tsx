import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { Form } from '@rjsf/mantine';
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { Problem } from '../api/problem';
import { useLanguage } from '../language';
import { useShortcut } from '../shell/shortcuts';
import { faultsAt } from './faults';
import { PartTemplate } from './templates';
import { apiChecks } from './validator';

export type FormParts = { schema: Record<string, unknown>; uiSchema: Record<string, unknown> };
export type Typed = Record<string, unknown>;

type Props = {
  of: FormParts;
  /** Tells forms on one page from each other. */
  id: string;
  value: Typed;
  onChange: (value: Typed) => void;
  onSubmit: () => void;
  /** What the API refused, its faults at `/content/…`. */
  problem?: Problem;
  disabled?: boolean;
  children: ReactNode;
};

const templates = { ObjectFieldTemplate: PartTemplate };
/** Nothing is written that nobody chose: neither the first of some choices, nor the one thing that may be said. */
const NOTHING_CHOSEN = { constAsDefaults: 'never' } as const;

/** A form of the API: its schema, its hints, and its faults at the fields. */
export function ApiForm({ of: parts, id, value, onChange, onSubmit, problem, disabled, children }: Props) {
  const { language } = useLanguage();
  const faults = useMemo(() => faultsAt(problem, '/content', language), [problem, language]);
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => {
    shown.current?.querySelector<HTMLElement>('input, textarea, [type="submit"]')?.focus();
  }, []);
  useShortcut('alt+ArrowDown', NEXT, () => shown.current && toNextRequired(shown.current));
  useEffect(() => {
    // Where the first fault is, typing goes on.
    if (problem) shown.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem, faults]);
  const uiSchema = useMemo<UiSchema>(
    () => ({ ...parts.uiSchema, 'ui:submitButtonOptions': { norender: true } }),
    [parts],
  );
  return (
    <div ref={shown}>
      <Form
        idPrefix={id}
        schema={withoutDialect(parts.schema)}
        uiSchema={uiSchema}
        formData={value}
        validator={apiChecks}
        templates={templates}
        experimental_defaultFormStateBehavior={NOTHING_CHOSEN}
        extraErrors={faults}
        showErrorList={false}
        noHtml5Validate
        disabled={disabled}
        onChange={({ formData }) => onChange((formData as Typed | undefined) ?? {})}
        onSubmit={onSubmit}
      >
        {children}
      </Form>
    </div>
  );
}

const NEXT = { vi: 'Đến mục bắt buộc còn trống tiếp theo', en: 'To the next empty field that must be filled in' };

/** A plain case has a handful of fields that matter among many that may stay empty. */
function toNextRequired(form: HTMLElement): void {
  const fields = [...form.querySelectorAll<HTMLInputElement>('input[required], textarea[required]')];
  const empty = fields.filter((field) => field.value === '');
  const here = document.activeElement;
  const after = empty.find((field) => here && here.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING);
  (after ?? empty[0])?.focus();
}

/** The library knows one dialect by name and complains of others, though it reads them. */
function withoutDialect({ $schema: _dialect, ...schema }: Record<string, unknown>): RJSFSchema {
  return schema;
}
