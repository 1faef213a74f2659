/** Papers that Domovoy draws up for a meeting, each of them once. */
export const paperKinds = [
  'protocol-xml',
  'protocol',
  'protocol-public',
  'protocol-draft',
  'notice',
  'ballot-form',
  'delivery-sheet',
] as const;
export type PaperKind = (typeof paperKinds)[number];

/** What a paper is called on the page and in the folder of whoever saves it. */
export const paperTitles: Readonly<Record<PaperKind, string>> = {
  notice: 'Сообщение о собрании',
  'ballot-form': 'Бланки решений',
  'delivery-sheet': 'Реестр вручения',
  'protocol-draft': 'Проект протокола',
  protocol: 'Протокол',
  'protocol-public': 'Протокол для публикации',
  'protocol-xml': 'Протокол (XML)',
};

/** Papers without СНИЛС, passport and whole names: everyone of the house may have them (152-ФЗ; 266/пр). */
export const openPapers: readonly PaperKind[] = ['notice', 'protocol-public'];

export type SigningPart = 'chair' | 'secretary' | 'counter' | 'council' | 'founder' | 'initiator';

/** Who signs the protocol, and as what (P-07, P-08). */
export const signerTitles: Readonly<Record<SigningPart, string>> = {
  chair: 'Председатель собрания',
  secretary: 'Секретарь собрания',
  counter: 'Счётная комиссия',
  council: 'Избран в совет дома',
  founder: 'Учредитель ТСЖ',
  initiator: 'Инициатор, считавший голоса',
};
