import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { readContract } from '../../../api/contract';
import type { Answer } from '../../support/caller';

type Described = { responses: Record<string, { $ref?: string; content?: object }> };

const contract = readContract();
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
addFormats(ajv);
ajv.addVocabulary(Object.keys(contract.document));
ajv.addSchema(contract.document, 'contract', undefined, false);

const escaped = (name: string) => name.replace(/~/g, '~0').replace(/\//g, '~1');

/** Holds an answer against what the OpenAPI document promises for its status and media type. */
export function checkAnswer(id: string, answer: Answer): Answer {
  const operation = contract.operations.find((candidate) => candidate.id === id);
  if (!operation) throw new Error(`no operation ${id}`);
  const path = operation.path.replace(/:(\w+)/g, '{$1}');
  const described = (contract.document.paths as Record<string, Record<string, Described>>)[path]?.[operation.method];
  const response = described?.responses[String(answer.status)];
  if (!response) throw new Error(`${id} does not describe the status ${answer.status}: ${JSON.stringify(answer.body)}`);
  const place = response.$ref?.slice(1) ?? `/paths/${escaped(path)}/${operation.method}/responses/${answer.status}`;
  const [type = ''] = (answer.headers.get('content-type') ?? '').split(';');
  const pointer = `${place}/content/${escaped(type)}/schema`.split('/').map(encodeURIComponent).join('/');
  const check = ajv.getSchema(`contract#${pointer}`);
  if (!check) throw new Error(`${id} does not describe ${type} for ${answer.status}`);
  if (!check(answer.body))
    throw new Error(`${id} ${answer.status}: ${ajv.errorsText(check.errors)}\n${JSON.stringify(answer.body)}`);
  return answer;
}
