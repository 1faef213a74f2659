import type { Knex } from 'knex';
import { identitiesOf } from '../../../store/meeting/file/papers';
import { editQuestion, questionsOf } from '../../../store/meeting/prepare/agenda';
import type { MeetingStage } from './stage';

/** What the initiator writes into the blanks of a ready-made agenda. */
const WORDS: Readonly<Record<string, string>> = {
  место: 'доски объявлений в подъездах',
  организация: 'нынешней управляющей организацией',
  'название, ОГРН': 'ООО «Уют», ОГРН по сведениям реестра лицензий',
  сумма: '32 рубля',
  срок: 'один год',
  год: '2027 год',
  перечень: 'подписывать акты приёмки работ по содержанию и текущему ремонту',
  'размер, порядок, условия': '3 рубля с квадратного метра в месяц, вместе с платой за содержание',
  'работы, срок, смета': 'покраска подъездов до 1 июня, смета приложена',
  'работы, срок, смета, источник, кто принимает': 'ремонт кровли до 1 октября за счёт фонда, принимает совет дома',
  'работы, источник денег': 'газоны и скамейки за счёт платы за содержание',
  'место, порядок проезда': 'у въезда с улицы, проезд по пропускам жителей',
  система: 'Домовой',
  'имя, СНИЛС или название, ОГРН': 'управляющую организацию дома',
  'место, часы': 'консьержная, с 10:00 до 17:00',
  'число дней': '14 дней',
  'способ, место в доме': 'объявление на досках в подъездах',
};
const BLANK = /\[([^\]]+)\]/g;
const NAMED = 3;

/** Fills the blanks of the agenda: a question with a blank cannot be voted on. */
export async function fillAgenda(trx: Knex, { id, owners, house }: MeetingStage): Promise<void> {
  const people = [...(await identitiesOf(trx, owners.slice(1, 1 + NAMED))).values()].map(({ name }) => name);
  const words: Readonly<Record<string, string>> = {
    ...WORDS,
    имена: people.join(', '),
    имя: people[0] ?? '',
    адрес: `${house.address}, консьержная`,
  };
  for (const { id: question, kind, wording, entrance } of await questionsOf(trx, id)) {
    const filled = wording.replace(BLANK, (blank, name: string) => words[name] ?? blank);
    if (filled !== wording) await editQuestion(trx, id, { id: question, kind, wording: filled, entrance });
  }
}
