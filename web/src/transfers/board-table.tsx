import './board.css';
import { memo } from 'react';
import { Link } from 'wouter';
import { useLanguage } from '../language';
import { dayOf } from '../shared/dates';
import { shared } from '../shared/words';
import type { Board, Cell } from './calls';
import { transfers } from './words';

type Row = Board['units'][number];

/**
 * A plain table of links, drawn by the browser row by row as they come into sight: 4,000 cells with components of the
 * library in each would take seconds.
 */
export function BoardTable({ board, details }: { board: Board; details: boolean }) {
  const { say, language } = useLanguage();
  return (
    <div className="board" tabIndex={0} role="region" aria-label={say(transfers.boardOf)}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say(shared.unit)}</th>
            {board.fields.map(({ code, name }) => (
              <th key={code} scope="col">
                {name[language]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {board.units.map((row) => (
            <BoardRow key={row.unit.id} row={row} fields={board.fields} details={details} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const BoardRow = memo(function BoardRow(props: { row: Row; fields: Board['fields']; details: boolean }) {
  const { row, fields, details } = props;
  const { language } = useLanguage();
  return (
    <tr>
      <th scope="row">{row.unit.name[language]}</th>
      {fields.map(({ code }) => (
        <td key={code}>
          {row.cells
            .filter(({ field }) => field === code)
            .map((cell) => (
              <BoardCell key={cell.transfer} cell={cell} details={details} />
            ))}
        </td>
      ))}
    </tr>
  );
});

function BoardCell({ cell, details }: { cell: Cell; details: boolean }) {
  const { say, language } = useLanguage();
  const { transfer, stage, missing, effectiveOn, flagged, scope, illustrative } = cell;
  const names = missing.map(({ title }) => title[language]);
  const waits = missing.length > 0 ? say(transfers.missing, { count: missing.length }) : say(transfers.ready);
  return (
    <Link href={`/chuyen-giao/${transfer}`} title={names.join('; ')} className={flagged ? 'flagged' : undefined}>
      <b>{stage.title[language]}</b>
      {scope !== 'both' && <span>{say(transfers[scope as 'receive'])}</span>}
      <span>
        {flagged && `⚑ ${say(transfers.flagged)}, `}
        {waits}
      </span>
      {details && names.map((name) => <small key={name}>– {name}</small>)}
      <span>{dayOf(effectiveOn)}</span>
      {illustrative && <small>({say(transfers.illustrative)})</small>}
    </Link>
  );
}
