import type { PointCode } from '../../../law/meeting/inspection/checklist';
import type { Meeting } from '../../../store/meeting/rows';

/** Where a point of the checklist is seen with one's own eyes. */
export interface PointPlace {
  href: string;
  title: string;
}

type Leaf = readonly [leaf: string, title: string];
const card: Leaf = ['', 'Карточка собрания'];
const law: Leaf = ['/lawcheck', 'Проверка закона'];
const agenda: Leaf = ['/vote', 'Повестка и материалы'];
const result: Leaf = ['/result', 'Итог по вопросам'];
const papers: Leaf = ['/protocol#papers', 'Документы собрания'];
const announced: Leaf = ['/published', 'Объявленные итоги'];
const log: Leaf = ['/ballots/log', 'Подписанный журнал, скачать'];
const terms: Leaf = ['/protocol#clocks', 'Сроки'];

/** Open to everyone who may read the checklist. */
const open: Readonly<Partial<Record<PointCode, Leaf>>> = {
  initiator: card,
  announced: law,
  'notice-whole': papers,
  form: law,
  system: law,
  'handed-to-administrator': law,
  length: law,
  'paper-in-time': log,
  'same-agenda': agenda,
  competence: agenda,
  quorum: result,
  thresholds: result,
  particulars: papers,
  marks: result,
  powers: papers,
  representatives: papers,
  dated: log,
  forged: papers,
  'protocol-in-time': terms,
  number: papers,
  signatures: papers,
  appendices: papers,
  'votes-agree': result,
  'originals-in-time': terms,
  originals: papers,
  'result-told': announced,
  'protocol-placed': announced,
  repeated: card,
  'manager-changed': result,
  'common-property': result,
  fee: agenda,
  'council-powers': result,
  'personal-data': announced,
  'nothing-added': log,
};

const notices: Leaf = ['/notices', 'Кто уведомлён и чем это доказано'];
const sheet: Leaf = ['/roll', 'Шахматка'];
const openings: Leaf = ['/ballots/openings', 'Журнал с решениями, скачать'];

/** What holds names and decisions is for the inspectorate alone, and stands instead of the open place. */
const watched: Readonly<Partial<Record<PointCode, Leaf>>> = {
  announced: notices,
  told: notices,
  'paper-in-time': openings,
  total: sheet,
  quorum: openings,
  areas: sheet,
  shares: sheet,
  owners: openings,
  dated: openings,
  'votes-agree': openings,
};

export function placeOf(
  code: PointCode,
  { caseId, publishedAt }: Pick<Meeting, 'caseId' | 'publishedAt'>,
  inspects: boolean,
): PointPlace | null {
  if (code === 'similar-protocol')
    return inspects ? { href: '/inspections', title: 'Проверки сходных протоколов' } : null;
  const found = (inspects && watched[code]) || open[code];
  if (!found) return null;
  const [leaf, title] = found === announced && !publishedAt ? result : found;
  return { href: `/meetings/${caseId}${leaf}`, title };
}
