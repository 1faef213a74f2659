import { offNames, type OffService } from '../dispatch/off';

/** planned: somebody decided to switch the service off; emergency: it went off by itself. */
export const outageKinds = ['planned', 'emergency'] as const;
export type OutageKind = (typeof outageKinds)[number];

export const outageCauses = [
  'repair',
  'prophylaxis',
  'tests',
  'connection',
  'burst',
  'network',
  'equipment',
  'leak',
  'unknown',
  'other',
] as const;
export type OutageCause = (typeof outageCauses)[number];

export const causeTitles: Readonly<Record<OutageCause, string>> = {
  repair: 'плановый ремонт',
  prophylaxis: 'ежегодная профилактика горячей воды',
  tests: 'испытания сетей',
  connection: 'подключение нового оборудования',
  burst: 'прорыв трубы',
  network: 'авария на сетях поставщика',
  equipment: 'поломка оборудования дома',
  leak: 'протечка',
  unknown: 'причина выясняется',
  other: 'другая причина',
};

export const kindTitles: Readonly<Record<OutageKind, string>> = { planned: 'плановое', emergency: 'аварийное' };

export const outageTextKinds = ['cause', 'reason', 'note'] as const;
export type OutageTextKind = (typeof outageTextKinds)[number];

export const outageOutcomes = ['restored', 'cancelled'] as const;
export type OutageOutcome = (typeof outageOutcomes)[number];

export const outageOutcomeTitles: Readonly<Record<OutageOutcome, string>> = {
  restored: 'услуга восстановлена',
  cancelled: 'отменено',
};

export const outageOutcomeWords = (outcome: string | null): string =>
  outcome ? (outageOutcomeTitles[outcome as OutageOutcome] ?? outcome) : '';

/** The topic of a case: its kind and what is off. Both are settled from the start. */
export const topicOf = (kind: OutageKind, services: readonly string[]): string => `${kind} ${services.join(' ')}`;

/** «горячее водоснабжение, лифт» */
export const servicesWords = (services: readonly string[]): string =>
  services.map((one) => offNames[one as OffService] ?? one).join(', ');

/** «Плановое отключение: горячее водоснабжение» */
export function topicWords(topic: string): string {
  const [kind = '', ...services] = topic.split(' ');
  const head = kind === 'planned' ? 'Плановое отключение' : 'Аварийное отключение';
  return services.length > 0 ? `${head}: ${servicesWords(services)}` : head;
}
