/** The vocabulary of the registry; migrations/0002_people.ts restricts the tables to the same words. */
/** Organisations that answer for houses; the platform only serves them, a contractor works for those who answer. */
export const answeringKinds = [
  'manager',
  'association',
  'supplier',
  'municipality',
  'inspectorate',
  'ministry',
] as const;
export const organisationKinds = [...answeringKinds, 'platform', 'contractor'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export const staffRoles = [
  'clerk',
  'head',
  'dispatcher',
  'master',
  'accountant',
  'passport-clerk',
  'municipal',
  'inspector',
  'ministry',
  'platform',
] as const;
export type StaffRole = (typeof staffRoles)[number];

export const premisesKinds = ['living', 'non-living', 'parking'] as const;
export type PremisesKind = (typeof premisesKinds)[number];

export const rightKinds = ['sole', 'shared', 'joint'] as const;
export type RightKind = (typeof rightKinds)[number];

/** What a right is based on: a record in ЕГРН, or the act by which the developer handed the premises over. */
export const rightBases = ['record', 'act'] as const;
export type RightBasis = (typeof rightBases)[number];

export const organisationKindNames: Record<OrganisationKind, string> = {
  manager: 'Управляющая организация',
  association: 'Товарищество собственников жилья',
  supplier: 'Ресурсоснабжающая организация',
  municipality: 'Орган местного самоуправления',
  inspectorate: 'Государственная жилищная инспекция',
  ministry: 'Министерство',
  platform: 'Оператор системы',
  contractor: 'Подрядная организация',
};

export const staffRoleNames: Record<StaffRole, string> = {
  clerk: 'специалист по обращениям',
  head: 'руководитель',
  dispatcher: 'диспетчер',
  master: 'мастер',
  accountant: 'бухгалтер',
  'passport-clerk': 'паспортист',
  municipal: 'сотрудник администрации',
  inspector: 'инспектор',
  ministry: 'сотрудник министерства',
  platform: 'администратор системы',
};

export const premisesKindNames: Record<PremisesKind, string> = {
  living: 'жилое',
  'non-living': 'нежилое',
  parking: 'машино-место',
};

/** The words of the Rosreestr extract, as people and files write them. */
export const rightKindNames: Record<RightKind, string> = {
  sole: 'Собственность',
  shared: 'Общая долевая собственность',
  joint: 'Общая совместная собственность',
};

export const rightBasisNames: Record<RightBasis, string> = { record: 'Запись ЕГРН', act: 'Передаточный акт' };

export const serviceNames = {
  heating: 'отопление',
  'hot-water': 'горячее водоснабжение',
  'cold-water': 'холодное водоснабжение',
  sewerage: 'водоотведение',
  electricity: 'электроснабжение',
  gas: 'газоснабжение',
} as const;
export type Service = keyof typeof serviceNames;

/** Their forms after a number. */
export const rightForms = ['право', 'права', 'прав'] as const;
export const ownerForms = ['собственник', 'собственника', 'собственников'] as const;
/** To whom something goes. */
export const toOwnerForms = ['собственнику', 'собственникам', 'собственникам'] as const;
export const premisesForms = ['помещение', 'помещения', 'помещений'] as const;
