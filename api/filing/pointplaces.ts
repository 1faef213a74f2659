/** Where the inspector sees for himself what a point speaks of, by the leaf of the meeting's page. */
const places: readonly { leaf: string; title: string; points: readonly number[] }[] = [
  { leaf: '', title: 'Ход собрания', points: [1, 7, 34, 40] },
  { leaf: '/notices', title: 'Кто уведомлён', points: [2, 3, 4, 31] },
  { leaf: '/lawcheck', title: 'Проверка закона', points: [5, 6, 8, 11, 14, 35, 37] },
  { leaf: '/vote', title: 'Повестка', points: [10, 36, 38] },
  { leaf: '/chess', title: 'Шахматка', points: [9, 12, 15, 16, 17, 18, 19, 20, 21, 22, 23] },
  { leaf: '/result', title: 'Итог', points: [13, 28] },
  { leaf: '/protocol', title: 'Протокол и документы', points: [24, 25, 26, 27, 29, 30, 32] },
  { leaf: '/published', title: 'Объявленные итоги', points: [39] },
];

export function placeOf(meeting: string, point: number): { href: string; title: string } {
  const found = places.find(({ points }) => points.includes(point));
  if (!found) return { href: '/inspections', title: 'Проверки сходных протоколов' };
  return { href: `/meetings/${meeting}${found.leaf}`, title: found.title };
}
