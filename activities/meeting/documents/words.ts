import { equal, ONE, fractionText } from '../../../law/base/fraction';
import type { MeetingForm } from '../../../law/meeting/forms';
import { dayDigits, instantDigits } from '../../../law/base/russian';
import { localOf } from '../../../law/base/zone';
import type { FrozenRight, RegisterHolder } from '../../../store/meeting/notice/register';
import type { PaperFacts } from './facts';

export const moment = (at: Date | null, zone: string): string => (at ? instantDigits(at, zone) : '');
export const dayDigitsOf = (at: Date | null, zone: string): string => (at ? dayDigits(localOf(at, zone).day) : '');

/** «форме электронного голосования»: as the title of a protocol says it. */
export const inForm: Readonly<Record<MeetingForm, string>> = {
  'in-person': 'очного голосования',
  'in-absentia': 'заочного голосования опросным путём',
  mixed: 'очно-заочного голосования',
  electronic: 'заочного голосования с использованием системы',
};

export const holderId = ({ personId, organisationId }: Pick<RegisterHolder, 'personId' | 'organisationId'>): string =>
  personId ?? organisationId ?? '';
export const nameInPaper = ({ who }: Pick<PaperFacts, 'who'>, id: string | null): string =>
  (id && who.get(id)?.name) || '';
/** What everyone may read of who took part (приказ 266/пр): name and first letter of the surname. */
export const briefOf = ({ who }: Pick<PaperFacts, 'who'>, id: string | null): string =>
  (id && who.get(id)?.brief) || '';

const SNILS = /^(\d{3})(\d{3})(\d{3})(\d{2})$/;
export const snilsWords = (snils: string | null | undefined): string => snils?.replace(SNILS, '$1-$2-$3\u00a0$4') ?? '';

export const shareWords = ({ share, kind }: Pick<FrozenRight, 'share' | 'kind'>): string =>
  equal(share, ONE) ? (kind === 'joint' ? 'совместная' : '1') : fractionText(share);

/** The title document of a holder, by the state register, by the act of the developer (K-11) or as the ballot names it. */
export function titleWords({ basis, registryNumber, registryDay, ballotNumber, ballotDay }: RegisterHolder): string {
  const [number, day] = registryNumber ? [registryNumber, registryDay] : [ballotNumber, ballotDay];
  if (!number) return '';
  const named = basis === 'act' ? `передаточный акт № ${number}` : number;
  return day ? `${named} от ${dayDigits(day)}` : named;
}

/** Holders whose title stood when the register froze, and whoever has it by now. */
export const currentHolders = ({ holders }: FrozenRight): RegisterHolder[] => {
  const now = holders.filter(({ toDay }) => toDay === null);
  return now.length > 0 ? now : holders;
};
