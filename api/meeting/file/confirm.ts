import { instantDigits, counted, plural, type Forms } from '../../../law/base/russian';
import { checklist } from '../../../law/meeting/inspection/checklist';
import { ownerForms } from '../../../law/registry/words';
import { signerTitles, type SigningPart } from '../../../law/meeting/protocol/papers';
import { reachOfCircle } from '../../../store/meeting/notice/letters';
import { inspectionsOfCase } from '../../../store/meeting/file/inspections';
import { confirmOf, letterShown, reachWords, type Confirm, type ConfirmCall } from '../../case/confirm';
import { signed } from '../../account/signed';
import { breachWords, lookedThrough } from '../inspect/breaches';
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

const LOOKED: Forms = ['Просмотрен', 'Просмотрено', 'Просмотрено'];

const unseenWords = (seen: number): string[] => {
  if (seen >= checklist.length) return [];
  return seen === 0
    ? [`Ни один пункт из ${checklist.length} не просмотрен.`]
    : [`${plural(seen, LOOKED)} ${counted(seen, POINTS)} из ${checklist.length}.`];
};

/** P-16: two protocols on similar questions are checked together; until then neither is beyond doubt. */
async function openChecks({ id }: FilingShape, { db }: ConfirmCall): Promise<Pick<Confirm, 'warns' | 'see'>> {
  const open = (await inspectionsOfCase(db, id)).filter(({ doneAt }) => doneAt === null);
  return {
    warns: open.map(
      ({ number, otherNumber }) =>
        `Проверка сходных протоколов ${otherNumber} и ${number} не закончена: вывода ещё нет.`,
    ),
    see: open.map((one) => ({
      href: `/inspections/${one.id}`,
      title: `Проверка протоколов ${one.otherNumber} и ${one.number}`,
    })),
  };
}

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
    const { seen, breaches } = await lookedThrough(call.db, data.id, call.now);
    const open = await openChecks(data, call);
    return {
      warns: [
        ...unseenWords(seen),
        ...(breaches.length > 0
          ? [`Найдено нарушений: ${breaches.length}. Подлинники можно вернуть с замечаниями.`]
          : []),
        ...breaches.map(breachWords),
        ...open.warns,
      ],
      does: ['Подлинники принимаются на хранение.', keepingWords(data.law.drawn)].filter(Boolean),
      reaches: ['Инициатор собрания получит письмо.'],
      undo: 'Назад нельзя: принятые подлинники уже не вернуть с замечаниями.',
      see: [...checklistLink(data), ...open.see],
    };
  },
  return: async (data, call) => {
    const { breaches } = await lookedThrough(call.db, data.id, call.now);
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
          ...(breaches.length > 0 && { hint: 'Найденные нарушения уже вписаны, их можно править.' }),
          value: breaches.map(breachWords).join('\n'),
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
