import { z } from 'zod';
import {
  emptyPaper,
  measures,
  paperSeats,
  seats,
  signs,
  type PaperBody,
  type PaperKind,
  type Seat,
} from '../../law/request/papers';
import { choice, localTime, maybe, momentOf, name, text, ticked, whole } from '../http/fields';

const words = () => maybe(text({ max: 4_000, lines: true }));
const DECIMAL = /^-?\d{1,4}(?:[.,]\d{1,3})?$/;
const measured = () => maybe(text({ max: 10 }).regex(DECIMAL, 'Запишите число: 16 или 16,5.'));

const who = () => maybe(name(150));
const sign = () => maybe(choice(signs));
type SeatFields = Record<Seat, ReturnType<typeof who>> & Record<`${Seat}Sign`, ReturnType<typeof sign>>;
const seatFields = Object.fromEntries(
  seats.flatMap((seat) => [
    [seat, who()],
    [`${seat}Sign`, sign()],
  ]),
) as SeatFields;

/** What a paper may be filled in with; the law says what each kind needs (law/request/papers). */
export const paperBodyShape = z.object({
  ...seatFields,
  found: maybe(choice(['violation', 'fine', 'no-access'])),
  off: ticked(),
  since: maybe(localTime()),
  methods: words(),
  findings: words(),
  conclusions: words(),
  temperature: measured(),
  pressure: measured(),
  voltage: measured(),
  what: words(),
  cause: words(),
  harmed: words(),
  copies: maybe(whole({ least: 0, most: 20 })),
});
export type PaperForm = z.infer<typeof paperBodyShape>;

/** The paper of this kind, as the form was filled in. */
export function paperOf(kind: PaperKind, form: PaperForm, zone: string): { kind: PaperKind; body: PaperBody } {
  const { found, since, off } = form;
  const readings = Object.fromEntries(
    measures.flatMap((one) => (form[one] === undefined ? [] : [[one, form[one].replace(',', '.')]])),
  );
  return {
    kind,
    body: {
      ...emptyPaper,
      found: found === 'violation' || found === 'fine' ? found : null,
      off,
      since: since ? momentOf(since, zone).toISOString() : null,
      ...{ methods: form.methods ?? '', findings: form.findings ?? '', conclusions: form.conclusions ?? '' },
      ...{ what: form.what ?? '', cause: form.cause ?? '', harmed: form.harmed ?? '', copies: form.copies ?? 0 },
      readings,
      present: paperSeats[kind].flatMap((seat) => signatory(seat, form)),
    },
  };
}

function signatory(seat: Seat, form: PaperForm): PaperBody['present'] {
  const said = form[seat];
  return said ? [{ seat, name: said, sign: form[`${seat}Sign`] ?? 'none' }] : [];
}

/** Whether anything of a paper was filled in: a check may be told by telephone before its act is written. */
export const isPaperBegun = (form: PaperForm): boolean =>
  [form.methods, form.findings, form.conclusions, form.temperature, form.pressure, form.voltage].some(Boolean) ||
  paperSeats.check.some((seat) => form[seat]);
