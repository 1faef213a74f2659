/** Time zones of Russia from west to east; programs may give any zone of the tz database. */
export const houseZones: readonly { value: string; title: string }[] = (
  [
    ['Europe/Kaliningrad', 'Калининград, UTC+2'],
    ['Europe/Moscow', 'Москва, UTC+3'],
    ['Europe/Samara', 'Самара, UTC+4'],
    ['Asia/Yekaterinburg', 'Екатеринбург, Челябинск, UTC+5'],
    ['Asia/Omsk', 'Омск, UTC+6'],
    ['Asia/Novosibirsk', 'Новосибирск, UTC+7'],
    ['Asia/Krasnoyarsk', 'Красноярск, UTC+7'],
    ['Asia/Irkutsk', 'Иркутск, UTC+8'],
    ['Asia/Yakutsk', 'Якутск, UTC+9'],
    ['Asia/Vladivostok', 'Владивосток, UTC+10'],
    ['Asia/Magadan', 'Магадан, UTC+11'],
    ['Asia/Kamchatka', 'Камчатка, UTC+12'],
  ] as const
).map(([value, title]) => ({ value, title }));
