import { dueOf } from '../../domain/deadline';
import { checkOpeningPlace, openUnit, procedureInForce, servedAt, type OpeningPlace } from '../../domain/opening';
import { Refusal } from '../../domain/problem';
import type { Channel, Procedure } from '../../domain/procedure';
import { NEW } from '../../domain/process';
import { hasWords } from '../../domain/text';
import type { Instant, LocalDate } from '../../domain/time';
import { isOpen, type Level } from '../../domain/unit';
import { ok, signedIn, type Handler } from '../call';
import type { ApiContext } from '../context';
import { formView } from '../form-view';
import { API, present, unitName, unitView } from '../views';
import { unitId } from '../../domain/unit';

export const listProcedures: Handler = signedIn(({ catalogue }, call) => {
  const { unit, field, q } = call.query as { unit?: string; field?: string; q?: string };
  const receiving = unit === undefined ? undefined : openUnit(catalogue, unit, call.today, '/query/unit');
  const inForce = catalogue.data.procedures.filter((procedure) => isOpen(procedure, call.today));
  const items = inForce
    .filter((procedure) => field === undefined || procedure.field === field)
    .filter((procedure) => !receiving || servedAt(catalogue, procedure, receiving, call.today))
    .filter((procedure) => hasWords(q, `${procedure.code} ${procedure.name.vi} ${procedure.name.en}`))
    .map((procedure) => summaryOf(procedure));
  return ok({ items });
});

export const readProcedure: Handler = signedIn(({ catalogue }, call) => {
  const procedure = procedureInForce(catalogue, call.path.code ?? '', call.today, IN_ADDRESS.procedure);
  const { process, documents, fee, nationalField, validTo, replaces, sources, unverified } = procedure;
  const openings = catalogue.process(process)?.actions.filter((action) => action.from.includes(NEW)) ?? [];
  return ok({
    ...summaryOf(procedure),
    process,
    documents,
    fee,
    openings: openings.map(({ name, title, by }) => ({ name, title, roles: by?.roles ?? [] })),
    sources,
    unverified: unverified ?? [],
    ...present({ nationalField, validTo, replaces }),
  });
});

const IN_ADDRESS = { procedure: '/path/code', unit: '/query/unit' };

/** The form of an opening action, with the appointment that a receipt at this minute would get and why. */
export const readForm: Handler = signedIn(({ catalogue }, call) => {
  const { unit, channel } = call.query as { unit: string; channel: Channel };
  const { code = '', action: name = '' } = call.path;
  const place = checkOpeningPlace(catalogue, { procedure: code, unit }, call.today, IN_ADDRESS);
  const { procedure } = place;
  const action = catalogue.actionOf(procedure.process, NEW, name);
  if (!action) throw new Refusal('wrong-stage', { stage: NEW, action: name });
  return ok({
    procedure: summaryOf(procedure),
    units: {
      receiving: unitName(catalogue, unitId(place.receiving)),
      deciding: unitName(catalogue, unitId(place.deciding)),
    },
    channel,
    action: formView(catalogue, procedure, action, call.language),
    fee: procedure.fee,
    deadline: action.receives ? deadlineOf(catalogue, place, channel, call.now) : null,
  });
});

export const listUnits: Handler = signedIn(({ catalogue }, call) => {
  const { date = call.today, level, q } = call.query as { date?: LocalDate; level?: Level; q?: string };
  const items = catalogue.data.units
    .filter((unit) => isOpen(unit, date))
    .filter((unit) => level === undefined || unit.level === level)
    .filter((unit) => hasWords(q, `${unit.code} ${unit.name.vi} ${unit.name.en}`))
    .map(unitView);
  return ok({ items });
});

export const listFields: Handler = signedIn(({ catalogue }) => {
  const items = [...catalogue.data.fields]
    .sort((a, b) => a.order - b.order)
    .map(({ code, name, order, national }) => ({ code, name, order, national }));
  return ok({ items });
});

function summaryOf({ code, version, name, field, levels, limits, validFrom }: Procedure) {
  return {
    code,
    version,
    name,
    field,
    levels,
    limits,
    validFrom,
    links: { self: `${API}/procedures/${encodeURIComponent(code)}` },
  };
}

function deadlineOf(catalogue: ApiContext['catalogue'], place: OpeningPlace, channel: Channel, now: Instant) {
  const limit = place.procedure.limits[channel];
  if (!limit) return null;
  const { at, firstDay, skipped } = dueOf(catalogue.calendarAt(unitId(place.receiving)), limit, now);
  return { from: now, limit, dueAt: at, firstDay, skipped };
}
