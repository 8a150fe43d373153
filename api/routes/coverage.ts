import { coverageOf, endOfDate, figureOf, type Coverage } from '../../domain/coverage';
import { Refusal } from '../../domain/problem';
import type { LocalDate } from '../../domain/time';
import type { Unit } from '../../domain/unit';
import { ok, signedIn, type Call, type Handler } from '../call';
import type { ApiContext } from '../context';
import { entryCells, entryView, figureCells, figureView } from '../coverage-view';
import { coverageRows } from '../reads/coverage';
import { tableReply, type TableFormat } from '../table-reply';

type CoverageQuery = { date?: LocalDate; format: 'json' | TableFormat };

export const readCoverage: Handler = signedIn(async (ctx, call) => {
  const { catalogue } = ctx;
  const { format } = call.query as CoverageQuery;
  const { date, figures, totals } = await coverageOn(ctx, call);
  if (format !== 'json')
    return tableReply(`coverage-${date}`, format, figureCells(catalogue, [...figures, ...totals], call.language));
  return ok({
    date,
    at: endOfDate(date),
    figures: figures.map((figure) => figureView(catalogue, figure, date)),
    totals: totals.map((figure) => figureView(catalogue, figure, date)),
  });
});

export const readCoverageRows: Handler = signedIn(async (ctx, call) => {
  const { catalogue } = ctx;
  const { format, figure: key } = call.query as CoverageQuery & { figure: string };
  const coverage = await coverageOn(ctx, call);
  const { date } = coverage;
  const figure = figureOf(coverage, key);
  if (!figure) throw new Refusal('not-found');
  const { entries } = figure;
  if (format !== 'json')
    return tableReply(`coverage-rows-${date}`, format, entryCells(catalogue, entries, call.language));
  return ok({
    date,
    at: endOfDate(date),
    figure: figureView(catalogue, figure, date),
    items: entries.map((entry) => entryView(catalogue, entry)),
  });
});

async function coverageOn({ read, catalogue }: ApiContext, call: Call): Promise<Coverage> {
  const { date = call.today } = call.query as CoverageQuery;
  const { units, fields } = catalogue.data;
  const codes = fields.map(({ code }) => code);
  const servedFields = (unit: Unit) => codes.filter((code) => catalogue.servesField(unit, code, date));
  return coverageOf({ units, date, rows: await coverageRows(read, catalogue, endOfDate(date)), servedFields });
}
