import '@mantine/dates/styles.css';
import 'dayjs/locale/vi';
import { DateInput } from '@mantine/dates';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat';
import { useLanguage } from '../language';
import { shared } from './words';

dayjs.extend(customParseFormat);

const WIDTH = 150;
const FORMATS = ['DD/MM/YYYY', 'D/M/YYYY', 'YYYY-MM-DD'];

/** A date as `YYYY-MM-DD`, written with the day in front whatever language the browser has. */
export function DateField(props: {
  label: string;
  value: string;
  onChange: (date: string) => void;
  min?: string;
  max?: string;
  error?: string;
  required?: boolean;
  /** Whether no date is an answer too; it is the empty text. */
  optional?: boolean;
}) {
  const { value, onChange, min, max, optional = false, ...rest } = props;
  const { say, language } = useLanguage();
  return (
    <DateInput
      {...rest}
      value={value || null}
      valueFormat="DD/MM/YYYY"
      dateParser={(text) => {
        const date = dayjs(text, FORMATS, true);
        return date.isValid() ? date.format('YYYY-MM-DD') : null;
      }}
      locale={language}
      firstDayOfWeek={1}
      minDate={min}
      maxDate={max}
      size="sm"
      miw={WIDTH}
      // A label longer than a date stays in one line, so that dates side by side stand at one height.
      styles={{ wrapper: { width: WIDTH } }}
      clearable={optional}
      clearButtonProps={{ 'aria-label': say(shared.clear), tabIndex: 0 }}
      onChange={(date) => {
        if (date || optional) onChange(date ?? '');
      }}
    />
  );
}
