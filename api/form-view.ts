import type { Catalogue } from '../domain/catalogue';
import { localise } from '../domain/form';
import type { JsonSchema, Procedure } from '../domain/procedure';
import type { Action } from '../domain/process';
import type { Language } from '../domain/text';

const EMPTY: JsonSchema = { type: 'object', properties: {}, additionalProperties: false };

/** What a person has to fill in for an action: the form in one language, and the papers that may come with it. */
export function formView(catalogue: Catalogue, procedure: Procedure, action: Action, language: Language) {
  const form = action.form === undefined ? undefined : catalogue.form(action.form);
  const takesPapers = Boolean(action.takesDocuments || action.receives);
  return {
    name: action.name,
    title: action.title,
    form: action.form ?? null,
    schema: form ? localise(catalogue.formSchema(form, procedure), language) : EMPTY,
    uiSchema: form?.uiSchema ?? {},
    documents: takesPapers ? procedure.documents : [],
    ...(action.legal && { legal: action.legal }),
  };
}
