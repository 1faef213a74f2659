/** What a worker is trained for; each kind of fault names the trade it needs. */
export const tradeNames = {
  plumber: 'сантехник',
  electrician: 'электрик',
  lift: 'лифтовой механик',
  roofer: 'кровельщик',
  carpenter: 'плотник',
  mason: 'каменщик-штукатур',
  stove: 'печник, специалист по дымоходам',
  chute: 'рабочий мусоропровода',
  cleaner: 'уборщик',
} as const;
export type Trade = keyof typeof tradeNames;
export const trades = Object.keys(tradeNames) as [Trade, ...Trade[]];

/** What a worker must be admitted to before some works; a permit ends on its day. */
export const permitNames = {
  electrical: 'электробезопасность, группа III и выше',
  height: 'работы на высоте',
  heat: 'тепловые энергоустановки',
  hot: 'огневые и сварочные работы',
  lift: 'обслуживание лифтов',
  gas: 'газоопасные работы',
  confined: 'работы в колодцах и подвалах',
} as const;
export type Permit = keyof typeof permitNames;
export const permits = Object.keys(permitNames) as [Permit, ...Permit[]];
