import type { Day } from '../base/day';
import { norm } from '../base/norm';
import { confidenceMark } from '../base/mark';
import { valueWords } from '../base/term-words';
import type { FaultKind } from './kinds';
import { type MeteredService, meteredNames } from './interruption';

/** How the bill falls when they are late, a sentence a rule. */
export interface BillLine {
  norm: string;
  says: string;
  mark?: string;
}

export function billLines(kind: FaultKind, on: Day): BillLine[] {
  const service = kind.code === 'Q.waste' ? 'waste' : kind.service;
  const lines =
    service === null
      ? housing()
      : [...(service === 'waste' ? waste(on) : interruption(service, on)), ...degrees(service, on)];
  return lines.map((line) => ({ ...line, mark: confidenceMark(norm(line.norm, on).confidence) }));
}

type Line = Omit<BillLine, 'mark'>;

const housing = (): Line[] => [
  {
    norm: 'HS-01',
    says: 'Работа по дому сделана поздно или плохо: попросите управляющую организацию снизить плату за содержание.',
  },
];

/** How long a service may be off, in words of its own row. */
const ONCE: Readonly<Record<Exclude<MeteredService, 'waste'>, (value: (id: string) => string) => string>> = {
  'cold-water': (value) => `${value('INT-HVS.once')} подряд и ${value('INT-HVS.sum')} за месяц`,
  'hot-water': (value) =>
    `${value('INT-GVS.once')} подряд и ${value('INT-GVS.sum')} за месяц (авария на тупиковой магистрали — ${value('INT-GVS.deadEnd')})`,
  sewerage: (value) => `${value('INT-VO.once')} подряд и ${value('INT-VO.sum')} за месяц`,
  electricity: (value) =>
    `${value('INT-EL.twoSources')} при двух источниках питания, ${value('INT-EL.oneSource')} при одном`,
  gas: (value) => `${value('INT-GAS.sum')} за месяц`,
  heating: (value) =>
    `${value('INT-HEAT.sum')} за месяц; подряд ${value('INT-HEAT.from12')}, если в комнате от +12 °C, ` +
    `${value('INT-HEAT.from10')} — от +10 °C, ${value('INT-HEAT.from8')} — от +8 °C`,
};
const RATE: Readonly<Record<Exclude<MeteredService, 'waste'>, string>> = {
  'cold-water': 'INT-HVS.rate',
  'hot-water': 'INT-GVS.rate',
  sewerage: 'INT-VO.rate',
  electricity: 'INT-EL.rate',
  gas: 'INT-GAS.rate',
  heating: 'INT-HEAT.rate',
};

function interruption(service: Exclude<MeteredService, 'waste'>, on: Day): Line[] {
  const value = (id: string): string => valueWords(norm(id, on));
  const [rate, name] = [RATE[service], meteredNames[service]];
  const says =
    `Нет услуги (${name}): допустимо ${ONCE[service](value)}. ` +
    `За каждый час сверх этого плата за неё за месяц меньше на ${value(rate)}.`;
  return [{ norm: rate, says }];
}

function waste(on: Day): Line[] {
  const value = (id: string): string => valueWords(norm(id, on));
  const says =
    `Мусор не вывозят: допустимо ${value('INT-TKO.sum')} за месяц; подряд ${value('INT-TKO.cold')} при +5 °C и ниже, ` +
    `${value('INT-TKO.warm')} в тепло. За каждые 24 часа сверх этого плата меньше на ${value('INT-TKO.rate')}.`;
  return [{ norm: 'INT-TKO.rate', says }];
}

function degrees(service: MeteredService, on: Day): Line[] {
  const value = (id: string): string => valueWords(norm(id, on));
  if (service === 'heating')
    return [
      {
        norm: 'INT-HEAT.degreeRate',
        says:
          `В комнате холоднее +${value('INT-HEAT.room')} °C (в угловой +${value('INT-HEAT.corner')}; ночью на ` +
          `${value('INT-HEAT.night')} меньше): минус ${value('INT-HEAT.degreeRate')} за каждый час и каждый градус.`,
      },
    ];
  if (service !== 'hot-water') return [];
  return [
    {
      norm: 'INT-GVS.temperatureRate',
      says:
        `Горячая вода холоднее +${value('INT-GVS.min')} °C с допуском: минус ${value('INT-GVS.temperatureRate')} за каждый ` +
        `час за каждые ${value('INT-GVS.step')} °C; холоднее +${value('INT-GVS.coldBelow')} °C — цена холодной воды.`,
    },
  ];
}
