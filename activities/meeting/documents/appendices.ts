import type { PaperFacts } from './facts';
import { decisionRows, materialRows, noticeRows, participantRows, proxyRows, registerRows } from './register';
import { noticeView } from './notice';

interface Wish {
  open: boolean;
  newForm: boolean;
}

/**
 * 266/пр: the numbered appendices of the protocol. Everyone gets the message, the participants and the materials;
 * registers, powers of attorney and decisions with СНИЛС go with the originals only.
 */
export function appendices(facts: PaperFacts, { open, newForm }: Wish) {
  const { meeting } = facts;
  const present = meeting.form === 'in-person' || meeting.form === 'mixed';
  const rows = participantRows(facts);
  const all = [
    { kind: 'register', title: 'Реестр собственников помещений', secret: true, rows: registerRows(facts) },
    { kind: 'notice', title: 'Сообщение о проведении собрания', secret: false, rows: [], notice: noticeView(facts) },
    { kind: 'ledger', title: 'Реестр вручения сообщений', secret: true, rows: noticeRows(facts) },
    { kind: 'participants', title: 'Список принявших участие', secret: false, rows },
    ...(present
      ? [{ kind: 'present', title: 'Список присутствовавших на очной части', secret: true, rows: blank(PRESENT_LINES) }]
      : []),
    { kind: 'proxies', title: 'Доверенности представителей', secret: true, rows: proxyRows(facts) },
    { kind: 'materials', title: 'Документы, рассмотренные собранием', secret: false, rows: materialRows(facts) },
    { kind: 'decisions', title: 'Решения собственников', secret: true, rows: decisionRows(facts) },
  ];
  // The public copy keeps the numbers of the original, so that an appendix has one number.
  return all
    .map((one, index) => ({ ...one, number: index + 1, open, snils: newForm && !open, size: sizeOf(one) }))
    .filter(({ secret }) => !open || !secret);
}

const sizeOf = ({ kind, rows }: { kind: string; rows: readonly object[] }): string => {
  if (kind === 'present') return 'заполняют от руки';
  return `записей: ${kind === 'notice' ? 1 : rows.length}`;
};

const PRESENT_LINES = 20;
/** Lines to be filled in by hand at the meeting. */
const blank = (lines: number) => Array.from({ length: lines }, (_, index) => ({ line: index + 1 }));
