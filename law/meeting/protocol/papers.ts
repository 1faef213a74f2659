/** Papers that Domovoy makes for a meeting, one of each. */
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

/** The title of a paper on the page, and its name when it is saved. */
export const paperTitles: Readonly<Record<PaperKind, string>> = {
  notice: 'Сообщение о собрании',
  'ballot-form': 'Бланки решений',
  'delivery-sheet': 'Реестр вручения',
  'protocol-draft': 'Проект протокола',
  protocol: 'Протокол',
  'protocol-public': 'Протокол для публикации',
  'protocol-xml': 'Протокол (XML)',
};

/** Papers without СНИЛС, passports and full names: everyone in the house may see them (152-ФЗ; 266/пр). */
export const openPapers: readonly PaperKind[] = ['notice', 'protocol-public'];

export type SigningPart = 'chair' | 'secretary' | 'counter' | 'council' | 'founder' | 'initiator';

/** Who signs the protocol, and in which role (P-07, P-08). */
export const signerTitles: Readonly<Record<SigningPart, string>> = {
  chair: 'Председатель собрания',
  secretary: 'Секретарь собрания',
  counter: 'Счётная комиссия',
  council: 'Избран в совет дома',
  founder: 'Учредитель ТСЖ',
  initiator: 'Инициатор, считавший голоса',
};
