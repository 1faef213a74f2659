import { instantDigits, counted, type Forms } from '../../../law/base/russian';
import { checklist } from '../../../law/meeting/inspection/checklist';
import { ownerForms } from '../../../law/registry/words';
import { signerTitles, type SigningPart } from '../../../law/meeting/protocol/papers';
import { reachOfCircle } from '../../../store/meeting/notice/letters';
import { findingsOf, type Finding } from '../../../store/meeting/file/findings';
import { confirmOf, letterShown, reachWords, type Confirm, type ConfirmCall } from '../../case/confirm';
import { signed } from '../../account/signed';
import { mustFind } from '../vote/access';
import { filingPartsOf, mustBe } from './access';
import { partFor, type FilingAct } from './allows';
import { loadFiling } from './load';
import type { FilingShape } from './shape';
import { keepingWords } from './terms';

/** «register» is the address of the meeting's register of owners. */
export const filingPath = (name: FilingAct): string => `/meetings/:id/${name === 'register' ? 'keep' : name}`;

const BUTTONS: Readonly<Record<FilingAct, { title: string; kind?: string }>> = {
  'hand-over': { title: 'Подлинники переданы управляющей организации' },
  file: { title: 'Подлинники направлены в ГЖИ' },
  return: { title: 'Вернуть с замечаниями', kind: 'secondary' },
  register: { title: 'Принять на хранение' },
  publish: { title: 'Сообщить итоги собственникам', kind: 'secondary' },
};

/** Buttons that lead to the pages of the acts a person may give now; the one act of an inspector stands first. */
export const filingButtons = (id: string, acts: readonly string[]) =>
  (['hand-over', 'file', 'register', 'return', 'publish'] as const)
    .filter((name) => acts.includes(name))
    .map((name) => ({ ...BUTTONS[name], href: filingPath(name).replace(':id', id) }));

type Words = Omit<Parameters<typeof confirmOf>[0], 'title' | 'eyebrow' | 'action' | 'back' | 'button'>;
type Say = (data: FilingShape, call: ConfirmCall) => Words | Promise<Words>;

const POINTS: Forms = ['пункт', 'пункта', 'пунктов'];
const NO_WAY_BACK = 'Назад нельзя: запись о передаче остаётся в деле навсегда.';

/** What an inspector has found so far: the newest word on each point. */
async function found(call: ConfirmCall, id: string): Promise<Finding[]> {
  const all = await findingsOf(call.db, id);
  return all.filter(({ point }, index) => all.findIndex((one) => one.point === point) === index);
}

const unseenWords = (seen: number): string[] =>
  seen < checklist.length
    ? [`Просмотрено ${counted(seen, POINTS)} из ${checklist.length}: остальные вы не отметили.`]
    : [];

const checklistLink = ({ id }: FilingShape) => [
  { href: `/meetings/${id}/checklist`, title: 'Проверка собрания по пунктам' },
];

