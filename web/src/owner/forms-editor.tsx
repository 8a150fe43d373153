import { lazy, Suspense, useState } from 'react';
import {
  Button,
  Fieldset,
  Grid,
  Group,
  NumberInput,
  Paper,
  Select,
  Stack,
  Switch,
  Text as Line,
  Title,
} from '@mantine/core';
import type { Typed } from '../form/api-form';
import { useLanguage } from '../language';
import { Loading } from '../shell/faces';
import { Checks, checksAt } from './checks';
import { formKey, type Form, type Schema } from './definition';
import type { Editing } from './editing';
import { labelOf, questionsOf, putQuestion, shown, type Question } from './form-schema';
import { TitleFields } from './title-fields';
import { owner } from './words';

const ApiForm = lazy(() => import('../form/api-form').then(({ ApiForm: Filled }) => ({ default: Filled })));

/** The forms of the process: their questions, and beside them how they look. */
export function FormsEditor(editing: Editing) {
  const { say } = useLanguage();
  const { content, forms, checks, locked, edit } = editing;
  const own = new Map(content.forms.map((form) => [formKey(form), form]));
  const all = [...content.forms, ...forms.filter((form) => !own.has(formKey(form)))];
  const first = content.process.actions.find(({ receives }) => receives)?.form ?? (all[0] && formKey(all[0]));
  const [chosen, choose] = useState(first);
  const form = all.find((one) => formKey(one) === chosen);
  const change = (next: Form) =>
    edit((to) => {
      const place = to.forms.findIndex((one) => formKey(one) === chosen);
      if (place < 0) to.forms.push(next);
      else to.forms[place] = next;
    });
  const place = content.forms.findIndex((one) => formKey(one) === chosen);
  return (
    <Stack>
      <Select
        label={say(owner.form)}
        value={chosen ?? null}
        allowDeselect={false}
        onChange={(key) => choose(key ?? chosen)}
        data={all.map((one) => ({ value: formKey(one), label: `${say(one.title)} (${formKey(one)})` }))}
        maw={420}
      />
      {place >= 0 && <Checks of={checksAt(checks, `/forms/${place}`)} />}
      {form && (
        <Grid gutter="md">
          <Grid.Col span={{ base: 12, lg: 7 }}>
            <Questions key={chosen} form={form} locked={locked} onChange={change} />
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 5 }}>
            <Preview key={chosen} form={form} details={content.procedure.details} />
          </Grid.Col>
        </Grid>
      )}
    </Stack>
  );
}

type QuestionsProps = { form: Form; locked: boolean; onChange: (form: Form) => void };

function Questions({ form, locked, onChange }: QuestionsProps) {
  const { say } = useLanguage();
  const put = (path: string[], node: Schema | undefined, required: boolean) =>
    onChange(putQuestion(form, path, node, required));
  const add = () => {
    const names = new Set(Object.keys((form.schema.properties as object | undefined) ?? {}));
    let number = 1;
    while (names.has(`muc${number}`)) number += 1;
    const label = { vi: `Mục ${number}`, en: `Item ${number}` };
    put([`muc${number}`], { type: 'string', maxLength: 200, 'x-title': label }, false);
  };
  return (
    <Fieldset legend={say(owner.questions)} disabled={locked}>
      <Stack gap="sm">
        <TitleFields value={form.title} onChange={(title) => onChange({ ...form, title })} />
        {questionsOf(form.schema).map((question) => (
          <QuestionFields key={question.path.join('/')} question={question} onChange={put} />
        ))}
        <Group>
          <Button variant="default" size="xs" onClick={add}>
            {say(owner.addQuestion)}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

const KINDS = ['string', 'integer', 'number', 'boolean', 'date'] as const;
type Kind = (typeof KINDS)[number];

function kindOf({ type, format }: Schema): Kind | undefined {
  if (type === 'string' && format === 'date') return 'date';
  return KINDS.find((kind) => kind === type);
}

/** Whatever else the question had belongs to its old kind. */
function ofKind(node: Schema, kind: Kind): Schema {
  const title = { 'x-title': node['x-title'], ...(node['x-help'] !== undefined && { 'x-help': node['x-help'] }) };
  if (kind === 'date') return { ...title, type: 'string', format: 'date' };
  return { ...title, type: kind, ...(kind === 'string' && { maxLength: 200 }) };
}

type FieldsProps = {
  question: Question;
  onChange: (path: string[], node: Schema | undefined, required: boolean) => void;
};

function QuestionFields({ question: { path, node, required }, onChange }: FieldsProps) {
  const { say } = useLanguage();
  const kind = kindOf(node);
  const label = labelOf(node);
  const set = (next: Schema) => onChange(path, next, required);
  const slot = node['x-slot'] !== undefined;
  return (
    <Paper
      withBorder
      p="xs"
      ml={(path.length - 1) * 16}
      role="group"
      aria-label={say(owner.question, { name: say(label) })}
    >
      <Stack gap="xs">
        <TitleFields
          value={label}
          labels={{ vi: owner.labelVi, en: owner.labelEn }}
          onChange={(title) => set({ ...node, 'x-title': title })}
        />
        <Group align="flex-end" gap="sm">
          {kind && (
            <Select
              label={say(owner.kind)}
              value={kind}
              allowDeselect={false}
              w={150}
              onChange={(next) => set(ofKind(node, (next ?? kind) as Kind))}
              data={KINDS.map((value) => ({ value, label: say(owner[value]) }))}
            />
          )}
          {kind === 'string' && (
            <NumberInput
              label={say(owner.most)}
              value={typeof node.maxLength === 'number' ? node.maxLength : ''}
              min={1}
              max={20000}
              w={110}
              onChange={(most) => set({ ...node, maxLength: Number(most) || undefined })}
            />
          )}
          <Switch
            label={say(owner.required)}
            checked={required}
            onChange={(event) => onChange(path, node, event.currentTarget.checked)}
          />
          {!slot && (
            <Button variant="subtle" c="red.9" size="xs" onClick={() => onChange(path, undefined, false)}>
              {say(owner.remove, { name: say(label) || path.join('/') })}
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}

function Preview({ form, details }: { form: Form; details: Schema | undefined }) {
  const { say, language } = useLanguage();
  const [typed, type] = useState<Typed>({});
  const parts = { schema: shown(form.schema, details, language), uiSchema: form.uiSchema ?? {} };
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="preview" className="aside">
      <Title order={2} size="h5" id="preview">
        {say(owner.preview)}: {say(form.title)}
      </Title>
      <Line size="sm" c="dimmed">
        {say(owner.previewHelp)}
      </Line>
      <Suspense fallback={<Loading rows={6} />}>
        <ApiForm id="preview-form" of={parts} value={typed} onChange={type} onSubmit={() => undefined}>
          {null}
        </ApiForm>
      </Suspense>
    </Paper>
  );
}
