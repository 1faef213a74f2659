import { HOUR_MS, MINUTE_MS } from '../../../law/base/zone';

/** One deed of a life, so long after the call. */
export interface Deed {
  after: number;
  act: string;
  /** Who does it; the desk unless told otherwise. */
  by?: 'master' | 'applicant' | 'head';
  args?: Readonly<Record<string, string | number>>;
  words?: { kind: 'note' | 'reason' | 'result' | 'proof' | 'objection' | 'comment'; body: string };
}

export interface SeedRequest {
  name: string;
  /** How long before the end of the seed it is called in. */
  before: number;
  kind: string;
  text: string;
  /** Of a flat, of the entrance, or of nobody in particular. */
  where: 'flat' | 'house';
  source?: 'cabinet';
  deeds: readonly Deed[];
}

const DAY_MS = 24 * HOUR_MS;
const minutes = (count: number): number => count * MINUTE_MS;
const hours = (count: number): number => count * HOUR_MS;
const result = (body: string) => ({ kind: 'result' as const, body });

const sent: Deed = { after: minutes(2), act: 'assign' };
const taken: Deed = { after: minutes(3), act: 'accept', by: 'master' };
const there: Deed = { after: minutes(20), act: 'arrive', by: 'master' };
const stopped: Deed = { after: minutes(26), act: 'localise', by: 'master' };
const fixed = (after: number, body: string): Deed => ({ after, act: 'fix', by: 'master', words: result(body) });
const praised = (after: number, rating: number): Deed => ({ after, act: 'confirm', by: 'applicant', args: { rating } });
const usual = (body: string, rating: number): Deed[] => [
  ...[sent, taken, there],
  fixed(minutes(70), body),
  praised(hours(3), rating),
];
const emergency = (body: string): Deed[] => [...[sent, taken, there, stopped], fixed(hours(2), body)];

/** Lives that are over: every way a request may end. */
const past: readonly Omit<SeedRequest, 'name'>[] = [
  { before: 82 * DAY_MS, kind: 'S01', where: 'flat', text: 'Течёт кран на кухне, вода капает в шкаф.', deeds: usual('Заменена кран-букса.', 5) },
  { before: 75 * DAY_MS, kind: 'S04', where: 'flat', text: 'Вода в ванне не уходит, стоит и в раковине.', deeds: usual('Прочищен лежак канализации.', 5) },
  { before: 69 * DAY_MS, kind: 'L01', where: 'house', text: 'Лифт стоит на третьем этаже с открытыми дверями.', deeds: [sent, taken, there, fixed(hours(26), 'Заменено реле дверей.')] },
  { before: 61 * DAY_MS, kind: 'E07', where: 'house', text: 'На лестнице не горит ни одна лампа.', deeds: usual('Заменены три светильника.', 4) },
  { before: 54 * DAY_MS, kind: 'S02.cold-water', where: 'flat', text: 'Прорвало трубу под раковиной, вода идёт к соседям.', deeds: emergency('Заменён участок трубы, протечка устранена.') },
  { before: 47 * DAY_MS, kind: 'S05', where: 'house', text: 'Забит мусоропровод на шестом этаже.', deeds: usual('Ствол прочищен.', 5) },
  { before: 40 * DAY_MS, kind: 'G01', where: 'house', text: 'В подъезде пахнет газом.', deeds: [{ after: minutes(1), act: 'hand-off', words: { kind: 'proof', body: '104, приняла дежурная, заявка 5512.' } }, { after: hours(1), act: 'fix', words: result('Газовая служба устранила утечку на вводе.') }] },
  { before: 33 * DAY_MS, kind: 'O03', where: 'house', text: 'Дверь подъезда не закрывается.', deeds: [sent, taken, there, fixed(hours(5), 'Отрегулирован доводчик.'), { after: hours(20), act: 'reopen', by: 'applicant', words: { kind: 'objection', body: 'Дверь снова не закрывается.' } }, { after: hours(21), act: 'assign' }, { after: hours(21), act: 'arrive', by: 'master' }, fixed(hours(23), 'Доводчик заменён.'), praised(hours(30), 4)] },
  { before: 26 * DAY_MS, kind: 'S01', where: 'flat', text: 'Сливной бачок шумит и течёт.', deeds: [{ after: hours(2), act: 'cancel', by: 'applicant', args: { why: 'self' } }] },
  { before: 19 * DAY_MS, kind: 'R01', where: 'house', text: 'Капает с потолка на верхнем этаже.', deeds: [{ after: hours(3), act: 'assign' }, { after: hours(3), act: 'arrive', by: 'master' }, fixed(hours(60), 'Заделано примыкание у вентшахты.')] },
  { before: 12 * DAY_MS, kind: 'E02', where: 'house', text: 'В половине подъезда нет света.', deeds: usual('Заменён автомат на вводе.', 5) },
  { before: 8 * DAY_MS, kind: 'S01', where: 'flat', text: 'Подтекает смеситель в ванной.', deeds: usual('Заменена прокладка.', 5) },
];

/** An ordinary living day: something in every state. */
const living: readonly Omit<SeedRequest, 'name'>[] = [
  { before: hours(74), kind: 'F03', where: 'flat', text: 'Мокнет потолок в ванной от соседей сверху.', deeds: [sent, taken] },
  { before: hours(30), kind: 'E07', where: 'house', text: 'Не горит фонарь над входом.', deeds: [sent, taken] },
  { before: hours(26), kind: 'S01', where: 'flat', text: 'Капает кран, прошу прийти после обеда.', source: 'cabinet', deeds: [sent, taken, there, fixed(hours(4), 'Заменена кран-букса, кран не течёт.')] },
  { before: hours(9), kind: 'R02', where: 'house', text: 'Оторвалась водосточная труба.', deeds: [] },
  { before: hours(5), kind: 'Q.heating', where: 'flat', text: 'Батареи холодные, в комнате 16 градусов.', deeds: [sent, taken, there] },
  { before: hours(3), kind: 'L01', where: 'house', text: 'Лифт не едет, стоит на первом этаже.', deeds: [sent, taken] },
  { before: hours(2), kind: 'S04', where: 'flat', text: 'Засор канализации, вода поднимается в раковине.', deeds: [sent, taken, there] },
  { before: minutes(34), kind: 'S02.hot-water', where: 'flat', text: 'Течёт горячая труба в стояке.', deeds: [sent, taken, there, stopped] },
  { before: minutes(34), kind: 'E04', where: 'house', text: 'Искрит щиток на площадке.', deeds: [sent] },
  { before: minutes(12), kind: 'S01', where: 'flat', text: 'Не закрывается кран на кухне.', source: 'cabinet', deeds: [] },
];

export const seedRequests: readonly SeedRequest[] = [...past, ...living].map((one, index) => ({
  ...one,
  name: `request:${index}:${one.kind}`,
}));