const says: Readonly<Record<FilingAct, Say>> = {
  'hand-over': ({ manager }) => ({
    does: [
      `Запишется, что подлинники протокола и решений отданы: ${manager ?? 'управляющая организация'}.`,
      'С этой минуты идёт её срок отправить их в ГЖИ. Нажимайте, когда бумаги уже у неё.',
    ],
    reaches: ['Управляющая организация и её руководитель получат письмо о сроке.'],
    undo: NO_WAY_BACK,
  }),
  file: () => ({
    does: [
      'Запишется, что подлинники отправлены в жилищную инспекцию. Нажимайте, когда они уже отправлены.',
      'Система поищет другой протокол по тем же вопросам: если найдёт, инспекция обязана проверить оба.',
    ],
    reaches: ['Жилищная инспекция получит письмо.'],
    undo: 'Назад нельзя: вернуть подлинники может только инспекция.',
  }),
  register: async (data, call) => {
    const seen = await found(call, data.id);
    const breaches = seen.filter(({ verdict }) => verdict === 'breach').length;
    return {
      warns: [
        ...unseenWords(seen.length),
        ...(breaches > 0 ? [`Найдено нарушений: ${breaches}. Подлинники можно вернуть с замечаниями.`] : []),
      ],
      does: ['Подлинники принимаются на хранение.', keepingWords(data.law.drawn)].filter(Boolean),
      reaches: ['Инициатор собрания получит письмо.'],
      undo: 'Назад нельзя: принятые подлинники уже не вернуть с замечаниями.',
      see: checklistLink(data),
    };
  },
  return: async (data, call) => {
    const breaches = (await found(call, data.id)).filter(({ verdict }) => verdict === 'breach');
    return {
      does: ['Подлинники возвращаются на исправление, у управляющей организации пойдёт назначенный вами срок.'],
      reaches: ['Инициатор и управляющая организация получат письмо с замечаниями и сроком.'],
      undo: 'Назад нельзя: замечания и срок остаются в деле. Исправленные подлинники пришлют снова.',
      see: checklistLink(data),
      fields: [
        {
          kind: 'text',
          name: 'remark',
          label: 'Что исправить',
          hint: 'Найденные нарушения уже вписаны, их можно править.',
          value: breaches.map(({ point, reason }) => `Пункт ${point}. ${reason ?? ''}`.trim()).join('\n'),
        },
        { kind: 'day', name: 'until', label: 'Исправить до', hint: 'Последний день срока.' },
      ],
    };
  },
  publish: async ({ id }, call) => ({
    does: ['Итоги и протокол станут видны всем собственникам, страница итогов откроется без входа.'],
    reaches: reachWords(await reachOfCircle(call.db, { caseId: id, circle: 'holders', urgent: false }), ownerForms),
    freezes: ['День объявления: от него считают срок обжалования в суде.'],
    undo: 'Назад нельзя: объявленное не отозвать.',
    letter: await letterShown(call, { caseId: id, letter: 'meeting-result', at: call.now }),
  }),
};

const idOf = ({ params }: ConfirmCall): string => (params as { id: string }).id;

const toPapers = ({ id }: FilingShape) => ({ href: `/meetings/${id}/protocol`, title: 'К протоколу' });

/** The page before an act with the originals, for whoever may give it. */
export const beforeFiling =
  (name: FilingAct) =>
  async (call: ConfirmCall): Promise<Confirm> => {
    const file = await mustFind(call.db, idOf(call));
    mustBe(filingPartsOf(file, signed(call)), partFor(name, file.meeting.directManagement));
    const data = await loadFiling(call.db, signed(call), idOf(call), { now: call.now });
    return confirmOf({
      ...(await says[name](data, call)),
      title: BUTTONS[name].title,
      eyebrow: `${data.number} · ${data.address}`,
      button: data.acts.includes(name) ? BUTTONS[name].title : null,
      action: `/meetings/${data.id}/${name}`,
      back: toPapers(data),
    });
  };

const partOf = ({ query, body }: ConfirmCall): unknown =>
  (body as { part?: unknown } | undefined)?.part ?? (query as { part?: unknown } | undefined)?.part;

/** The page before a signature; of several parts the one asked for, or the first. */
export async function beforeSigning(call: ConfirmCall): Promise<Confirm> {
  const data = await loadFiling(call.db, signed(call), idOf(call), { now: call.now });
  const part = data.signAs.find(({ value }) => value === partOf(call)) ?? data.signAs[0];
  const missing = data.signers.filter(({ signedAt }) => !signedAt).length;
  return confirmOf({
    title: 'Подписать протокол',
    eyebrow: `${data.number} · ${data.address}`,
    button: part ? 'Подписать протокол' : null,
    does: [
      part
        ? `Вы подпишете протокол${data.protocolNumber ? ` № ${data.protocolNumber}` : ''} как: ` +
          `${signerTitles[part.value as SigningPart].toLowerCase()}.`
        : 'Подписывать сейчас нечего.',
      missing === 1
        ? 'Это последняя подпись: протокол будет готов.'
        : `Подписей не хватает: ${missing}, вместе с вашей.`,
      ...(data.draftedAt ? [`Протокол составлен ${instantDigits(new Date(data.draftedAt), data.zone)}.`] : []),
    ],
    freezes: missing === 1 ? ['Протокол и имена избранных в совет.'] : [],
    undo: 'Назад нельзя: подпись не отозвать. Сначала прочитайте протокол.',
    fields: part ? [{ kind: 'hidden', name: 'part', value: part.value }] : [],
    see: [toPapers(data)],
    action: `/meetings/${data.id}/sign`,
    back: toPapers(data),
  });
}
