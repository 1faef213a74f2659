const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/YaBrowser/, 'Яндекс Браузер'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];
const first = (pairs: readonly (readonly [RegExp, string])[], agent: string): string | undefined =>
  pairs.find(([sign]) => sign.test(agent))?.[1];

/** A short name by which people recognise their own phone or computer. */
export const device = (agent: string): string =>
  [first(BROWSERS, agent) ?? 'Неизвестный браузер', first(SYSTEMS, agent)].filter(Boolean).join(', ');
