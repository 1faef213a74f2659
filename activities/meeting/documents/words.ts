import { equal, ONE, fractionText } from '../../../law/base/fraction';
import type { MeetingForm } from '../../../law/meeting/forms';
import { dayDigits, instantDigits } from '../../../law/base/russian';
import { localOf } from '../../../law/base/zone';
import type { FrozenRight, RegisterHolder } from '../../../store/meeting/notice/register';
import type { PaperFacts } from './facts';

export const moment = (at: Date | null, zone: string): string => (at ? instantDigits(at, zone) : '');
export const dayDigitsOf = (at: Date | null, zone: string): string => (at ? dayDigits(localOf(at, zone).day) : '');

/** «форме электронного голосования»: as used in the title of a protocol. */
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
/** What everyone may see of a participant (приказ 266/пр): given name and first letter of the surname. */
export const briefOf = ({ who }: Pick<PaperFacts, 'who'>, id: string | null): string =>
  (id && who.get(id)?.brief) || '';

const SNILS = /^(\d{3})(\d{3})(\d{3})(\d{2})$/;
export const snilsWords = (snils: string | null | undefined): string => snils?.replace(SNILS, '$1-$2-$3\u00a0$4') ?? '';

export const shareWords = ({ share, kind }: Pick<FrozenRight, 'share' | 'kind'>): string =>
  equal(share, ONE) ? (kind === 'joint' ? 'совместная' : '1') : fractionText(share);

/** Holders with title when the register was frozen, and those who have it now. */
export const currentHolders = ({ holders }: FrozenRight): RegisterHolder[] => {
  const now = holders.filter(({ toDay }) => toDay === null);
  return now.length > 0 ? now : holders;
};
